import {rejectArguments} from './reject-arguments.ts';
import type {Service} from './service.ts';

/** Sends back what it receives (RFC 862); stops reading while the peer does not read, and closes after the peer has. */
export const echo: Service = {
	name: 'echo',
	usage: 'echo',
	summary: 'sends back what it receives (RFC 862)',
	serve(words) {
		return rejectArguments('echo', words) ?? {
			stream: connection => ({
				received(bytes) {
					connection.send(bytes);
					if (connection.queued_bytes() > 0) {
						connection.hold();
					}
				},
				drained() {
					connection.resume();
				},
				ended() {
					connection.close();
				},
			}),
			datagram: {
				received(bytes, reply) {
					reply(bytes);
				},
			},
		};
	},
};
