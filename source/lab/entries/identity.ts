import type {Side} from '../../core/events.ts';
import type {EndpointAddresses} from '../../formats/format.ts';
import type {OpenSource} from '../session.ts';

/** Who an entry is in the journal and in recordings; its addresses become known one by one. */
export class Identity {
	readonly source: OpenSource;
	/** The other end, when it lives in this process. */
	partner: string | undefined;
	/** For recordings: another object whenever something of it changes. */
	addresses: EndpointAddresses;

	constructor(source: {readonly name: string; readonly side: Side; readonly datagram?: true}) {
		this.source = {...source};
		this.addresses = this.#addresses();
	}

	/** Addresses as text; what is left out stays as it is. */
	learn(known: {readonly local?: string; readonly remote?: string}): void {
		Object.assign(this.source, known);
		this.addresses = this.#addresses();
	}

	pairWith(partner: string): void {
		this.partner = partner;
		this.addresses = this.#addresses();
	}

	#addresses(): EndpointAddresses {
		const {local, remote, datagram = false} = this.source;
		return {
			...(local !== undefined && {local}),
			...(remote !== undefined && {remote}),
			datagram,
			paired: this.partner !== undefined,
		};
	}
}
