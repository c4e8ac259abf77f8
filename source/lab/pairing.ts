import type {Connection} from './connection.ts';
import type {Session} from './session.ts';

/**
Finds the other end of an accepted connection among the clients of this session, so that bytes which cross inside the process are kept and shown once.

TCP ends know each other by their addresses. A Unix client has no name of its own: the accept queue is first in, first out (unix(7)), so the client longest connected to this path without a partner is taken; the journal parts the two again when their bytes differ.
*/
export function pairStreams(session: Session, accepted: Connection, listenerAddress: string): void {
	const {endpoint} = accepted;
	if (endpoint === undefined) {
		return;
	}

	for (const client of session.registry.unpaired) {
		if (client.endpoint !== undefined && belong(client.endpoint, endpoint, listenerAddress)) {
			session.registry.unpaired.delete(client);
			client.partner = accepted.name;
			accepted.partner = client.name;
			session.journal.pair(client.source, accepted.source);
			return;
		}
	}
}

type Ends = {readonly local: string; readonly remote: string};

function belong(client: Ends, accepted: Ends, listenerAddress: string): boolean {
	return accepted.remote === 'unnamed'
		? client.remote === listenerAddress
		: client.local === accepted.remote && client.remote === accepted.local;
}
