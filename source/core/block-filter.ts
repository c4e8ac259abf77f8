/** Which blocks of bytes are shown: by endpoint, direction, size, time and content. */
import {isOutbound, type LabEvent, type Side} from './events.ts';
import {finderOf, type Finder, type Pattern} from './pattern.ts';

/** A block passes when every given field matches. Plain data. */
export type BlockFilter = {
	readonly endpoint?: string;
	/** The side that the bytes go to. */
	readonly to?: Side;
	readonly min_bytes?: number;
	readonly max_bytes?: number;
	/** Microseconds since 1970-01-01 UTC. */
	readonly after_us?: number;
	readonly before_us?: number;
	readonly content?: Pattern;
};

/**
Tests one block. `bytesOf` is called only when all other fields match. Content is searched in steps: returns undefined
when `isDue` says stop before the end; the next call for the same block continues there.
*/
export type BlockTest = (
	event: LabEvent,
	bytesOf: (from: number, to: number) => Uint8Array | undefined,
	isDue: () => boolean,
) => boolean | undefined;

/** The test of a filter. */
export function blockTest(filter: BlockFilter): BlockTest {
	const finder = filter.content === undefined ? undefined : finderOf(filter.content);
	let begun: {readonly event: LabEvent; readonly at: number} | undefined;
	return (event, bytesOf, isDue) => {
		if (finder === undefined || !fitsFacts(filter, event)) {
			return finder === undefined && fitsFacts(filter, event);
		}

		const size = event.data === undefined ? 0 : event.bytes ?? 0;
		for (let at = begun?.event === event ? begun.at : 0; at < size; at += finder.step_bytes) {
			const found = holds(finder, {at, size}, bytesOf);
			if (found !== false) {
				return found === true;
			}

			const next = at + finder.step_bytes;
			if (next < size && isDue()) {
				begun = {event, at: next};
				return undefined;
			}
		}

		return false;
	};
}

/**
Whether a match ends within one step from `at`; undefined when the bytes are no longer kept. A match that could be
longer belongs to the next step, if its beginning is still in reach there.
*/
function holds(
	{step_bytes, reach_bytes, grows, matches}: Finder,
	{at, size}: {readonly at: number; readonly size: number},
	bytesOf: (from: number, to: number) => Uint8Array | undefined,
): boolean | undefined {
	// One byte more in front, so that `^` does not match at a step's beginning.
	const start = Math.max(0, at - reach_bytes - 1);
	const end = Math.min(size, at + step_bytes);
	const bytes = bytesOf(start, end);
	if (bytes === undefined) {
		return undefined;
	}

	const [match] = matches(bytes, Math.min(start, 1)).take(1);
	return match !== undefined
		&& (!grows || end === size || match.to < bytes.length || match.from < bytes.length - reach_bytes);
}

/** The side that the bytes of a send or recv went to. */
export function destinationOf(event: LabEvent): Side {
	return (event.side === 'client') === isOutbound(event) ? 'server' : 'client';
}

function fitsFacts(
	{endpoint, to, min_bytes = 0, max_bytes = Infinity, after_us = 0, before_us = Infinity}: BlockFilter,
	event: LabEvent,
): boolean {
	const size = event.bytes ?? 0;
	return (endpoint === undefined || event.endpoint === endpoint || event.peer === endpoint)
		&& (to === undefined || destinationOf(event) === to)
		&& size >= min_bytes && size <= max_bytes
		&& event.time >= after_us && event.time <= before_us;
}
