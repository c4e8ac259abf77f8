/** Runs a program in a real pseudo-terminal whose other end is a terminal emulator, as a person at a keyboard would. */
import {execFile} from 'node:child_process';
import {Buffer} from 'node:buffer';
import path from 'node:path';
import process from 'node:process';
import pty, {type IPty} from '@lydell/node-pty';
import {Emulator, type ShownCell} from './emulator.ts';
import {keyBytes, pasteBytes} from './keys.ts';

export type TerminalOptions = {
	readonly command: string;
	readonly arguments?: readonly string[];
	readonly columns?: number;
	readonly rows?: number;
	/** Added to an environment that holds little more than PATH, HOME and TERM; `undefined` takes one away. */
	readonly environment?: Readonly<Record<string, string | undefined>>;
	readonly folder?: string;
	/** What the emulator answers by itself goes here instead of to the program; `send` passes it on. */
	readonly onAnswer?: (text: string, send: (text: string) => void) => void;
	/** Its characters are not UTF-8: every byte is one. */
	readonly isLatin1?: boolean;
	/** By whose widths it draws: see `Emulator`. */
	readonly unicode?: '6' | '11';
	/** As over a bad line: what the program writes is read this slowly, and what either side writes arrives later. */
	readonly line?: {readonly bytes_s: number; readonly delay_ms: number};
};

export type Ended = {readonly code: number; readonly signal: number};

/** Where package.json is; programs start there unless told otherwise. */
export const projectFolder = path.resolve(import.meta.dirname, '../..');

export function openTerminal(options: TerminalOptions): Terminal {
	return new Terminal(options);
}

export class Terminal {
	readonly #pty: IPty;
	readonly #emulator: Emulator;
	readonly #received: Uint8Array[] = [];
	readonly #delay_ms: number;
	#received_bytes = 0;
	#hasEnded = false;
	/** Resolves when the program has ended and its last bytes are on the screen. */
	readonly exit: Promise<Ended>;

	constructor({command, arguments: words = [], columns = 80, rows = 24, environment = {}, folder = projectFolder, onAnswer, isLatin1 = false, unicode, line}: TerminalOptions) {
		this.#emulator = new Emulator(columns, rows, unicode);
		const all = {PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8', TERM: 'xterm-256color', ...environment};
		const env = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
		this.#pty = pty.spawn(command, [...words], {cols: columns, rows, cwd: folder, env, encoding: null});
		this.#pty.onData(chunk => {
			const bytes = Buffer.from(chunk);
			this.#received.push(bytes);
			this.#received_bytes += bytes.length;
			if (line === undefined) {
				void this.#emulator.write(isLatin1 ? bytes.toString('latin1') : bytes);
				return;
			}

			this.#pty.pause();
			const read_ms = bytes.length / line.bytes_s * 1000;
			setTimeout(() => {
				this.#pty.resume();
			}, read_ms);
			setTimeout(() => {
				void this.#emulator.write(isLatin1 ? bytes.toString('latin1') : bytes);
			}, read_ms + line.delay_ms);
		});
		this.#delay_ms = line?.delay_ms ?? 0;
		const send = (text: string) => {
			this.#send(text);
		};

		this.#emulator.onReply(text => {
			if (onAnswer === undefined) {
				send(text);
			} else {
				onAnswer(text, send);
			}
		});
		this.exit = this.#ended();
	}

	async #ended(): Promise<Ended> {
		const ended = await new Promise<Ended>(resolve => {
			this.#pty.onExit(({exitCode, signal}) => {
				resolve({code: exitCode, signal: signal ?? 0});
			});
		});
		await this.#emulator.write('');
		this.#hasEnded = true;
		this.#emulator.fail(`the program has ended (code ${ended.code}, signal ${ended.signal})`);
		return ended;
	}

	#send(text: string): void {
		if (this.#delay_ms === 0) {
			this.#write(text);
			return;
		}

		setTimeout(() => {
			this.#write(text);
		}, this.#delay_ms);
	}

	#write(text: string): void {
		if (!this.#hasEnded) {
			this.#pty.write(text);
		}
	}

	get pid(): number {
		return this.#pty.pid;
	}

	/** The screen as text: see `Emulator.screen`. */
	screen(): string {
		return this.#emulator.screen;
	}

	lines(): string[] {
		return this.#emulator.lines;
	}

	cell(x: number, y: number): ShownCell {
		return this.#emulator.cell(x, y);
	}

	/** Every cell of the screen, row by row. */
	cells(): ShownCell[][] {
		return this.#emulator.cells;
	}

	cursor(): {x: number; y: number; isVisible: boolean} {
		return this.#emulator.cursor;
	}

	/** The alternate screen is shown. */
	alternate(): boolean {
		return this.#emulator.isAlternate;
	}

	modes(): Emulator['modes'] {
		return this.#emulator.modes;
	}

	/** Everything the program wrote so far, each byte a character (latin1). */
	raw(): string {
		return Buffer.concat(this.#received).toString('latin1');
	}

	/** How many bytes that is. */
	get received_bytes(): number {
		return this.#received_bytes;
	}

	/** Sends text as typed, in one piece. */
	type(text: string): void {
		this.#send(text);
	}

	/** Presses keys by name, one after another, in one piece: see `keyBytes`. */
	press(...names: string[]): void {
		this.#send(names.map(name => keyBytes(name)).join(''));
	}

	/** Pastes, in brackets when the program asked for them. */
	paste(text: string): void {
		this.#send(this.modes().isPasteBracketed ? pasteBytes(text) : text);
	}

	/** Changes the window's size; the program is told by SIGWINCH. */
	resize(columns: number, rows: number): void {
		this.#emulator.resize(columns, rows);
		this.#pty.resize(columns, rows);
	}

	/** Stops reading what the program writes, as a hung connection would; `resume` goes on. */
	pause(): void {
		this.#pty.pause();
	}

	resume(): void {
		this.#pty.resume();
	}

	/** Resolves as soon as the screen, between two frames, is as wanted; rejects with the screen drawn when the program ends or `limit_ms` pass before. */
	async until(isWanted: (screen: string) => boolean, what: string, limit_ms?: number): Promise<void> {
		const wanted = this.#emulator.until(isWanted, what, limit_ms);
		if (this.#hasEnded) {
			this.#emulator.fail('the program has ended');
		}

		await wanted;
	}

	/** How the terminal's driver treats input, by stty(1): the flags that are on (`icanon`, `echo`, `isig`, …). */
	async driverFlags(): Promise<Set<string>> {
		const {ptsName} = this.#pty as unknown as {readonly ptsName: string};
		const settings = await outputOf('stty', process.platform === 'linux' ? '-F' : '-f', ptsName, '-a');
		return new Set(settings.split(/[\s;]+/v).filter(word => /^[a-z]/v.test(word)));
	}

	/** Closes the window: the program gets SIGHUP, and errors from a terminal that is gone. */
	hangUp(): void {
		(this.#pty as unknown as {destroy: () => void}).destroy();
	}

	/** Ends the program, if it has not ended itself. */
	async close(): Promise<void> {
		if (this.#hasEnded) {
			return;
		}

		this.#pty.resume();
		this.#pty.kill('SIGKILL');
		await this.exit;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.close();
	}
}

async function outputOf(command: string, ...words: string[]): Promise<string> {
	const {promise, resolve, reject} = Promise.withResolvers<string>();
	execFile(command, words, (error, output) => {
		if (error === null) {
			resolve(output);
		} else {
			reject(error);
		}
	});
	return promise;
}
