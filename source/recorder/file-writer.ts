import type {Chunk, Chunks} from '../formats/chunks.ts';
import type {Output} from './output.ts';

/** The system refused to write. What was written until then ends with a whole block. */
type Failed = (errno: string, written_bytes: number) => void;

/** `written` is called once the file has `until` bytes. */
type Waiter = {readonly until: number; readonly written: () => void};

/**
Writes the chunks of a format to a file, one write at a time, in order; what is added meanwhile waits in the chunks.

A block is either whole in the file or absent, unless the process is killed during a write.
*/
export class FileWriter {
	readonly #chunks: Chunks;
	readonly #output: Output;
	readonly #failed: Failed;
	/** The chunks being written. */
	#inFlight: Chunk[] = [];
	#inFlight_bytes = 0;
	/** Bytes of those that the system has already written. */
	#partial_bytes = 0;
	/** Where in the file the first of those chunks begins. */
	#at = 0;
	#waiters: Waiter[] = [];
	#state: 'open' | 'ending' | 'over' = 'open';
	#resolve: () => void = () => undefined;

	constructor(chunks: Chunks, output: Output, failed: Failed) {
		this.#chunks = chunks;
		this.#output = output;
		this.#failed = failed;
	}

	/** Bytes in the file. */
	get written_bytes(): number {
		return this.#at + this.#partial_bytes;
	}

	/** Bytes not in the file yet. */
	get waiting_bytes(): number {
		return this.#chunks.waiting_bytes + this.#inFlight_bytes - this.#partial_bytes;
	}

	/**
	Writes what is in the chunks as soon as the write in flight is done. Calls `written` when all of it is in the file, or
	writing has failed.
	*/
	flush(written?: () => void): void {
		if (written !== undefined) {
			this.#waiters.push({until: this.written_bytes + this.waiting_bytes, written});
		}

		if (this.#inFlight.length === 0) {
			this.#begin();
		}

		this.#notifyWaiters();
	}

	/** Writes what is left and closes the file. */
	async end(): Promise<void> {
		if (this.#state === 'open') {
			this.#state = 'ending';
			const written = new Promise<void>(resolve => {
				this.#resolve = resolve;
			});
			if (this.#inFlight.length === 0) {
				this.#begin();
			}

			await written;
		}
	}

	/** Writes what is left, blocking: the process exits. A write in flight is repeated at its position. */
	endNow(): void {
		if (this.#state === 'over') {
			return;
		}

		this.#state = 'over';
		this.#output.writeNow([...this.#inFlight, ...this.#chunks.take()].flatMap(chunk => chunk.parts()), this.#at);
	}

	#begin(): void {
		if (this.#state === 'over') {
			return;
		}

		this.#inFlight = this.#chunks.take();
		this.#inFlight_bytes = this.#inFlight.reduce((sum, chunk) => sum + chunk.whole_bytes, 0);
		this.#partial_bytes = 0;
		if (this.#inFlight.length === 0) {
			this.#idle();
		} else {
			this.#write();
		}
	}

	#write(): void {
		this.#output.write(rest(this.#inFlight, this.#partial_bytes), this.#at + this.#partial_bytes, (error, written) => {
			if (this.#state === 'over') {
				return;
			}

			if (error !== undefined) {
				void this.#fail(error.code ?? String(error));
				return;
			}

			this.#partial_bytes += written;
			if (this.#partial_bytes < this.#inFlight_bytes) {
				this.#write();
			} else {
				this.#completed();
			}
		});
	}

	#completed(): void {
		this.#at += this.#inFlight_bytes;
		this.#partial_bytes = 0;
		this.#inFlight_bytes = 0;
		this.#chunks.recycle(this.#inFlight);
		this.#inFlight = [];
		this.#notifyWaiters();
		if (this.#state === 'ending' || this.#chunks.waiting_bytes > 0) {
			this.#begin();
		}
	}

	#notifyWaiters(): void {
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
		const whole = this.#at + wholeBlocks(this.#inFlight, this.#partial_bytes);
		// What these wait for is not in the file: they hear of it after the failure.
		const waiters = this.#waiters.splice(0);
		await this.#close(whole);
		this.#failed(errno, whole);
		for (const {written} of waiters) {
			written();
		}
	}

	async #close(length: number): Promise<void> {
		this.#state = 'over';
		this.#at = length;
		this.#partial_bytes = 0;
		try {
			await this.#output.close(length);
		} catch {
			// Where it ends cannot be set any more.
		}

		this.#resolve();
	}
}

/** How many of the first `written` bytes are whole blocks. */
function wholeBlocks(chunks: readonly Chunk[], written: number): number {
	let start = 0;
	let whole = 0;
	for (const chunk of chunks) {
		for (const end of chunk.ends) {
			whole = start + end <= written ? start + end : whole;
		}

		start += chunk.whole_bytes;
	}

	return whole;
}

/** What is left of the chunks behind their first `written` bytes. */
function rest(chunks: readonly Chunk[], written: number): Uint8Array[] {
	const left: Uint8Array[] = [];
	let start = 0;
	for (const part of chunks.flatMap(chunk => chunk.parts())) {
		if (start + part.length > written) {
			left.push(part.subarray(Math.max(0, written - start)));
		}

		start += part.length;
	}

	return left;
}
