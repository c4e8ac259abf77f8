import {Readable} from 'node:stream';
import {Pastes} from './pastes.ts';

/**
A terminal's input as Ink reads it, in which every paste ends. `cut` hears, after the paste itself was read, how many
characters of it were left out.
*/
export class TerminalInput extends Readable {
	readonly isTTY = true;
	readonly #stdin: NodeJS.ReadStream;
	readonly #pastes: Pastes;
	#isStarted = false;

	constructor(stdin: NodeJS.ReadStream, cut: (characters: number) => void) {
		super({encoding: 'utf8'});
		this.#stdin = stdin;
		this.#pastes = new Pastes({
			pass: text => {
				this.push(text);
			},
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

	setRawMode(isRaw: boolean): this {
		this.#stdin.setRawMode(isRaw);
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
