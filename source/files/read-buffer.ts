import {Buffer} from 'node:buffer';
import {problem, type Problem} from '../core/problem.ts';
import {formatSize} from '../core/quantities.ts';

/** A file whose size is not known (/proc) is read with so much room at first. */
const first_bytes = 4096;

/** The bytes of a file as they are read, in memory that grows when there are more than its size said. */
export class ReadBuffer {
	readonly #file: string;
	readonly #max_bytes: number;
	#bytes: Uint8Array;
	#length = 0;

	constructor(file: string, size_bytes: number, max_bytes: number) {
		this.#file = file;
		this.#max_bytes = max_bytes;
		// One byte more than its size tells the end of the file from a file that has grown.
		const room_bytes = size_bytes === 0 ? first_bytes : size_bytes + 1;
		this.#bytes = Buffer.allocUnsafeSlow(size_bytes > max_bytes ? 0 : Math.min(room_bytes, max_bytes + 1));
	}

	/** Whether the file has not been seen to be too large. */
	get isWithinLimit(): boolean {
		return this.#bytes.length > 0 && this.#length <= this.#max_bytes;
	}

	/** Where the next bytes go. */
	room(): Uint8Array {
		if (this.#length === this.#bytes.length) {
			const larger = Buffer.allocUnsafeSlow(Math.min(2 * this.#length, this.#max_bytes + 1));
			larger.set(this.#bytes);
			this.#bytes = larger;
		}

		return this.#bytes.subarray(this.#length);
	}

	/** So many bytes were read; false at the end. */
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
