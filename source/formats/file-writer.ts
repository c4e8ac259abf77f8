import type {Chunks, Piece} from './chunks.ts';
import type {Output} from './output.ts';

/** The system refused to write. What was written until then ends with a whole block. */
type Failed = (errno: string, written_bytes: number) => void;

/** Who waits until the file has so many bytes. */
type Waiter = {readonly until: number; readonly written: () => void};

/**
Takes what a format makes to a file, one write at a time, in order; the bytes that come meanwhile wait in the chunks.

A block is either whole in the file or not there, save where the process is killed in the middle of a write.
*/
export class FileWriter {
	readonly #chunks: Chunks;
	readonly #output: Output;
	readonly #failed: Failed;
	/** Under way, with the place of their first byte in the file. */
	#flying: Piece[] = [];
	#flying_bytes = 0;
	#taken = 0;
	#at = 0;
	#waiters: Waiter[] = [];
	#state: 'open' | 'ending' | 'over' = 'open';
	#resolve: () => void = () => undefined;

	constructor(chunks: Chunks, output: Output, failed: Failed) {
		this.#chunks = chunks;
		this.#output = output;
		this.#failed = failed;
	}

	/** Bytes that are in the file. */
	get written_bytes(): number {
		return this.#at + this.#taken;
	}

	/** Bytes that are not in the file yet. */
	get waiting_bytes(): number {
		return this.#chunks.waiting_bytes + this.#flying_bytes - this.#taken;
	}

	/** Writes what is in the chunks as soon as the write under way is done. `written` is called when all of it is in the file, or never will be. */
	flush(written?: () => void): void {
		if (written !== undefined) {
			this.#waiters.push({until: this.written_bytes + this.waiting_bytes, written});
		}

		if (this.#flying.length === 0) {
			this.#begin();
		}

		this.#tellWaiters();
	}

	/** Writes what is left and closes the file. */
	async end(): Promise<void> {
		if (this.#state === 'open') {
			this.#state = 'ending';
			const written = new Promise<void>(resolve => {
				this.#resolve = resolve;
			});
			if (this.#flying.length === 0) {
				this.#begin();
			}

			await written;
		}
	}

	/** Writes what is left without giving way to anything: the process ends. What is under way is written again at its place. */
	endNow(): void {
		if (this.#state === 'over') {
			return;
		}

		this.#state = 'over';
		this.#output.writeNow([...this.#flying, ...this.#chunks.take()].flatMap(piece => piece.parts()), this.#at);
	}

	#begin(): void {
		if (this.#state === 'over') {
			return;
		}

		this.#flying = this.#chunks.take();
		this.#flying_bytes = this.#flying.reduce((sum, piece) => sum + piece.whole_bytes, 0);
		this.#taken = 0;
		if (this.#flying.length === 0) {
			this.#idle();
		} else {
			this.#write();
		}
	}

	#write(): void {
		this.#output.write(rest(this.#flying, this.#taken), this.#at + this.#taken, (error, written) => {
			if (this.#state === 'over') {
				return;
			}

			if (error !== undefined) {
				void this.#fail(error.code ?? String(error));
				return;
			}

			this.#taken += written;
			if (this.#taken < this.#flying_bytes) {
				this.#write();
			} else {
				this.#landed();
			}
		});
	}

	#landed(): void {
		this.#at += this.#flying_bytes;
		this.#taken = 0;
		this.#flying_bytes = 0;
		this.#chunks.giveBack(this.#flying);
		this.#flying = [];
		this.#tellWaiters();
		if (this.#state === 'ending' || this.#chunks.waiting_bytes > 0) {
			this.#begin();
		}
	}

	#tellWaiters(): void {
		const due = this.#waiters.filter(({until}) => this.#state === 'over' || until <= this.#at);
		this.#waiters = this.#waiters.filter(waiter => !due.includes(waiter));
		for (const {written} of due) {
			written();
		}
	}

	#idle(): void {
		if (this.#state === 'ending') {
			void this.#close(this.#at);
		}
	}

	async #fail(errno: string): Promise<void> {
		const whole = this.#at + wholeBlocks(this.#flying, this.#taken);
		await this.#close(whole);
		this.#tellWaiters();
		this.#failed(errno, whole);
	}

	async #close(length: number): Promise<void> {
		this.#state = 'over';
		this.#at = length;
		this.#taken = 0;
		try {
			await this.#output.close(length);
		} catch {
			// The file ends where the system let it end.
		}

		this.#resolve();
	}
}

/** How many of the first `taken` bytes are whole blocks. */
function wholeBlocks(pieces: readonly Piece[], taken: number): number {
	let start = 0;
	let whole = 0;
	for (const piece of pieces) {
		for (const end of piece.ends) {
			whole = start + end <= taken ? start + end : whole;
		}

		start += piece.whole_bytes;
	}

	return whole;
}

/** What is left of the pieces behind their first `taken` bytes. */
function rest(pieces: readonly Piece[], taken: number): Uint8Array[] {
	const left: Uint8Array[] = [];
	let start = 0;
	for (const part of pieces.flatMap(piece => piece.parts())) {
		if (start + part.length > taken) {
			left.push(part.subarray(Math.max(0, taken - start)));
		}

		start += part.length;
	}

	return left;
}
