/** The input and the output of a pipe, in memory: a test reads and writes for the person. */
import {Buffer} from 'node:buffer';
import type {Input, InputObserver, Output, OutputObserver} from '../../source/core/standard-streams.ts';

const nobody: InputObserver & OutputObserver = {received: () => undefined, ended: () => undefined, failed: () => undefined, drained: () => undefined};

/** Gives pieces, one a turn of the event loop, then its end. */
export class MemoryInput implements Input {
	observer: InputObserver = nobody;
	/** Pieces that were read. */
	reads = 0;
	readonly #pieces: Uint8Array[] = [];
	#isHeld = true;
	#end: (() => void) | undefined;
	#isScheduled = false;

	constructor(...pieces: readonly string[]) {
		this.write(...pieces);
	}

	write(...pieces: ReadonlyArray<string | Uint8Array>): void {
		this.#pieces.push(...pieces.map(piece => Buffer.from(piece as Uint8Array)));
		this.#schedule();
	}

	end(): this {
		this.#end = () => {
			this.observer.ended();
		};

		this.#schedule();
		return this;
	}

	fail(errno: string): this {
		this.#end = () => {
			this.observer.failed(errno);
		};

		this.#schedule();
		return this;
	}

	hold(): void {
		this.#isHeld = true;
	}

	resume(): void {
		this.#isHeld = false;
		this.#schedule();
	}

	close(): void {
		this.#isHeld = true;
	}

	#schedule(): void {
		if (this.#isScheduled || this.#isHeld || (this.#pieces.length === 0 && this.#end === undefined)) {
			return;
		}

		this.#isScheduled = true;
		setImmediate(() => {
			this.#isScheduled = false;
			this.#read();
		});
	}

	#read(): void {
		if (this.#isHeld) {
			return;
		}

		const piece = this.#pieces.shift();
		if (piece === undefined) {
			this.#end?.();
			this.#end = undefined;
			return;
		}

		this.reads++;
		this.observer.received(piece);
		// Whoever keeps it longer than is promised sees that.
		if (!this.#isHeld) {
			piece.fill(0);
		}

		this.#schedule();
	}
}

/** Takes everything at once, or nothing until it is read. */
export class MemoryOutput implements Output {
	observer: OutputObserver = nobody;
	/** False: what is written waits until `read`. */
	isRead = true;
	#taken = '';
	#waiting: Uint8Array[] = [];

	get queued_bytes(): number {
		let sum = 0;
		for (const {length} of this.#waiting) {
			sum += length;
		}

		return sum;
	}

	get text(): string {
		return this.#taken;
	}

	write(bytes: Uint8Array): void {
		this.#waiting.push(bytes);
		if (this.isRead) {
			this.#take();
		}
	}

	/** Takes what waits. */
	read(): void {
		this.#take();
		this.observer.drained();
	}

	fail(errno: string): void {
		this.#waiting = [];
		this.observer.failed(errno);
	}

	#take(): void {
		this.#taken += Buffer.concat(this.#waiting).toString('latin1');
		this.#waiting = [];
	}
}
