/** The entries of a session that are streams, or UDP sockets, with what only those have. */
import type {Side} from '../../source/core/events.ts';
import {StreamEntry} from '../../source/lab/entries/stream.ts';
import {UdpSocketEntry} from '../../source/lab/entries/udp-socket.ts';
import type {Registry} from '../../source/lab/registry.ts';

type Session = {readonly registry: Registry};

/** Every stream, or those of one side, in the order in which they were made. */
export function streamsOf({registry}: Session, side?: Side): StreamEntry[] {
	return registry.all().filter(entry => entry instanceof StreamEntry).filter(entry => side === undefined || entry.side === side);
}

/** Every UDP socket, in the order in which they were made. */
export function udpSocketsOf({registry}: Session): UdpSocketEntry[] {
	return registry.all().filter(entry => entry instanceof UdpSocketEntry);
}
