import {limits} from '../core/limits.ts';
import type {EndpointAddresses} from '../formats/format.ts';
import type {AddressNote} from '../recorder/batch.ts';
import type {Entry, Registry} from './registry.ts';

/** Finds an endpoint by its name. */
type Entries = Pick<Registry, 'get'>;

/** The addresses of an endpoint of the session, as its titles show them; undefined when it is a listener, or forgotten. */
export function addressesOf(entries: Entries, name: string): EndpointAddresses | undefined {
	const entry = entries.get(name);
	return entry === undefined || entry.kind === 'listener' ? undefined : addressesOfEntry(entry);
}

type Conversing = Exclude<Entry, {readonly kind: 'listener'}>;

function addressesOfEntry(entry: Conversing): EndpointAddresses {
	const {local, remote} = entry.source;
	return {
		...(local !== undefined && {local}),
		...(remote !== undefined && {remote}),
		datagram: entry.kind !== 'connection',
		paired: isPaired(entry),
	};
}

function isPaired(entry: Conversing): boolean {
	return entry.kind === 'connection' && entry.partner !== undefined;
}

/** Remembers which addresses of each endpoint were recorded, so that only changes are recorded again. Of more than `recorded_endpoints` endpoints the oldest is forgotten, here and in the recording; it is recorded again with its next event. */
export class AddressLedger {
	readonly #entries: Entries;
	readonly #told = new Map<string, EndpointAddresses>();

	constructor(entries: Entries) {
		this.#entries = entries;
	}

	/** How many endpoints are remembered. */
	get size(): number {
		return this.#told.size;
	}

	/** What has changed since the last call, at most two notes. Called for every event: allocates nothing when nothing has changed. */
	news(name: string): readonly AddressNote[] {
		const entry = this.#entries.get(name);
		const told = this.#told.get(name);
		if (entry === undefined || entry.kind === 'listener') {
			return this.#told.delete(name) ? [{name, addresses: undefined}] : nothing;
		}

		if (told !== undefined && isSame(told, entry)) {
			return nothing;
		}

		const addresses = addressesOfEntry(entry);
		this.#told.set(name, addresses);
		const note = {name, addresses};
		return this.#told.size > limits.recorded_endpoints ? [this.#forgetFirst(), note] : [note];
	}

	#forgetFirst(): AddressNote {
		const name = this.#told.keys().next().value!;
		this.#told.delete(name);
		return {name, addresses: undefined};
	}
}

const nothing: readonly AddressNote[] = [];

function isSame(told: EndpointAddresses, entry: Conversing): boolean {
	return told.local === entry.source.local
		&& told.remote === entry.source.remote
		&& told.paired === isPaired(entry)
		&& told.datagram === (entry.kind !== 'connection');
}
