import {execute} from '../commands/execute.ts';
import {done, type Outcome} from '../commands/outcome.ts';
import {sendTyped} from '../commands/typed.ts';
import {limits} from '../core/limits.ts';
import {FrameMaker} from '../frames/frame-maker.ts';
import {warmUp} from '../frames/warm-up.ts';
import type {PaneName} from '../frames/panes.ts';
import type {Lab} from '../lab/lab.ts';
import {FrameClock} from './frame-clock.ts';
import type {FromLab, ToLab} from './messages.ts';

/** Serves one screen: runs its lines in the lab and sends it frames of what happens. */
export class LabHost {
	readonly #lab: Lab;
	readonly #frames: FrameMaker;
	readonly #clock: FrameClock;
	readonly #post: (message: FromLab) => void;
	#warm = false;
	#isWorking = false;

	constructor(lab: Lab, post: (message: FromLab) => void) {
		this.#post = post;
		this.#lab = lab;
		this.#frames = new FrameMaker(this.#lab);
		this.#clock = new FrameClock(() => {
			this.#sendFrame();
		}, () => lab.now_us() / 1000);
		this.#lab.journal.subscribe(() => {
			this.#clock.touch();
		});
		this.#lab.watch(() => {
			this.#clock.touch();
		});
	}

	handle(message: ToLab): void {
		switch (message.type) {
			case 'execute': {
				void this.#reply(message.id, this.#execute(message.line, message.pane));
				break;
			}

			case 'send': {
				void this.#reply(message.id, sendTyped(this.#lab, message.text, message.pane));
				break;
			}

			case 'viewport': {
				this.#frames.viewport = message.viewport;
				this.#clock.demand();
				break;
			}

			case 'scroll': {
				this.#frames.scroll(message.move);
				this.#clock.demand();
				break;
			}

			case 'taken': {
				this.#clock.taken();
				break;
			}

			case 'close': {
				this.#clock.stop();
				this.#lab.closeAll();
				void this.#reply(message.id, this.#lab.recordings.end().then(() => done));
				break;
			}
		}
	}

	async #execute(line: string, pane: PaneName | undefined): Promise<Outcome> {
		return execute(this.#lab, line, {screen: this.#frames.screen, ...(pane !== undefined && {pane})});
	}

	async #reply(id: number, outcome: Outcome | Promise<Outcome>): Promise<void> {
		this.#post({type: 'reply', id, outcome: await outcome});
		this.#clock.demand();
	}

	/**
	Does what a view has left to do in steps of a few milliseconds, between which sockets and keys have their turns. The
	first steps follow each other at once; later ones leave half of the time to others.
	*/
	#workInSteps(steps = 0): void {
		if (steps === 0 && this.#isWorking) {
			return;
		}

		this.#isWorking = true;
		const isLong = steps >= limits.scan_burst_steps;
		const proceed = () => {
			this.#isWorking = !this.#frames.work(isLong ? limits.scan_pause_ms : limits.scan_step_ms);
			this.#clock.touch();
			if (this.#isWorking) {
				this.#workInSteps(steps + 1);
			}
		};

		if (isLong) {
			setTimeout(proceed, limits.scan_pause_ms);
		} else {
			setImmediate(proceed);
		}
	}

	#sendFrame(): void {
		this.#post({type: 'frame', frame: this.#frames.make()});
		if (this.#frames.needsWork) {
			this.#workInSteps();
		}

		if (!this.#warm) {
			this.#warm = true;
			setImmediate(warmUp);
		}

		if (this.#frames.moving) {
			this.#clock.touch();
		}

		this.#clock.touchIn(this.#frames.tick_ms);
	}
}
