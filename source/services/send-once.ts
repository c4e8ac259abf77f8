import type {Serving} from './service.ts';

/** Sends one answer to each connection and closes it; answers each datagram with one datagram. */
export function sendOnce(answer: () => Uint8Array): Serving {
	return {
		stream(connection) {
			connection.send(answer());
			connection.close();
			return {};
		},
		datagram: {
			received(_bytes, reply) {
				reply(answer());
			},
		},
	};
}
