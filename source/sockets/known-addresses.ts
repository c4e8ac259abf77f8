import type {InternetAddress} from '../core/address.ts';
import {limits} from '../core/limits.ts';

/**
The addresses that datagrams have come from of late, each as the same object every time: what others know of it, they
find by the object. Of two hosts that send from the same port, the later is known.
*/
export class KnownAddresses {
	readonly #byPort = new Map<number, InternetAddress>();

	/** `host`: numeric. */
	at(host: string, port: number): InternetAddress {
		const known = this.#byPort.get(port);
		if (known?.host === host) {
			return known;
		}

		if (this.#byPort.size >= limits.datagram_peers) {
			this.#byPort.clear();
		}

		const address: InternetAddress = {transport: 'udp', host, port};
		this.#byPort.set(port, address);
		return address;
	}

	/** Whether it is one of these objects. */
	has(address: InternetAddress): boolean {
		return this.#byPort.get(address.port) === address;
	}
}
