/** One direction of a TCP conversation put together from its segments, whatever their order, however often they were sent (RFC 9293 section 3.10.7.4). */

/** So much is held back for a segment that is late; beyond it, the segment counts as not captured. */
const held_bytes = 4 * 1024 * 1024;
const two32 = 2 ** 32;

/** Bytes that follow on what was before, after `lost` bytes that were not captured. */
export type Piece = {readonly bytes: Uint8Array; readonly lost: number};

type Held = {readonly seq: number; readonly bytes: Uint8Array; readonly missing_bytes: number};

export class Reassembly {
	/** The sequence number that comes next. */
	#next: number | undefined;
	readonly #held: Held[] = [];
	#held_bytes = 0;
	#lost = 0;
	#finAt: number | undefined;

	/** Everything up to the FIN has been given. */
	get finished(): boolean {
		return this.#finAt !== undefined && this.#next === this.#finAt;
	}

	/** Whether anything has begun. */
	get begun(): boolean {
		return this.#next !== undefined;
	}

	/** The first byte will have this number. */
	begin(seq: number): void {
		this.#next = seq % two32;
	}

	/** A segment came; answers what can be given now. */
	take(seq: number, bytes: Uint8Array, {missing_bytes, isFin}: {readonly missing_bytes: number; readonly isFin: boolean}): Piece[] {
		this.#next ??= seq;
		if (isFin) {
			this.#finAt = (seq + bytes.length + missing_bytes) % two32;
		}

		if (bytes.length + missing_bytes > 0) {
			this.#hold({seq, bytes, missing_bytes});
		}

		const pieces = this.#giveAll();
		while (this.#held_bytes > held_bytes) {
			pieces.push(...this.#giveUp());
		}

		return pieces;
	}

	/** Nothing more comes: what was held back, with what is missing before it. */
	end(): Piece[] {
		const pieces: Piece[] = [];
		while (this.#held.length > 0) {
			pieces.push(...this.#giveUp());
		}

		return pieces;
	}

	#hold(segment: Held): void {
		const place = this.#held.findLastIndex(other => distance(other.seq, segment.seq) <= 0) + 1;
		this.#held.splice(place, 0, segment);
		this.#held_bytes += segment.bytes.length;
	}

	/** The first segment held back is not late any more: what was before it is lost. */
	#giveUp(): Piece[] {
		const first = this.#held[0]!;
		this.#lost += Math.max(0, distance(first.seq, this.#next!));
		this.#next = first.seq;
		return this.#giveAll();
	}

	#giveAll(): Piece[] {
		const pieces: Piece[] = [];
		for (let first = this.#held[0]; first !== undefined && distance(first.seq, this.#next!) <= 0; first = this.#held[0]) {
			this.#held.shift();
			this.#held_bytes -= first.bytes.length;
			const known = -distance(first.seq, this.#next!);
			const bytes = first.bytes.subarray(known);
			if (bytes.length > 0) {
				pieces.push({bytes, lost: this.#lost});
				this.#lost = 0;
			}

			const gain = Math.max(0, first.bytes.length + first.missing_bytes - known);
			this.#lost += gain - bytes.length;
			this.#next = (this.#next! + gain) % two32;
		}

		return pieces;
	}
}

/** How far `a` is ahead of `b`, around the end of the numbers. */
function distance(a: number, b: number): number {
	const ahead = (a - b + two32) % two32;
	return ahead >= two32 / 2 ? ahead - two32 : ahead;
}
