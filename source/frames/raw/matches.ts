/** The matches of a search that are kept: where each begins and which bytes it covers, in the order of the blocks. */
import {limits} from '../../core/limits.ts';
import {lowerBound} from '../../core/lower-bound.ts';
import type {Cursor} from './cursor.ts';
import type {Range} from './range.ts';

/** The part of a match that lies in one block. */
export type Part = {readonly place: number; readonly from: number; readonly to: number};

export class Matches {
	/** Where matches begin, and where they go on in further blocks. */
	#heads: Part[] = [];
	#tails: Part[] = [];
	/** Whether there were more than are kept. */
	isCut = false;

	/** Adds a match, as its parts. Of too many, the oldest go. */
	add([head, ...tails]: readonly Part[]): void {
		insert(this.#heads, head!);
		for (const tail of tails) {
			insert(this.#tails, tail);
		}

		// Many at once: one by one would move the rest each time.
		if (this.#heads.length > limits.find_matches * 1.1) {
			this.#heads = this.#heads.slice(-limits.find_matches);
			this.isCut = true;
		}
	}

	/** Takes a match out again. */
	remove([head, ...tails]: readonly Part[]): void {
		remove(this.#heads, head!);
		for (const tail of tails) {
			remove(this.#tails, tail);
		}
	}

	/** Forgets what lies in blocks before a place. */
	forget(first: number): void {
		this.#heads = fromPlace(this.#heads, first);
		this.#tails = fromPlace(this.#tails, first);
	}

	get count(): number {
		return this.#heads.length;
	}

	/** The match at the cursor, counted from 1; 0 when the cursor is on none. */
	numberAt(cursor: Cursor | undefined): number {
		if (cursor === undefined) {
			return 0;
		}

		const index = this.#indexFrom(cursor);
		const head = this.#heads[index];
		return head?.place === cursor.block && head.from === cursor.at ? index + 1 : 0;
	}

	/**
	Where the next match behind the cursor begins, or the one before it; round at the ends. Without a cursor, the newest.
	*/
	beside(cursor: Cursor | undefined, by: 1 | -1): Cursor | undefined {
		const {length} = this.#heads;
		if (length === 0) {
			return undefined;
		}

		const head = this.#heads[(this.#indexBeside(cursor, by) + length) % length]!;
		return {block: head.place, at: head.from};
	}

	#indexBeside(cursor: Cursor | undefined, by: 1 | -1): number {
		if (cursor === undefined) {
			return -1;
		}

		const here = this.#indexFrom(cursor);
		if (by === -1) {
			return here - 1;
		}

		return this.numberAt(cursor) > 0 ? here + 1 : here;
	}

	/** The first match that begins at a byte or behind it. */
	#indexFrom({block, at}: Cursor): number {
		return lowerBound(this.#heads.length, index => isBefore(this.#heads[index]!, block, at));
	}

	/** Whether any match has bytes in a range. */
	touches({first, last}: Range): boolean {
		return [this.#heads, this.#tails].some(parts => {
			const next = lowerBound(parts.length, index => isBefore(parts[index]!, first.block, first.at));
			const [before, behind] = [parts[next - 1], parts[next]];
			const reaches = before?.place === first.block && before.to > first.at;
			return reaches || (behind !== undefined && isBefore(behind, last.block, last.at + 1));
		});
	}

	/** The parts of matches that lie in the bytes `from` to `to` of a block. */
	within(place: number, from: number, to: number): Part[] {
		return [...partsWithin(this.#heads, {place, from, to}), ...partsWithin(this.#tails, {place, from, to})];
	}
}

function partsWithin(parts: readonly Part[], {place, from, to}: Part): Part[] {
	const first = Math.max(0, lowerBound(parts.length, index => isBefore(parts[index]!, place, from)) - 1);
	const end = lowerBound(parts.length, index => isBefore(parts[index]!, place, to));
	return parts.slice(first, end).filter(part => part.place === place && part.to > from);
}

function isBefore(part: Part, place: number, from: number): boolean {
	return part.place < place || (part.place === place && part.from < from);
}

/** Puts a part where it belongs: nearly always at the end. */
function insert(parts: Part[], part: Part): void {
	const last = parts.at(-1);
	if (last === undefined || isBefore(last, part.place, part.from)) {
		parts.push(part);
		return;
	}

	parts.splice(lowerBound(parts.length, index => isBefore(parts[index]!, part.place, part.from)), 0, part);
}

function remove(parts: Part[], part: Part): void {
	const index = parts.lastIndexOf(part);
	if (index !== -1) {
		parts.splice(index, 1);
	}
}

function fromPlace(parts: Part[], first: number): Part[] {
	const gone = lowerBound(parts.length, index => parts[index]!.place < first);
	return gone === 0 ? parts : parts.slice(gone);
}
