/** Where a format puts what it makes: memory in large pieces that a file takes one after the other, and, between them, bytes that stay where they are. A block, once begun, is never split between two pieces. */
import {Buffer} from 'node:buffer';

const encoder = new TextEncoder();
const piece_bytes = 1024 * 1024;

/** Pieces that are kept for the next bytes once a file has taken them. */
const spare_pieces = 32;

/** So few bytes are copied at less cost than a part of a write has. */
const borrowed_bytes = 8192;

const few_bytes = 2048;

/** Bytes of somebody else's that stand behind the first `at` of a piece's own. */
type Borrowed = {readonly at: number; readonly bytes: Uint8Array};

export class Piece {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly view: DataView;
	/** Where each block in it ends, ascending; borrowed bytes are counted. */
	readonly ends: number[] = [];
	readonly borrowed: Borrowed[] = [];
	/** Bytes written to it. */
	length = 0;
	/** The same with those that are borrowed. */
	whole_bytes = 0;

	constructor(size_bytes: number) {
		this.bytes = new Uint8Array(size_bytes);
		this.view = new DataView(this.bytes.buffer);
	}

	/** All of it, in order. */
	parts(): Uint8Array[] {
		const parts: Uint8Array[] = [];
		let from = 0;
		for (const {at, bytes} of this.borrowed) {
			parts.push(this.bytes.subarray(from, at), bytes);
			from = at;
		}

		parts.push(this.bytes.subarray(from, this.length));
		return parts.filter(part => part.length > 0);
	}

	/** Nothing is in it any more. */
	clear(): void {
		this.ends.length = 0;
		this.borrowed.length = 0;
		this.length = 0;
		this.whole_bytes = 0;
	}
}

export class Chunks {
	readonly #isLent: boolean;
	#pieces: Piece[] = [];
	readonly #spare: Piece[] = [];
	#waiting_bytes = 0;

	/** `isLent`: bytes that are handed over stay as they are until a file has taken them; otherwise they are copied. */
	constructor({isLent}: {readonly isLent: boolean}) {
		this.#isLent = isLent;
	}

	/** Bytes of whole blocks that nobody has taken yet. */
	get waiting_bytes(): number {
		return this.#waiting_bytes;
	}

	/** Whether bytes are left where they are, and told to `wrote`, instead of copied to a piece. */
	borrows(bytes: Uint8Array): boolean {
		return this.#isLent && bytes.length >= borrowed_bytes;
	}

	/** A piece with room for a block of `size_bytes`, to be written at its `length` and then told by `wrote`. */
	room(size_bytes: number): Piece {
		const last = this.#pieces.at(-1);
		if (last !== undefined && last.length + size_bytes <= last.bytes.length) {
			return last;
		}

		const piece = size_bytes <= piece_bytes ? this.#spare.pop() ?? new Piece(piece_bytes) : new Piece(size_bytes);
		this.#pieces.push(piece);
		return piece;
	}

	/** A block of this size now stands in the piece that `room` gave; borrowed bytes stand behind the first `at` of it. */
	wrote(piece: Piece, size_bytes: number, borrowed?: Borrowed): void {
		const whole_bytes = size_bytes + (borrowed?.bytes.length ?? 0);
		if (borrowed !== undefined) {
			piece.borrowed.push({at: piece.length + borrowed.at, bytes: borrowed.bytes});
		}

		piece.length += size_bytes;
		piece.whole_bytes += whole_bytes;
		piece.ends.push(piece.whole_bytes);
		this.#waiting_bytes += whole_bytes;
	}

	/** A text as one block, in UTF-8. */
	text(text: string): void {
		const piece = this.room(text.length * 3);
		this.wrote(piece, encoder.encodeInto(text, piece.bytes.subarray(piece.length)).written);
	}

	/** Bytes as one block. */
	bytes(bytes: Uint8Array): void {
		if (this.borrows(bytes)) {
			this.wrote(this.room(0), 0, {at: 0, bytes});
			return;
		}

		const piece = this.room(bytes.length);
		copyInto(piece, piece.length, bytes);
		this.wrote(piece, bytes.length);
	}

	/** Everything so far; the taker has it until `giveBack`. */
	take(): Piece[] {
		const taken = this.#pieces.filter(piece => piece.whole_bytes > 0);
		this.#pieces = [];
		this.#waiting_bytes = 0;
		return taken;
	}

	/** The pieces have been written and may be used again. */
	giveBack(pieces: readonly Piece[]): void {
		for (const piece of pieces) {
			piece.clear();
			if (this.#spare.length < spare_pieces && piece.bytes.length === piece_bytes) {
				this.#spare.push(piece);
			}
		}
	}
}

/** Copies bytes to a place in a piece. Measured: of many, out of memory that threads share, a Buffer copies twice as fast; of few, it takes longer to make one. */
export function copyInto(piece: Piece, at: number, bytes: Uint8Array): void {
	if (bytes.length < few_bytes) {
		piece.bytes.set(bytes, at);
	} else {
		Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).copy(piece.bytes, at);
	}
}
