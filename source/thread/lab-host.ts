import {execute} from '../commands/execute.ts';
import {sendTyped} from '../commands/typed.ts';
import {limits} from '../core/limits.ts';
import {isProblem} from '../core/problem.ts';
import {FrameMaker} from '../frames/frame-maker.ts';
import {warmUp} from '../frames/warm-up.ts';
import type {PaneName} from '../frames/frame.ts';
import type {Lab} from '../lab/lab.ts';
import {FrameClock} from './frame-clock.ts';
import {answerLook} from './looking.ts';
import type {FromLab, Reply, ToLab} from './messages.ts';

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
				void this.#reply(message.id, Promise.resolve(sendTyped(this.#lab, message.text, message.pane)).then(replyTo));
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
				void this.#reply(message.id, this.#lab.endRecording().then(() => ({})));
				break;
			}
		}
	}

	async #execute(line: string, pane: PaneName | undefined): Promise<Reply> {
		const outcome = await execute(this.#lab, line, {screen: true, ...(pane !== undefined && {pane})});
		if (isProblem(outcome) || outcome.wish?.type !== 'look') {
			return replyTo(outcome);
		}

		const answer = await answerLook(outcome.wish.look, this.#lab, this.#frames);
		this.#goOn();
		return replyTo(answer);
	}

	async #reply(id: number, reply: Promise<Reply>): Promise<void> {
		this.#post({type: 'reply', id, reply: await reply});
		this.#clock.demand();
	}

	/** Filters and searches in steps of a few milliseconds, between which sockets and keys have their turns. What is done soon goes on at once; what takes longer leaves half of the time to them. */
	#goOn(steps = 0): void {
		if (steps === 0 && this.#isWorking) {
			return;
		}

		this.#isWorking = true;
		const isLong = steps >= limits.look_brisk_steps;
		const proceed = () => {
			this.#isWorking = !this.#frames.raw.work(isLong ? limits.look_pause_ms : limits.look_step_ms);
			this.#clock.touch();
			if (this.#isWorking) {
				this.#goOn(steps + 1);
			}
		};

		if (isLong) {
			setTimeout(proceed, limits.look_pause_ms);
		} else {
			setImmediate(proceed);
		}
	}

	#sendFrame(): void {
		this.#post({type: 'frame', frame: this.#frames.make()});
		if (!this.#frames.raw.isUpToDate) {
			this.#goOn();
		}

		if (!this.#warm) {
			this.#warm = true;
			setImmediate(warmUp);
		}

		if (this.#frames.moving) {
			this.#clock.touch();
		}
	}
}

function replyTo(outcome: Awaited<ReturnType<typeof execute>>): Reply {
	if (isProblem(outcome)) {
		return {problem: outcome};
	}

	return {
		...(outcome.refused !== undefined && {refused: outcome.refused}),
		...(outcome.wish !== undefined && {wish: outcome.wish}),
		...(outcome.text !== undefined && {text: outcome.text}),
	};
}
