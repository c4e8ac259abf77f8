/**
Finds a pattern in the bytes of all blocks that are shown, step by step, and goes on with what comes. The bytes of one direction are one stream: a match that two recvs split is found. Datagrams have borders, which nothing crosses.
*/
import type {LabEvent} from '../../core/events.ts';
import {concatBytes} from '../../core/bytes.ts';
import {limits} from '../../core/limits.ts';
import type {Finder, Match} from '../../core/pattern.ts';
import type {Blocks} from '../../lab/blocks.ts';
import type {Cursor} from './cursor.ts';
import {lengthOf, lowerBound} from './outline.ts';
import type {Range} from './range.ts';

/** The part of a match that lies in one block. */
export type Part = {readonly place: number; readonly from: number; readonly to: number};

/** One direction of an endpoint, as far as it was looked through. */
type Flow = {
	/** The last bytes, no more than the finder's reach, and the blocks they stand in. */
	tail: Uint8Array;
	parts: Part[];
	/** Where in the stream the tail ends. */
	end: number;
	/** Where in the stream the next match may begin. */
	resume: number;
	/** The last match when it ends where the bytes end: more of them could make it longer. */
	open: {readonly match: Match; readonly parts: readonly Part[]} | undefined;
};

export class RawSearch {
	readonly #blocks: Blocks;
	readonly #finder: Finder;
	readonly #shows: (place: number) => boolean;
	readonly #flows = new Map<string, Flow>();
	/** Where matches begin, and where they go on in further blocks; both in order. */
	#heads: Part[] = [];
	#tails: Part[] = [];
	#next = 0;
	/** Bytes of the block at `#next` that were looked through. */
	#done_bytes = 0;
	/** Matches that were left out because there are too many. */
	#left = 0;

	/** `shows` tells whether the block at a place is looked through. */
	constructor(blocks: Blocks, finder: Finder, shows: (place: number) => boolean) {
		this.#blocks = blocks;
		this.#finder = finder;
		this.#shows = shows;
	}

	/** Goes on looking until `isDue`, which is asked after each step and each match; false when there is more to do. */
	work(isDue: () => boolean): boolean {
		const {track} = this.#blocks;
		this.#forget(track.first);
		if (this.#next < track.first) {
			this.#next = track.first;
			this.#done_bytes = 0;
		}

		while (this.#next < track.end) {
			if (isDue()) {
				return false;
			}

			this.#step(this.#next, track.at(this.#next)!, isDue);
		}

		return true;
	}

	#step(place: number, event: LabEvent, isDue: () => boolean): void {
		const length = lengthOf(event);
		const from = this.#done_bytes;
		const to = Math.min(length, from + this.#finder.step_bytes);
		const bytes = this.#shows(place) ? this.#blocks.bytes(event, from, to) : undefined;
		this.#done_bytes = bytes === undefined ? length : from + this.#scan({place, from, to}, event, bytes, isDue);
		if (this.#done_bytes >= length) {
			this.#next++;
			this.#done_bytes = 0;
		}
	}

	/** Looks through some bytes, or, when `isDue` says so, up to a match; answers how many of them. */
	#scan(part: Part, event: LabEvent, bytes: Uint8Array, isDue: () => boolean): number {
		const flow = this.#flowOf(event, (event.offset ?? 0) + part.from);
		const window = flow.tail.length === 0 ? bytes : concatBytes([flow.tail, bytes]);
		const parts = [...flow.parts, part];
		const known = flow.tail.length;
		const start = flow.end - known;
		let end = window.length;
		this.#reopen(flow, start);
		for (const match of this.#finder.matches(window, Math.max(0, flow.resume - start))) {
			const found = partsOf(match, parts);
			this.#keep(found);
			flow.resume = start + match.to;
			flow.open = this.#finder.grows && match.to === window.length ? {match: {from: start + match.from, to: start + match.to}, parts: found} : undefined;
			if (match.to < window.length && isDue()) {
				end = Math.max(known, match.to);
				break;
			}
		}

