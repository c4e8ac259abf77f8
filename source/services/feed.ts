import {limits} from '../core/limits.ts';
import type {ServiceConnection} from './service.ts';

/**
Sends the items in order, in pieces of `limits.send_bytes`, as fast as the peer reads: at most one piece is queued. Call
the returned function at the beginning and whenever the connection has drained; it returns whether all has been sent.
The bytes must not change meanwhile.
*/
export function feed(connection: ServiceConnection, items: readonly Uint8Array[]): () => boolean {
	let item = 0;
	let at = 0;
	return () => {
		while (item < items.length) {
			const bytes = items[item]!;
			connection.send(bytes.subarray(at, at + limits.send_bytes));
			at += limits.send_bytes;
			if (at >= bytes.length) {
				item++;
				at = 0;
			}

			if (item < items.length && connection.queued_bytes() > 0) {
				return false;
			}
		}

		return true;
	};
}
