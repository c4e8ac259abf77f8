import type {LabEvent} from '../core/events.ts';

/**
Of a session's events, those of one conversation: of the endpoint with this name, or of all that a listener of this name
accepted, and what the other ends in this process did for it.
*/
export function conversationEvents(events: readonly LabEvent[], name: string): readonly LabEvent[] {
	const isOwn = (endpoint: string | number | undefined) => typeof endpoint === 'string' && isPartOf(endpoint, name);
	const datagrams = new Set(events.filter(({datagram}) => datagram === true).map(({endpoint}) => endpoint));
	const partners = new Set(events.flatMap(({endpoint, peer}) => {
		const other = isOwn(endpoint) ? peer : endpoint;
		return other !== undefined && (isOwn(endpoint) || isOwn(peer)) && !datagrams.has(other) ? [other] : [];
	}));
	// A first datagram is sent before it is known whose socket it goes to; its bytes are stored once.
	const stored = new Set(events.flatMap(({endpoint, data = []}) => isOwn(endpoint) ? data.map(({at}) => at) : []));
	return events.filter(({endpoint, peer, event, result, data = []}) => isOwn(endpoint)
		|| isOwn(peer)
		|| partners.has(endpoint)
		|| data.some(({at}) => stored.has(at))
		|| (event === 'accept' && (isOwn(result) || partners.has(String(result)))));
}

/** Whether it is the endpoint of this name, or one that a listener of this name accepted or heard: `s1.2` of `s1`. */
function isPartOf(endpoint: string, name: string): boolean {
	return endpoint === name || (endpoint.startsWith(`${name}.`) && /^\d+$/v.test(endpoint.slice(name.length + 1)));
}