		flow.end = start + end;
		const reach = event.datagram === true && part.from + end - known === lengthOf(event) ? 0 : this.#finder.reach_bytes;
		flow.tail = window.slice(Math.max(0, end - reach), end);
		flow.parts = partsOf({from: end - flow.tail.length, to: end}, parts);
		return end - known;
	}

	/** A match that ended with the bytes there were is looked for anew, from its beginning, if that is still at hand. */
	#reopen(flow: Flow, start: number): void {
		if (flow.open === undefined) {
			return;
		}

		const {match, parts} = flow.open;
		flow.open = undefined;
		if (match.from >= start && parts.every(part => part.place >= this.#blocks.track.first)) {
			const [head, ...tails] = parts;
			remove(this.#heads, head!);
			for (const tail of tails) {
				remove(this.#tails, tail);
			}

			flow.resume = match.from;
		}
	}

	#flowOf({endpoint, event}: LabEvent, offset: number): Flow {
		const key = `${endpoint} ${event}`;
		const known = this.#flows.get(key);
		if (known?.end === offset) {
			return known;
		}

		if (known === undefined && this.#flows.size >= limits.find_flows) {
			this.#flows.delete(this.#flows.keys().next().value!);
		}

		const flow: Flow = {tail: new Uint8Array(0), parts: [], end: offset, resume: 0, open: undefined};
		this.#flows.set(key, flow);
		return flow;
	}

	#keep([head, ...tails]: readonly Part[]): void {
		insert(this.#heads, head!);
		for (const tail of tails) {
			insert(this.#tails, tail);
		}

		// Many at once: one by one would move the rest each time.
		if (this.#heads.length > limits.find_matches * 1.1) {
			const over = this.#heads.length - limits.find_matches;
			this.#heads = this.#heads.slice(over);
			this.#left += over;
		}
	}

	#forget(first: number): void {
		this.#heads = fromPlace(this.#heads, first);
		this.#tails = fromPlace(this.#tails, first);
	}

	/** Matches that are known and kept. */
	get count(): number {
		return this.#heads.length;
	}

	/** Whether there were more than are kept. */
	get isCut(): boolean {
		return this.#left > 0;
	}

	/** How far it has come, 0 to 1. */
	get progress(): number {
		const {first, size} = this.#blocks.track;
		return size === 0 ? 1 : Math.min(1, Math.max(0, this.#next - first) / size);
	}

	/** The match at the cursor, counted from 1; 0 when the cursor is on none. */
	numberAt(cursor: Cursor | undefined): number {
		const index = cursor === undefined ? -1 : lowerBound(this.#heads.length, at => isBefore(this.#heads[at]!, cursor.block, cursor.at));
		const head = this.#heads[index];
		return head?.place === cursor?.block && head?.from === cursor?.at ? index + 1 : 0;
	}

	/** Where the next match behind the cursor begins, or the one before it; round at the ends. Without a cursor, the newest. */
	beside(cursor: Cursor | undefined, by: 1 | -1): Cursor | undefined {
		const {length} = this.#heads;
		const here = cursor === undefined ? length : lowerBound(length, index => isBefore(this.#heads[index]!, cursor.block, cursor.at));
		const isOn = this.numberAt(cursor) > 0;
		const index = cursor === undefined ? length - 1 : (by === 1 ? here + Number(isOn) : here - 1);
		const head = length === 0 ? undefined : this.#heads[(index + length) % length];
		return head && {block: head.place, at: head.from};
	}

	/** Whether any match has bytes in a range. */
	touches({first, last}: Range): boolean {
		return [this.#heads, this.#tails].some(parts => {
			const next = lowerBound(parts.length, index => isBefore(parts[index]!, first.block, first.at));
			const [before, behind] = [parts[next - 1], parts[next]];
			return (before?.place === first.block && before.to > first.at) || (behind !== undefined && isBefore(behind, last.block, last.at + 1));
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

/** What of a match lies in which block; `parts` are those that the bytes were taken from. */
function partsOf({from, to}: Match, parts: readonly Part[]): Part[] {
	const found: Part[] = [];
	let at = 0;
	for (const part of parts) {
		const length = part.to - part.from;
		const begin = Math.max(0, from - at);
		const end = Math.min(length, to - at);
		if (begin < end) {
			const last = found.at(-1);
			if (last?.place === part.place && last.to === part.from + begin) {
				found[found.length - 1] = {...last, to: part.from + end};
			} else {
				found.push({place: part.place, from: part.from + begin, to: part.from + end});
			}
		}

		at += length;
	}

	return found;
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
