import {limits} from '../core/limits.ts';
import {type Compositor} from './compositor.ts';
import {type DrawnColumns} from './drawn-columns.ts';
import {type Modes} from './modes.ts';
import {type Painter} from './painter.ts';
import {Question, questionSequence} from './question.ts';
import {type RemoteTerminal} from './remote-terminal.ts';
import {type OpeningQuestion} from './screen-options.ts';
import {type Writer} from './writer.ts';

export type TerminalAnswersTools = {
	readonly stdin: NodeJS.ReadStream;
	readonly writer: Writer;
	readonly compositor: Compositor;
	readonly painter: Painter;
	readonly remote: RemoteTerminal | undefined;
};

/**
What the terminal answers: what it draws, which the first frame may wait for, and, behind a connection, that it has
taken a frame.
*/
export class TerminalAnswers {
	readonly #tools: TerminalAnswersTools;
	#question: Question | undefined;
	/** Until the first frame may be painted. */
	#wait: NodeJS.Timeout | undefined;

	constructor(tools: TerminalAnswersTools) {
		this.#tools = tools;
	}

	/** Asks what it draws. One without modes is not asked. */
	ask({begin, end}: Modes, {isAwaited, answered}: OpeningQuestion): void {
		if (begin === '') {
			return;
		}

		const {writer, painter} = this.#tools;
		writer.write(begin + questionSequence + end);
		if (isAwaited) {
			painter.pause();
			this.#wait = setTimeout(() => {
				this.#paintFirst();
			}, limits.answer_wait_ms);
		}

		this.#question = new Question(columns => {
			void this.#takeColumns(columns, answered(columns));
		});
	}

	/** Takes the answers out of what was typed; everything else goes to `pass`, in its order. */
	take(typed: string, pass: (text: string) => void): void {
		const {remote} = this.#tools;
		const passOn = (text: string): void => {
			if (remote === undefined) {
				pass(text);
			} else {
				remote.take(text, pass);
			}
		};

		if (this.#question === undefined) {
			passOn(typed);
		} else {
			this.#question.take(typed, passOn);
		}
	}

	/** Ends the wait of the first frame, without painting it. */
	endWait(): void {
		clearTimeout(this.#wait);
		this.#wait = undefined;
	}

	/** Resolves when no answer is under way: it would be typed into the shell. */
	async settled(): Promise<void> {
		const {stdin, remote} = this.#tools;
		if (this.#question?.isPending !== true && remote === undefined) {
			return;
		}

		const isPaused = stdin.isPaused();
		stdin.resume();
		await Promise.all([this.#question?.settled(), remote?.end()]);
		this.#question?.giveUp();
		if (isPaused) {
			stdin.pause();
		}
	}

	/** Nobody will answer any more. */
	giveUp(): void {
		this.#question?.giveUp();
		this.#tools.remote?.giveUp();
	}

	async #takeColumns(columns: DrawnColumns, answered: Promise<void>): Promise<void> {
		const {compositor, painter} = this.#tools;
		await answered;
		compositor.draw(columns);
		painter.ask();
		// Behind the frame that Ink makes of the answer.
		setImmediate(() => {
			this.#paintFirst();
		});
	}

	#paintFirst(): void {
		if (this.#wait !== undefined) {
			this.endWait();
			this.#tools.painter.resume();
		}
	}
}
