/** A terminal inside the test's process: streams that Ink and the screen take for one, an emulator behind them, and signals that nobody else hears. */
import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import {type Host} from '../../source/screen/host.ts';
import {Emulator} from './emulator.ts';
import {keyBytes, pasteBytes} from './keys.ts';

type Done = (error?: Error) => void;

class FakeInput extends PassThrough {
	isTTY = true;
	isRaw = false;

	setRawMode(isRaw: boolean): this {
		this.isRaw = isRaw;
		return this;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}
}

class FakeOutput extends EventEmitter {
	readonly #unread: Array<() => Promise<void>> = [];
	#isRead = true;
	isTTY = true;
	/** No file: the last resort of an ending process goes nowhere. */
	fd = -1;

	readonly _handle = {setBlocking: () => 0};
	readonly emulator: Emulator;
	/** What was written, write by write. */
	readonly writes: string[] = [];

	columns: number;
	rows: number;

	constructor(columns: number, rows: number) {
		super();
		this.columns = columns;
		this.rows = rows;
		this.emulator = new Emulator(columns, rows);
	}

	write(text: string, done?: Done): boolean {
		this.writes.push(text);
		const take = async (): Promise<void> => {
			await this.emulator.write(text);
			done?.();
		};

		if (this.#isRead) {
			void take();
		} else {
			this.#unread.push(take);
		}

		return true;
	}

	/** The terminal takes nothing until `release`. */
	hold(): void {
		this.#isRead = false;
	}

	release(): void {
		this.#isRead = true;
		for (const take of this.#unread.splice(0)) {
			void take();
		}
	}
}

class FakeHost extends EventEmitter {
	pid = 1;
	/** Exit codes and signals, in order: `exit 1`, `SIGTSTP to 0`. */
	readonly acts: string[] = [];

	kill(pid: number, signal: string): true {
		this.acts.push(`${signal} to ${pid}`);
		if (pid === this.pid) {
			this.emit(signal, signal);
		}

		return true;
	}

	exit(code: number): void {
		this.acts.push(`exit ${code}`);
	}
}

export class FakeTerminal {
	readonly input = new FakeInput();
	readonly output: FakeOutput;
	readonly signals = new FakeHost();

	constructor(columns = 80, rows = 24) {
		this.output = new FakeOutput(columns, rows);
	}

	/** To be spread into `openScreen` (with `stdin` for Ink as well). */
	get streams(): {stdin: NodeJS.ReadStream; stdout: NodeJS.WriteStream; stderr: NodeJS.WriteStream; host: Host; terminalType: string} {
		const stdout = this.output as unknown as NodeJS.WriteStream;
		const stderr = new FakeOutput(this.output.columns, this.output.rows) as unknown as NodeJS.WriteStream;
		return {stdin: this.input as unknown as NodeJS.ReadStream, stdout, stderr, host: this.signals as unknown as Host, terminalType: 'xterm-256color'};
	}

	screen(): string {
		return this.output.emulator.screen;
	}

	/** As `Emulator.until`. */
	async until(isWanted: (screen: string) => boolean, what: string): Promise<void> {
		await this.output.emulator.until(isWanted, what);
	}

	type(text: string): void {
		this.input.write(text);
	}

	press(...names: string[]): void {
		this.input.write(names.map(name => keyBytes(name)).join(''));
	}

	paste(text: string): void {
		this.input.write(pasteBytes(text));
	}

	resize(columns: number, rows: number): void {
		this.output.emulator.resize(columns, rows);
		Object.assign(this.output, {columns, rows});
		this.output.emit('resize');
		this.signals.emit('SIGWINCH', 'SIGWINCH');
	}
}

export function fakeTerminal(columns?: number, rows?: number): FakeTerminal {
	return new FakeTerminal(columns, rows);
}
