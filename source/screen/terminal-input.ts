import {Readable} from 'node:stream';
import {Mouse, type MouseReport} from './mouse.ts';
import {Pastes} from './pastes.ts';

/** Both are called after what came before was read. */
export type InputEvents = {
	/** So many characters of a paste were left out. */
	readonly cut: (characters: number) => void;
	readonly mouse: (report: MouseReport) => void;
};

/** Takes reports out of what was typed; everything else goes to `pass`, in its order. */
export type TakeReports = (typed: string, pass: (text: string) => void) => void;

/** A terminal's input as Ink reads it, in which every paste ends, without its answers and the mouse's reports. */
export class TerminalInput extends Readable {
	readonly isTTY = true;
	readonly #stdin: NodeJS.ReadStream;
	readonly #pastes: Pastes;
	#isStarted = false;

	constructor(stdin: NodeJS.ReadStream, {cut, mouse}: InputEvents, takeAnswers: TakeReports) {
		super({encoding: 'utf8'});
		this.#stdin = stdin;
		const pass = (text: string) => {
			this.push(text);
		};

		const reports = new Mouse({keys: pass, report(report) {
			setImmediate(mouse, report);
		}});
		const take = (text: string) => {
			reports.take(text);
		};

		this.#pastes = new Pastes({
			typed(text) {
				takeAnswers(text, take);
			},
			pasted: pass,
			cut(characters) {
				setImmediate(cut, characters);
			},
		});
	}

	override _read(): void {
		if (!this.#isStarted) {
			this.#isStarted = true;
			this.#stdin.setEncoding('utf8');
			this.#stdin.on('data', (chunk: string) => {
				this.#pastes.take(chunk);
			});
		}
	}

	/** The terminal is raw as long as the screen has it (`TerminalLease`), also while Ink does not read. */
	setRawMode(): this {
		return this;
	}

	ref(): this {
		this.#stdin.ref();
		return this;
	}

	/** Ink reads no more: what is typed from now on is the shell's. */
	unref(): this {
		this.#stdin.pause();
		this.#stdin.unref();
		return this;
	}
}
