/** The shape of a file format that is written event by event. */
import type {LabEvent} from '../core/events.ts';
import type {Chunks} from './chunks.ts';

/** What is known of an endpoint, and of UDP peers, beyond its events. */
export type EndpointAddresses = {
	readonly local?: string;
	readonly remote?: string;
	readonly datagram: boolean;
	/** Its other end lives in this process. */
	readonly paired: boolean;
};

/** One direction of one endpoint. */
export type Selection = {readonly endpoint?: string; readonly direction?: 'in' | 'out'};

export type FormatSettings = {
	readonly chunks: Chunks;
	/** Undefined for a name that is no endpoint, or no longer. */
	readonly addresses: (name: string) => EndpointAddresses | undefined;
	readonly only: Selection;
	/** Something this format cannot keep, said once for each sentence. */
	readonly tell: (message: string) => void;
};

/** Made with its head written; each call adds whole blocks to the chunks. */
export type Format = {
	/** `bytes` are the event's, all of them; the chunks copy them, or leave them where they are. */
	add(event: LabEvent, bytes: Uint8Array | undefined): void;
	/** The event's bytes are not kept here, though they crossed: there was no room. */
	skip(event: LabEvent): void;
	/** What stands at the end of a file, if anything. A file without it is whole, too. */
	end(): void;
};

/**
Whether bytes went in this direction through this endpoint. `isKept`: of bytes that cross in the process, only the send
is told.
*/
export function isSelected(event: LabEvent, {endpoint, direction}: Selection, isKept = false): boolean {
	if (event.event !== 'send' && event.event !== 'recv') {
		return endpoint === undefined;
	}

	const eventDirection = event.event === 'send' ? 'out' : 'in';
	const isDirection = direction === undefined || direction === eventDirection;
	const isHere = isDirection && (endpoint === undefined || event.endpoint === endpoint);
	const isFromPeer = isKept && eventDirection === 'out' && event.peer === endpoint && direction !== 'out';
	return isHere || isFromPeer;
}
