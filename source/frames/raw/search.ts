/**
Finds a pattern in the bytes of all blocks that are shown, step by step, and goes on with what comes. The bytes of one
direction are one stream: a match that two recvs split is found. Datagrams have borders, which nothing crosses.
*/
import type {LabEvent} from '../../core/events.ts';
import {concatBytes} from '../../core/bytes.ts';
import {limits} from '../../core/limits.ts';
import type {Finder, Match} from '../../core/pattern.ts';
import type {Blocks} from '../../lab/blocks.ts';
import {Matches, type Part} from './matches.ts';
import {lengthOf} from './outline.ts';

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
	readonly matches = new Matches();
	#next = 0;
	/** Bytes of the block at `#next` that were looked through. */
	#done_bytes = 0;

	/** `shows` tells whether the block at a place is looked through. */
	constructor(blocks: Blocks, finder: Finder, shows: (place: number) => boolean) {
		this.#blocks = blocks;
		this.#finder = finder;
		this.#shows = shows;
	}

	/** Goes on looking until `isDue`, which is asked after each step and each match; false when there is more to do. */
	work(isDue: () => boolean): boolean {
		const {track} = this.#blocks;
		this.matches.forget(track.first);
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
			this.matches.add(found);
			flow.resume = start + match.to;
			if (this.#finder.grows && match.to === window.length) {
				flow.open = {match: {from: start + match.from, to: start + match.to}, parts: found};
			}

			if (match.to < window.length && isDue()) {
				end = Math.max(known, match.to);
				break;
			}
		}

		flow.end = start + end;
		const isDatagramEnd = event.datagram === true && part.from + end - known === lengthOf(event);
		const reach = isDatagramEnd ? 0 : this.#finder.reach_bytes;
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
			this.matches.remove(parts);
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

	/** How far it has come, 0 to 1. */
	get progress(): number {
		const {first, size} = this.#blocks.track;
		return size === 0 ? 1 : Math.min(1, Math.max(0, this.#next - first) / size);
	}
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
