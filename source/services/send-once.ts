import type {Serving} from './service.ts';

/** Says one thing to whoever connects, whatever they send, and closes; a datagram is answered with the same in one. */
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
