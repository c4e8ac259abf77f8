/** Where a format puts what it makes: memory in large pieces that a file takes one after the other. A block, once begun, is never split between two pieces. */

const encoder = new TextEncoder();
const piece_bytes = 1024 * 1024;

/** Pieces that are kept for the next bytes once a file has taken them. */
const spare_pieces = 32;

export class Piece {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly view: DataView;
	/** The same in this machine's words of 32 and 16 bits. */
	readonly words: Uint32Array;
	readonly halves: Uint16Array;
	/** Where each block in it ends, ascending. */
	readonly ends: number[] = [];
	/** Bytes written to it. */
	length = 0;

	constructor(size_bytes: number) {
		const memory = new ArrayBuffer(Math.ceil(size_bytes / 4) * 4);
		this.bytes = new Uint8Array(memory, 0, size_bytes);
		this.view = new DataView(memory);
		this.words = new Uint32Array(memory);
		this.halves = new Uint16Array(memory);
	}
}

export class Chunks {
	#pieces: Piece[] = [];
	readonly #spare: Piece[] = [];
	#waiting_bytes = 0;

	/** Bytes of whole blocks that nobody has taken yet. */
	get waiting_bytes(): number {
		return this.#waiting_bytes;
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

	/** A block of this size now stands in the piece that `room` gave. */
	wrote(piece: Piece, size_bytes: number): void {
		piece.length += size_bytes;
		piece.ends.push(piece.length);
		this.#waiting_bytes += size_bytes;
	}

	/** A text as one block, in UTF-8. */
	text(text: string): void {
		const piece = this.room(text.length * 3);
		this.wrote(piece, encoder.encodeInto(text, piece.bytes.subarray(piece.length)).written);
	}

	/** Bytes as one block. */
	bytes(bytes: Uint8Array): void {
		const piece = this.room(bytes.length);
		piece.bytes.set(bytes, piece.length);
		this.wrote(piece, bytes.length);
	}

	/** Everything so far; the taker has it until `giveBack`. */
	take(): Piece[] {
		const taken = this.#pieces.filter(piece => piece.length > 0);
		this.#pieces = [];
		this.#waiting_bytes = 0;
		return taken;
	}

	/** The pieces have been written and may be used again. */
	giveBack(pieces: readonly Piece[]): void {
		for (const piece of pieces) {
			if (!(this.#spare.length < spare_pieces && piece.bytes.length === piece_bytes)) {
				continue;
			}

			piece.length = 0;
			piece.ends.length = 0;
			this.#spare.push(piece);
		}
	}
}
