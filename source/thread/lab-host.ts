import {execute} from '../commands/execute.ts';
import {sendTyped} from '../commands/typed.ts';
import {isProblem} from '../core/problem.ts';
import {FrameMaker} from '../frames/frame-maker.ts';
import {warmUp} from '../frames/warm-up.ts';
import type {PaneName} from '../frames/frame.ts';
import type {Lab} from '../lab/lab.ts';
import {FrameClock} from './frame-clock.ts';
import type {FromLab, Reply, ToLab} from './messages.ts';

/** Serves one screen: runs its lines in the lab and sends it frames of what happens. */
export class LabHost {
	readonly #lab: Lab;
	readonly #frames: FrameMaker;
	readonly #clock: FrameClock;
	readonly #post: (message: FromLab) => void;
	#warm = false;

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
		return replyTo(await execute(this.#lab, line, {screen: true, ...(pane !== undefined && {pane})}));
	}

	async #reply(id: number, reply: Promise<Reply>): Promise<void> {
		this.#post({type: 'reply', id, reply: await reply});
		this.#clock.demand();
	}

	#sendFrame(): void {
		this.#post({type: 'frame', frame: this.#frames.make()});
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
