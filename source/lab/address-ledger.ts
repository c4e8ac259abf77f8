import {limits} from '../core/limits.ts';
import type {EndpointAddresses} from '../formats/format.ts';
import type {AddressNote} from '../recorder/batch.ts';

/** Finds an endpoint by its name. */
export type AddressBook = {get(name: string): {readonly addresses: EndpointAddresses | undefined} | undefined};

/**
Remembers which addresses of each endpoint were recorded, so that only changes are recorded again. Of more than
`recorded_endpoints` endpoints the oldest is forgotten, here and in the recording; it is recorded again with its next
event.
*/
export class AddressLedger {
	readonly #entries: AddressBook;
	readonly #recorded = new Map<string, EndpointAddresses>();

	constructor(entries: AddressBook) {
		this.#entries = entries;
	}

	/** How many endpoints are remembered. */
	get size(): number {
		return this.#recorded.size;
	}

	/**
	What has changed since the last call, at most two notes. Called for every event: allocates nothing when nothing has
	changed.
	*/
	news(name: string): readonly AddressNote[] {
		const addresses = this.#entries.get(name)?.addresses;
		if (addresses === undefined) {
			return this.#recorded.delete(name) ? [{name, addresses}] : nothing;
		}

		if (this.#recorded.get(name) === addresses) {
			return nothing;
		}

		this.#recorded.set(name, addresses);
		const note = {name, addresses};
		return this.#recorded.size > limits.recorded_endpoints ? [this.#forgetFirst(), note] : [note];
	}

	#forgetFirst(): AddressNote {
		const name = this.#recorded.keys().next().value!;
		this.#recorded.delete(name);
		return {name, addresses: undefined};
	}
}

const nothing: readonly AddressNote[] = [];
