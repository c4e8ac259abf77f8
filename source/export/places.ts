/** The addresses of a program: constants at its top, each with a name by which an argument changes it. */
import {isReachedAt, type Address} from '../core/address.ts';
import {parseAddress} from '../core/parse-address.ts';
import {isProblem} from '../core/problem.ts';
import type {Side} from '../core/events.ts';

/** One address. */
export type Place = {
	/** `s1` where s1 listens, `peer` where nobody of the log does; undefined for one that stays in its line. */
	readonly name?: string;
	readonly address: Address;
	/** As the log writes it. */
	readonly text: string;
	/** What happens there, for its comment. */
	readonly role: string;
};

/** Its name is that of the listener, as soon as there is one. */
type Named = {name: string; role: string} & Omit<Place, 'name' | 'role'>;

/** Who bound, connected or sent to an address. */
type Use = {readonly text: string; readonly transport: 'tcp' | 'udp'; readonly endpoint: string; readonly side: Side};

export class Places {
	readonly #named: Named[] = [];

	/** Those with names, in the order of the log. */
	get named(): readonly Place[] {
		return this.#named;
	}

	/** Where somebody binds. A port that the system is to choose stays in the line, unless others need to know it. */
	bound({text, transport, endpoint, side}: Use): Place | undefined {
		const address = read(text, transport);
		if (address === undefined) {
			return undefined;
		}

		const isChosen = address.transport !== 'unix' && address.port === 0;
		if (isChosen) {
			return {address, text, role: 'a port that the system chooses'};
		}

		const role = side === 'server' ? `${endpoint} listens here` : `${endpoint} binds to it`;
		const place = this.#place(text, address, endpoint, role);
		if (side === 'server' && place.role !== role && place.name.startsWith('peer')) {
			place.name = this.#freeName(endpoint);
			place.role = role;
		}

		return place;
	}

	/** Where somebody connects or sends to. */
	reached({text, transport, endpoint}: Omit<Use, 'side'>, verb: 'connects to' | 'sends to'): Place | undefined {
		const address = read(text, transport);
		if (address === undefined) {
			return undefined;
		}

		const listener = this.#named.find(place => place.address.transport === address.transport
			&& isReachedAt(place.address, address));
		const name = listener === undefined ? 'peer' : `${listener.name}_from_here`;
		return this.#place(text, address, name, `${endpoint} ${verb} it`);
	}

	#place(text: string, address: Address, wanted: string, role: string): Named {
		const known = this.#named.find(place => place.text === text && place.address.transport === address.transport);
		if (known !== undefined) {
			return known;
		}

		const place = {name: this.#freeName(wanted), address, text, role};
		this.#named.push(place);
		return place;
	}

	#freeName(endpoint: string): string {
		const wanted = endpoint.replaceAll(/\W/gv, '_').replace(/^(?=\d|$)/v, '_');
		for (let number = 1; ; number++) {
			const name = number === 1 ? wanted : `${wanted}_${number}`;
			if (this.#named.every(place => place.name !== name)) {
				return name;
			}
		}
	}
}

function read(text: string, transport: 'tcp' | 'udp'): Address | undefined {
	const address = parseAddress(text.startsWith('unix:') ? text : `${transport}:${text}`);
	return isProblem(address) ? undefined : address;
}
