import {withoutMapping} from '../core/ip.ts';
import {limits} from '../core/limits.ts';
import type {Journal, Source} from './journal.ts';

type Ends = {readonly local: string; readonly remote: string};

type Stream = {
	readonly name: string;
	readonly source: Source;
	/** Once it is connected. */
	readonly endpoint: Ends | undefined;
	/** Its other end is this one of the session. */
	pairWith(partner: string): void;
};

/**
Finds the other end of an accepted connection among the clients of this session, so that bytes which cross inside the
process are kept and shown once.

TCP ends know each other by their addresses. A Unix client has no name of its own: the accept queue is first in, first
out (unix(7)), so the client longest connected to this path without a partner is taken; the journal parts the two again
when their bytes differ.
*/
export class StreamPairs {
	readonly #journal: Journal;
	/** Clients whose other end has not been found, in the order in which they were made. */
	readonly #unpaired = new Set<Stream>();
	/** Of them, those that have ended: they may still be in an accept queue. */
	readonly #ended = new Set<Stream>();

	constructor(journal: Journal) {
		this.#journal = journal;
	}

	add(client: Stream): void {
		this.#unpaired.add(client);
	}

	/** Of those that have ended without a partner the last `ended_endpoints` are kept. */
	ended(client: Stream): void {
		if (!this.#unpaired.has(client)) {
			return;
		}

		this.#ended.add(client);
		if (this.#ended.size > limits.ended_endpoints) {
			this.#forget(this.#ended.keys().next().value!);
		}
	}

	/** Pairs what a listener has accepted with its client, if that is of this session. */
	pair(accepted: Stream, listenerAddress: string): void {
		const {endpoint} = accepted;
		if (endpoint === undefined) {
			return;
		}

		const isClient = ({endpoint: own}: Stream) => own !== undefined && belong(own, endpoint, listenerAddress);
		const client = this.#unpaired.values().find(isClient);
		if (client === undefined) {
			return;
		}

		this.#forget(client);
		client.pairWith(accepted.name);
		accepted.pairWith(client.name);
		this.#journal.pair(client.source, accepted.source, {isGuessed: isUnnamed(endpoint)});
	}

	#forget(client: Stream): void {
		this.#unpaired.delete(client);
		this.#ended.delete(client);
	}
}

/** Of a Unix client. */
function isUnnamed({remote}: Ends): boolean {
	return remote === 'unnamed';
}

function belong(client: Ends, accepted: Ends, listenerAddress: string): boolean {
	return isUnnamed(accepted)
		? client.remote === listenerAddress
		: client.local === withoutMapping(accepted.remote) && client.remote === withoutMapping(accepted.local);
}
