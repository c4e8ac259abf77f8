import type {DataRef} from '../../core/events.ts';
import {limits} from '../../core/limits.ts';
import type {Happening} from './happening.ts';

/** Numbers of one piece: the event that told of it, its position in the store, its length. */
const piece_numbers = 3;
/** Numbers of pieces that were taken before they are given back. */
const spare_numbers = 3 * 1024;

/**
What one endpoint has received and nobody expected yet: the places of its bytes in the store, as plain numbers, because
they are noted for every recv, and what happened to it besides.
*/
export class Inbox {
	/** Something was evicted before it was expected. */
	hasEvicted = false;
	/** Its peer's FIN or RST. */
	end: Happening | undefined;
	/** What was told last when it could not be opened. */
	failure: Happening | undefined;
	happenings: Happening[] = [];
	readonly #keepsBorders: boolean;
	#numbers: number[] = [];
	/** Where the first piece begins that was not taken. */
	#head = 0;

	constructor({keepsBorders}: {readonly keepsBorders: boolean}) {
		this.#keepsBorders = keepsBorders;
	}

	/** Bytes that came; of more than `max` pieces the older half is evicted. */
	add(seq: number, {at, length}: DataRef, max: number): void {
		const last = this.#numbers.length - piece_numbers;
		const isNext = last >= this.#head && this.#numbers[last + 1]! + this.#numbers[last + 2]! === at;
		if (isNext && !this.#keepsBorders) {
			this.#numbers[last + 2]! += length;
			return;
		}

		this.#numbers.push(seq, at, length);
		const count = (this.#numbers.length - this.#head) / piece_numbers;
		if (count > max) {
			this.#drop(Math.ceil(count / 2));
			this.hasEvicted = true;
		}
	}

	/** A UDP socket may be refused any number of times: the oldest is evicted. */
	happened(happening: Happening): void {
		this.happenings.push(happening);
		if (this.happenings.length > limits.expect_happenings) {
			const {isTaken} = this.happenings.shift()!;
			this.hasEvicted ||= !isTaken;
		}
	}

	/**
	The pieces, oldest first.

	@yields each with the number of its event
	*/
	* pieces(): Generator<{readonly seq: number; readonly piece: DataRef}> {
		for (let index = this.#head; index < this.#numbers.length; index += piece_numbers) {
			const [seq, at, length] = this.#numbers.slice(index, index + piece_numbers) as [number, number, number];
			yield {seq, piece: {at, length}};
		}
	}

	/** So many bytes were expected; of datagrams, all that were told by `seq` or before. */
	take(bytes: number, seq: number): void {
		let left = bytes;
		while (this.#head < this.#numbers.length) {
			const length = this.#numbers[this.#head + 2]!;
			const isWhole = this.#keepsBorders ? this.#numbers[this.#head]! <= seq : length <= left;
			if (!isWhole) {
				break;
			}

			left -= length;
			this.#drop(1);
		}

		if (!this.#keepsBorders && left > 0 && this.#head < this.#numbers.length) {
			this.#numbers[this.#head + 1]! += left;
			this.#numbers[this.#head + 2]! -= left;
		}
	}

	#drop(count: number): void {
		this.#head += count * piece_numbers;
		if (this.#head >= spare_numbers && this.#head * 2 > this.#numbers.length) {
			this.#numbers = this.#numbers.slice(this.#head);
			this.#head = 0;
		}
	}
}
