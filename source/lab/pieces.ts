import {concatBytes} from '../core/bytes.ts';
import type {StoredBytes} from '../core/byte-store.ts';
import type {DataRef} from '../core/events.ts';

/**
Bytes `from` to `to` of what several stored pieces hold together, or undefined when any that is asked for was evicted. A
view where it is one piece: valid until the next append.
*/
export function readPieces(
	store: Pick<StoredBytes, 'read'>,
	pieces: readonly DataRef[],
	from = 0,
	to = Infinity,
): Uint8Array | undefined {
	const parts: Uint8Array[] = [];
	for (const piece of piecesWithin(pieces, from, to)) {
		const part = store.read(piece);
		if (part === undefined) {
			return undefined;
		}

		parts.push(part);
	}

	const [only] = parts;
	return only !== undefined && parts.length === 1 ? only : concatBytes(parts);
}

/**
Where bytes `from` to `to` of several stored pieces lie.

@yields the part of one piece; a piece of no bytes is one too
*/
export function * piecesWithin(pieces: readonly DataRef[], from: number, to: number): Generator<DataRef> {
	let start = 0;
	for (const {at, length} of pieces) {
		const first = Math.max(0, from - start);
		const end = Math.min(length, to - start);
		if (length === 0 || first < end) {
			yield {at: at + first, length: Math.max(0, end - first)};
		}

		start += length;
	}
}
