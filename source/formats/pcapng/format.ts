import {describeCall} from '../../core/describe.ts';
import type {LabEvent} from '../../core/events.ts';
import {limits} from '../../core/limits.ts';
import {formatCount} from '../../core/quantities.ts';
import type {EndpointAddresses, Format, FormatSettings} from '../format.ts';
import {writeHead, writeComments} from './blocks.ts';
import type {PacketContext} from './conversation.ts';
import {DatagramPackets} from './datagrams.ts';
import {formatNaming, type Naming} from './naming.ts';
import {Streams} from './streams.ts';

const head = 'Made by sockplay from socket calls, not captured from a wire: '
	+ 'bytes, addresses and times are as they were; headers, handshakes and acknowledgements are made to fit. '
	+ 'The log is in the packet comments.';
const unixNote = 'a pcapng file has no packets for Unix sockets: their calls are comments there, '
	+ 'their bytes are left out; .txt, .hex, .jsonl and .bin have them';
const unknownAddressNote = 'a pcapng file leaves out bytes whose addresses are not known any more';

/**
Packets that Wireshark opens, made from the calls at the ends.

TCP and UDP over IPv4 and IPv6, link type "raw IP". Each line of the log is a comment on the packet it made, or on the
next one, and so are the names of the endpoints.
*/
export function pcapngFormat({chunks, addresses: ends, tell}: FormatSettings): Format {
	writeHead(chunks, head);
	const comments = new PendingComments();
	let last = 0;
	const named = (naming: Naming) => {
		if (comments.name(formatNaming(naming))) {
			writeComments(chunks, last, comments.takeNames());
		}
	};

	const streams = new Streams(ends, named);
	const datagrams = new DatagramPackets(ends, named);
	const datagramSockets = new Set<string>();
	return {
		add(event, bytes) {
			last = event.time;
			comments.add(lineOf(event));
			const context: PacketContext = {chunks, time: event.time, comments: () => comments.take()};
			learn(datagramSockets, event);
			if (!datagramSockets.has(event.endpoint)) {
				open(streams, context, event);
			}

			const isStream = !datagramSockets.has(event.endpoint) && streams.take(context, event, bytes);
			const isTaken = isStream || datagrams.take(context, event, bytes);
			if (!isTaken && event.data !== undefined && event.isShownAtPeer === undefined && isTransfer(event)) {
				tell(isUnix(ends(event.endpoint)) ? unixNote : unknownAddressNote);
			}
		},
		skip(event) {
			comments.add(`${lineOf(event)}  (its bytes are left out)`);
			streams.skip(event);
		},
		end() {
			writeComments(chunks, last, comments.take());
		},
	};
}

function isUnix({local = '', remote = ''}: Partial<EndpointAddresses> = {}): boolean {
	return local.startsWith('unix:') || remote.startsWith('unix:');
}

/** Which names are UDP sockets, as their first call told. */
function learn(datagramSockets: Set<string>, {event, endpoint, args}: LabEvent): void {
	if (event === 'socket' && args?.includes('SOCK_DGRAM') === true) {
		datagramSockets.add(endpoint);
	} else if (event === 'socket' || event === 'close') {
		datagramSockets.delete(endpoint);
	}
}

function open(
	streams: Streams,
	context: PacketContext,
	{event, errno, endpoint, result, local, remote}: LabEvent,
): void {
	if (errno !== undefined || local === undefined || remote === undefined) {
		return;
	}

	if (event === 'accept' && typeof result === 'string') {
		streams.opened(context, result, {local, remote}, 'remote');
	} else if (event === 'connect') {
		streams.opened(context, endpoint, {local, remote}, 'local');
	}
}

/** The line of the log. That of a plain send or recv, of which there can be very many, is made here. */
function lineOf(event: LabEvent): string {
	const {errno, message, queued, remote} = event;
	const isPlain = errno === undefined && message === undefined && queued === undefined && remote === undefined;
	if (isPlain && isTransfer(event)) {
		return `${event.endpoint} ${event.event}(${event.asked ?? ''}) = ${event.result ?? ''}`;
	}

	return describeCall(event);
}

function isTransfer({event}: LabEvent): boolean {
	return event === 'send' || event === 'recv';
}

/** Names and lines of the log that wait for a packet. */
class PendingComments {
	#names: string[] = [];
	#lines: string[] = [];
	#leftOut = 0;

	/** Whether no further name fits on one packet. */
	name(line: string): boolean {
		this.#names.push(line);
		return this.#names.length === limits.recording_names;
	}

	takeNames(): readonly string[] {
		const names = this.#names;
		this.#names = [];
		return names;
	}

	add(line: string): void {
		if (this.#lines.length === limits.recording_comments) {
			this.#leftOut++;
		} else {
			this.#lines.push(line);
		}
	}

	/** Names are first. */
	take(): readonly string[] {
		const lines = this.#lines;
		if (this.#names.length > 0) {
			lines.unshift(...this.takeNames());
		}

		if (lines.length === 0) {
			return lines;
		}

		if (this.#leftOut > 0) {
			lines.push(`${formatCount(this.#leftOut)} more lines came before there was a packet to put them on`);
			this.#leftOut = 0;
		}

		this.#lines = [];
		return lines;
	}
}
