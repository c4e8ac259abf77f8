/** Pipes over UDP. */
import {formatAddress} from '../core/address.ts';
import {DatagramConversation} from './datagram-conversation.ts';
import type {PipeEnd, PipeSettings} from './settings.ts';

/** A connected UDP socket. */
export async function connectDatagrams(settings: PipeSettings): Promise<PipeEnd> {
	const {network, address, local, datagram, reached} = settings;
	const conversation = new DatagramConversation(settings, 'c1');
	const endpoint = await network.datagram(
		{...datagram, remote: address, ...(local !== undefined && {local})},
		made => conversation.on(made),
		conversation.tell,
	);
	if (endpoint === undefined) {
		return 'refused';
	}

	reached?.({kind: 'connected', local: formatAddress(endpoint.local), remote: formatAddress(endpoint.remote!)});
	conversation.start();
	conversation.meet(endpoint.remote!);
	return conversation.over;
}

/** A bound UDP socket: it answers whoever spoke first, with `keepOpen` whoever spoke last. */
export async function listenDatagrams(settings: PipeSettings): Promise<PipeEnd> {
	const {network, address, datagram, reached} = settings;
	const conversation = new DatagramConversation(settings, 's1');
	const endpoint = await network.datagram(
		{...datagram, local: address},
		made => conversation.on(made),
		conversation.tell,
	);
	if (endpoint === undefined) {
		return 'refused';
	}

	reached?.({kind: 'listening', local: endpoint.local});
	conversation.start();
	return conversation.over;
}
