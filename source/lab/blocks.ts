/** The sends and recvs whose bytes the raw-bytes pane shows, as they are now or as they were at one moment. */
import type {LabEvent} from '../core/events.ts';
import type {BlockLease} from '../core/block-lease.ts';
import type {EventView} from './event-ring.ts';
import type {Journal} from './journal.ts';
import {readPieces} from './pieces.ts';

/** Blocks in their order, and their bytes. */
export type Blocks = {
	readonly track: EventView;
	/**
	The bytes of a block, or those from `from` to `to` (exclusive); undefined when any of them was evicted. Valid until the
	next `record`.
	*/
	readonly bytes: (event: LabEvent, from?: number, to?: number) => Uint8Array | undefined;
	/** Holds bytes of blocks as they are. */
	readonly lease: () => BlockLease;
};

/** What the journal keeps, going on as it does. */
export function liveBlocks(journal: Journal): Blocks {
	return {
		track: journal.tracks.raw,
		bytes: (event, from, to) => journal.bytes(event, from, to),
		lease: () => journal.store.lease(),
	};
}

/** What the journal keeps now; it stays so. Nothing is copied but the list of blocks. */
export function frozenBlocks(journal: Journal): Blocks {
	const stored = journal.store.snapshot();
	return {
		track: journal.tracks.raw.snapshot(),
		bytes: (event, from, to) => event.data && readPieces(stored, event.data, from, to),
		lease: stored.lease,
	};
}
