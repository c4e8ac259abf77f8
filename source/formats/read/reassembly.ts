/**
One direction of a TCP conversation put together from its segments, whatever their order, however often they were sent
(RFC 9293 section 3.10.7.4).
*/
import {limits} from '../../core/limits.ts';
import {SegmentHeap} from './segment-heap.ts';

const two32 = 2 ** 32;

/**
Bytes that follow on what was before, after `lost` bytes that were not captured; no bytes for a segment that adds none.
*/
export type Reassembled = {readonly bytes: Uint8Array; readonly lost: number};

/** What a segment says besides its bytes: `missing_bytes` that it carried and the capture does not have. */
type SegmentFacts = {readonly missing_bytes: number; readonly isFin: boolean};

/** What all directions of a capture hold back together. */
export type Late = {bytes: number; segments: number};

export class Reassembly {
	readonly #late: Late;
	readonly #held = new SegmentHeap();
	#held_bytes = 0;
	/** The sequence number of byte 0. */
	#start: number | undefined;
	/** The byte that comes next. */
	#next = 0;
	#lost = 0;
	#finAt: number | undefined;

	/** `late` is shared by all directions of a capture. */
	constructor(late: Late) {
		this.#late = late;
	}

	/** Everything up to the FIN has been given. */
	get finished(): boolean {
		return this.#finAt !== undefined && this.#next === this.#finAt;
	}

	/** For tests: what putting them in order has cost. */
	get comparisons(): number {
		return this.#held.comparisons;
	}

	/** The next byte will have this number; a SYN that was sent again changes nothing. */
	begin(seq: number): void {
		if (this.#start === undefined || distance(seq - this.#start) !== 0) {
			this.#start = seq - this.#next;
		}
	}

	/**
	A segment came. Of too much that is held back, the first is given, with what is missing before it.

	@yields what can be given now.
	*/
	* take(seq: number, bytes: Uint8Array, {missing_bytes, isFin}: SegmentFacts): Generator<Reassembled, void> {
		this.#start ??= seq;
		const at = this.#next + distance(seq - this.#start - this.#next);
		if (isFin) {
			this.#finAt = at + bytes.length + missing_bytes;
		}

		if (bytes.length + missing_bytes > 0) {
			// What is not given below is kept longer than the memory of its packet.
			this.#held.push({at, bytes: at > this.#next ? Uint8Array.from(bytes) : bytes, missing_bytes});
			this.#count(bytes.length, 1);
		}

		yield * this.#giveAll();
		while (this.#isTooLate()) {
			yield * this.#giveUp();
		}
	}

	/**
	Nothing more comes.

	@yields what was held back, with what is missing before it.
	*/
	* end(): Generator<Reassembled, void> {
		while (this.#held.size > 0) {
			yield * this.#giveUp();
		}
	}

	#isTooLate(): boolean {
		const isOver = this.#held_bytes > limits.reassembly_bytes
			|| this.#late.bytes > limits.reassembly_total_bytes
			|| this.#late.segments > limits.reassembly_segments;
		return isOver && this.#held.size > 0;
	}

	#count(bytes: number, segments: number): void {
		this.#held_bytes += bytes;
		this.#late.bytes += bytes;
		this.#late.segments += segments;
	}

	/**
	The first segment held back is not late any more: what was before it is lost.

	@yields what can be given then.
	*/
	* #giveUp(): Generator<Reassembled, void> {
		const {at} = this.#held.first!;
		this.#lost += Math.max(0, at - this.#next);
		this.#next = Math.max(at, this.#next);
		yield * this.#giveAll();
	}

	* #giveAll(): Generator<Reassembled, void> {
		for (let {first} = this.#held; first !== undefined && first.at <= this.#next; {first} = this.#held) {
			this.#held.shift();
			this.#count(-first.bytes.length, -1);
			const known = this.#next - first.at;
			const bytes = first.bytes.subarray(known);
			const lost = bytes.length === 0 ? 0 : this.#lost;
			const gain = Math.max(0, first.bytes.length + first.missing_bytes - known);
			this.#lost += gain - bytes.length - lost;
			this.#next += gain;
			yield {bytes, lost};
		}
	}
}

/** A difference of sequence numbers, around the end of the numbers: from -2^31 to 2^31 - 1. */
function distance(difference: number): number {
	const ahead = ((difference % two32) + two32) % two32;
	return ahead >= two32 / 2 ? ahead - two32 : ahead;
}
