import type {DatagramHandler, ServicePeer, StreamHandler} from './service.ts';

/** A datagram service in the shape of a stream's: the first datagram of an address begins a conversation, each is one `received`, and `closed` comes when the address is forgotten. */
export function perPeer(begin: (peer: ServicePeer) => StreamHandler): DatagramHandler {
	const conversations = new Map<string, StreamHandler>();
	return {
		received(bytes, _reply, peer) {
			let handler = conversations.get(peer.name);
			if (handler === undefined) {
				handler = begin(peer);
				conversations.set(peer.name, handler);
			}

			handler.received?.(bytes);
		},
		left(peer) {
			const handler = conversations.get(peer.name);
			conversations.delete(peer.name);
			handler?.closed?.();
		},
	};
}
