/** Which blocks of bytes are shown: by endpoint, direction, size, time and content. */
import {goesOut, type LabEvent, type Side} from './events.ts';
import {finderOf, type Pattern} from './pattern.ts';

/** All that is given has to fit. Plain data. */
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

/** What tests blocks; `bytesOf` is asked only where all else fits. */
export function blockTest(filter: BlockFilter): (event: LabEvent, bytesOf: () => Uint8Array | undefined) => boolean {
	const finder = filter.content === undefined ? undefined : finderOf(filter.content);
	return (event, bytesOf) => {
		if (!fitsFacts(filter, event)) {
			return false;
		}

		const bytes = finder === undefined ? undefined : bytesOf();
		return finder === undefined || (bytes !== undefined && finder.matches(bytes, 0)[Symbol.iterator]().next().done !== true);
	};
}

/** The side that the bytes of a send or recv went to. */
export function destinationOf(event: LabEvent): Side {
	return (event.side === 'client') === goesOut(event) ? 'server' : 'client';
}

function fitsFacts({endpoint, to, min_bytes = 0, max_bytes = Infinity, after_us = 0, before_us = Infinity}: BlockFilter, event: LabEvent): boolean {
	const size = event.bytes ?? 0;
	return (endpoint === undefined || event.endpoint === endpoint || event.peer === endpoint)
		&& (to === undefined || destinationOf(event) === to)
		&& size >= min_bytes && size <= max_bytes
		&& event.time >= after_us && event.time <= before_us;
}
