import type {DatagramHandler, ServicePeer, StreamHandler} from './service.ts';

/** A datagram service in the shape of a stream's: the first datagram of an address begins a conversation, each is one `received`, and `closed` comes when the address is forgotten. */
export function perPeer(begin: (peer: ServicePeer) => StreamHandler): DatagramHandler {
	const conversations = new Map<ServicePeer, StreamHandler>();
	return {
		received(bytes, _reply, peer) {
			const known = conversations.get(peer);
			if (known !== undefined) {
				known.received?.(bytes);
				return;
			}

			conversations.set(peer, {});
			const begun = begin(peer);
			// It may have been let go of by its very beginning.
			if (!conversations.has(peer)) {
				begun.closed?.();
				return;
			}

			conversations.set(peer, begun);
			begun.received?.(bytes);
		},
		left(peer) {
			const handler = conversations.get(peer);
			conversations.delete(peer);
			handler?.closed?.();
		},
	};
}
