import {Buffer} from 'node:buffer';
import {concatBytes} from '../../core/bytes.ts';

/** A line without its ending; `text` is undefined when it was longer than lines may be. */
export type Line = {
	/** From 1. */
	readonly number: number;
	readonly text: string | undefined;
};

const lineFeed = 0x0A;

/**
Cuts bytes that come in pieces into lines of text. A line longer than `max_bytes` is not kept: each byte is looked at
once, and no more than one line's are held.
*/
export class Lines {
	readonly #max_bytes: number;
	readonly #decoder = new TextDecoder();
	/** The line that has begun. */
	#pieces: Uint8Array[] = [];
	#length = 0;
	#number = 1;

	constructor(max_bytes: number) {
		this.#max_bytes = max_bytes;
	}

	/**
	Reads on.

	@yields the lines that end in these bytes.
	*/
	* read(bytes: Uint8Array): Generator<Line, void> {
		const {buffer, byteOffset, length} = bytes;
		const piece = Buffer.from(buffer, byteOffset, length);
		let from = 0;
		for (let end = piece.indexOf(lineFeed); end !== -1; end = piece.indexOf(lineFeed, from)) {
			this.#add(piece.subarray(from, end));
			from = end + 1;
			yield this.#finish();
		}

		// The piece may be its reader's to fill again.
		this.#add(Uint8Array.from(piece.subarray(from)));
	}

	/**
	Nothing more comes.

	@yields what stands behind the last line feed, if anything.
	*/
	* end(): Generator<Line, void> {
		if (this.#length > 0) {
			yield this.#finish();
		}
	}

	#add(bytes: Uint8Array): void {
		this.#length += bytes.length;
		if (this.#length > this.#max_bytes) {
			this.#pieces = [];
		} else if (bytes.length > 0) {
			this.#pieces.push(bytes);
		}
	}

	#finish(): Line {
		const [first, ...more] = this.#pieces;
		const isTooLong = this.#length > this.#max_bytes;
		const bytes = more.length === 0 ? first : concatBytes(this.#pieces);
		const text = isTooLong ? undefined : this.#decoder.decode(bytes);
		this.#pieces = [];
		this.#length = 0;
		return {number: this.#number++, text: text?.replace(/\r$/v, '')};
	}
}
