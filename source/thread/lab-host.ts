import {execute} from '../commands/execute.ts';
import {done, type Outcome} from '../commands/outcome.ts';
import {sendTyped} from '../commands/typed.ts';
import {limits} from '../core/limits.ts';
import type {FrameMaker} from '../frames/frame-maker.ts';
import type {Frame, Viewport} from '../frames/frame.ts';
import {warmUp} from '../frames/warm-up.ts';
import type {PaneName} from '../frames/panes.ts';
import {FrameClock} from './frame-clock.ts';
import type {FromLab, ToLab} from './messages.ts';
import {type ScreenScriptSettings, ScreenScript} from './screen-script.ts';
import {ShownSession} from './shown-session.ts';

/** Serves one screen: runs its lines in the session that it shows and sends it frames of what happens. */
export class LabHost {
	readonly #live: ShownSession;
	readonly #scripts: ScreenScript;
	readonly #clock: FrameClock;
	readonly #post: (message: FromLab) => void;
	#viewport: Viewport | undefined;
	#warm = false;
	#isWorking = false;

	/** `openLab` opens the live session, and one for each script that is run. */
	constructor({openLab, freePorts}: Omit<ScreenScriptSettings, 'changed'>, post: (message: FromLab) => void) {
		this.#post = post;
		const changed = () => {
			this.#clock.touch();
		};

		this.#live = new ShownSession(openLab(), changed);
		this.#clock = new FrameClock(() => {
			this.#sendFrame();
		}, () => this.#live.lab.now_us() / 1000);
		this.#scripts = new ScreenScript({openLab, freePorts, changed});
	}

	/** What the screen shows: the live session, or that of a script. */
	get #shown(): ShownSession {
		return this.#scripts.session ?? this.#live;
	}

	/** Makes the frames of what is shown; how it is looked at is the same for every session. */
	get #frames(): FrameMaker {
		const {frames} = this.#shown;
		frames.viewport = this.#viewport ?? frames.viewport;
		return frames;
	}

	handle(message: ToLab): void {
		switch (message.type) {
			case 'execute': {
				void this.#reply(message.id, this.#execute(message.line, message.pane));
				break;
			}

			case 'send': {
				void this.#reply(message.id, sendTyped(this.#shown.lab, message.text, message.pane));
				break;
			}

			case 'viewport': {
				this.#viewport = message.viewport;
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
				void this.#reply(message.id, this.#close());
				break;
			}
		}
	}

	async #execute(line: string, pane: PaneName | undefined): Promise<Outcome> {
		const {screen} = this.#frames;
		return execute(this.#shown.lab, line, {screen, scripts: this.#scripts, ...(pane !== undefined && {pane})});
	}

	async #close(): Promise<Outcome> {
		await Promise.all([this.#live.close(), this.#scripts.close()]);
		return done;
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

	#makeFrame(): Frame {
		const {seen} = this.#scripts;
		return {...this.#frames.make(), ...(seen !== undefined && {script: seen})};
	}

	#sendFrame(): void {
		this.#post({type: 'frame', frame: this.#makeFrame()});
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
