import type {DataRef} from '../../core/events.ts';
import {limits} from '../../core/limits.ts';
import {SlidingList} from '../../core/sliding-list.ts';
import type {Happening} from './happening.ts';

/** Numbers of one piece: the event that told of it, its position in the store, its length. */
const piece_numbers = 3;

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
	/** Of the pieces that were not taken. */
	readonly #numbers = new SlidingList<number>();

	constructor({keepsBorders}: {readonly keepsBorders: boolean}) {
		this.#keepsBorders = keepsBorders;
	}

	/** Bytes that came; of more than `max` pieces the older half is evicted. */
	add(seq: number, {at, length}: DataRef, max: number): void {
		if (!this.#keepsBorders && this.#continues(at, length)) {
			return;
		}

		this.#numbers.push(seq);
		this.#numbers.push(at);
		this.#numbers.push(length);
		const count = this.#numbers.size / piece_numbers;
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
		for (let index = this.#numbers.first; index < this.#numbers.end; index += piece_numbers) {
			const {seq, at, length} = this.#pieceAt(index);
			yield {seq, piece: {at, length}};
		}
	}

	/** So many bytes were expected; of datagrams, all that were told by `seq` or before. */
	take(bytes: number, seq: number): void {
		let left = bytes;
		while (this.#numbers.size > 0) {
			const first = this.#pieceAt(this.#numbers.first);
			const isWhole = this.#keepsBorders ? first.seq <= seq : first.length <= left;
			if (!isWhole) {
				break;
			}

			left -= first.length;
			this.#drop(1);
		}

		if (!this.#keepsBorders && left > 0 && this.#numbers.size > 0) {
			const {first} = this.#numbers;
			const {at, length} = this.#pieceAt(first);
			this.#numbers.replace(first + 1, at + left);
			this.#numbers.replace(first + 2, length - left);
		}
	}

	/** Whether they lie right behind the last piece, which has them then. */
	#continues(at: number, length: number): boolean {
		const index = this.#numbers.end - piece_numbers;
		if (index < this.#numbers.first) {
			return false;
		}

		const last = this.#pieceAt(index);
		const isNext = last.at + last.length === at;
		if (isNext) {
			this.#numbers.replace(index + 2, last.length + length);
		}

		return isNext;
	}

	#pieceAt(index: number): DataRef & {readonly seq: number} {
		const numbers = this.#numbers;
		return {seq: numbers.at(index)!, at: numbers.at(index + 1)!, length: numbers.at(index + 2)!};
	}

	#drop(count: number): void {
		this.#numbers.dropBefore(this.#numbers.first + (count * piece_numbers));
	}
}
