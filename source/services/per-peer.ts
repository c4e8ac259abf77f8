import type {DatagramHandler, ServicePeer, StreamHandler} from './service.ts';

/**
Serves datagrams with stream handlers: the first datagram of an address begins a conversation, each datagram is one
`received`, and `closed` is called when the address is forgotten.
*/
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
			// `begin` may have closed it already.
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
