import type {DatagramHandler} from './service.ts';

/** echo, daytime, qotd, chargen and time: a datagram from such a port is an answer, and whoever answers it talks with a machine for ever (CERT advisory CA-1996-01). */
const answeringPorts = new Set([7, 13, 17, 19, 37]);

/** The handler, but deaf to the source ports of services that answer everything. */
export function withoutLoops(handler: DatagramHandler): DatagramHandler {
	return {
		...handler,
		received(bytes, reply, peer) {
			if (answeringPorts.has(peer.port)) {
				peer.note(`not answered: port ${peer.port} answers too, and the two would never stop`);
				return;
			}

			handler.received(bytes, reply, peer);
		},
	};
}
