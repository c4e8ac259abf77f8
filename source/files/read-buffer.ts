import {Buffer} from 'node:buffer';
import {problem, type Problem} from '../core/problem.ts';
import {formatSize} from '../core/quantities.ts';

/** Initial size for a file whose size is not known (/proc). */
const first_bytes = 4096;

/** A buffer for a file's contents that grows when the file is larger than its size said. */
export class ReadBuffer {
	readonly #file: string;
	readonly #max_bytes: number;
	#bytes: Uint8Array;
	#length = 0;

	constructor(file: string, size_bytes: number, max_bytes: number) {
		this.#file = file;
		this.#max_bytes = max_bytes;
		// One byte more than the size, to detect a file that has grown.
		const room_bytes = size_bytes === 0 ? first_bytes : size_bytes + 1;
		this.#bytes = Buffer.allocUnsafeSlow(size_bytes > max_bytes ? 0 : Math.min(room_bytes, max_bytes + 1));
	}

	/** Whether the bytes so far are within the limit. */
	get isWithinLimit(): boolean {
		return this.#bytes.length > 0 && this.#length <= this.#max_bytes;
	}

	/** The free part of the buffer. */
	room(): Uint8Array {
		if (this.#length === this.#bytes.length) {
			const larger = Buffer.allocUnsafeSlow(Math.min(2 * this.#length, this.#max_bytes + 1));
			larger.set(this.#bytes);
			this.#bytes = larger;
		}

		return this.#bytes.subarray(this.#length);
	}

	/** Counts bytes read; false at the end of the file. */
	advance(read_bytes: number): boolean {
		this.#length += read_bytes;
		return read_bytes > 0;
	}

	all(): Uint8Array | Problem {
		return this.isWithinLimit
			? this.#bytes.subarray(0, this.#length)
			: problem(`${this.#file} is larger than ${formatSize(this.#max_bytes)}`);
	}
}
