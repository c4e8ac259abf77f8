/** The addresses of a script: ports and paths that are free when it runs, the same where they were the same. */
import type {Address} from '../../core/address.ts';
import {parseAddress} from '../../core/parse-address.ts';
import {isProblem} from '../../core/problem.ts';
import {quoteWord} from '../../core/escape.ts';

/** The ports that need rights: nobody listens there by chance. */
const last_privileged_port = 1023;

export class PlayAddresses {
	readonly #names = new Map<string, string>();
	readonly #used = new Set<string>();
	#others = 0;

	/** Somebody called `name` listens here: `address` as the log writes it. */
	listens(name: string, transport: 'tcp' | 'udp', text: string): void {
		const key = keyOf(text, transport);
		if (key !== undefined && !this.#names.has(key)) {
			this.#names.set(key, name);
		}
	}

	/** A line has this address. */
	uses(address: Address): void {
		this.#used.add(keyOfAddress(address));
	}

	/**
	The word of a listener: with the port that it got, which `local` has as the log writes it. Where the system was to
	choose and no other line has that port, it chooses again.
	*/
	listenerWord(asked: Address, local: string): string {
		if (asked.transport === 'unix') {
			return this.word(asked);
		}

		const got = parseAddress(`${asked.transport}:${local}`);
		if (isProblem(got) || got.transport === 'unix') {
			return this.word(asked);
		}

		const isChosen = asked.port === 0 && !this.#used.has(keyOfAddress(got));
		return this.word(isChosen ? asked : {...asked, port: got.port});
	}

	/** Who listens at an address. */
	nameAt(address: Address): string | undefined {
		return this.#names.get(keyOfAddress(address));
	}

	/** A word of a line. Port 0 stays as it is, and so does one below 1024 where nobody listens. */
	word(address: Address): string {
		if (address.transport === 'unix') {
			const name = this.#name(address);
			const word = quoteWord(`unix:${address.path}`);
			return word.startsWith('"') ? `${word.slice(0, -1)}.{port:${name}}"` : `${word}.{port:${name}}`;
		}

		const {transport, host, port, family = ''} = address;
		const isFixed = port === 0 || (port <= last_privileged_port && this.nameAt(address) === undefined);
		const shownPort = isFixed ? String(port) : `{port:${this.#name(address)}}`;
		const shownHost = host === '127.0.0.1' || host === 'localhost' ? '' : `${host.includes(':') ? `[${host}]` : host}:`;
		return `${transport}${family}:${shownHost}${shownPort}`;
	}

	#name(address: Address): string {
		const key = keyOfAddress(address);
		const known = this.#names.get(key);
		if (known !== undefined) {
			return known;
		}

		this.#others++;
		const name = `free${this.#others}`;
		this.#names.set(key, name);
		return name;
	}
}

/** TCP and UDP have ports of their own; the host does not matter on one machine. */
function keyOfAddress(address: Address): string {
	return address.transport === 'unix' ? `unix:${address.path}` : `${address.transport}:${address.port}`;
}

function keyOf(text: string, transport: 'tcp' | 'udp'): string | undefined {
	const address = parseAddress(text.startsWith('unix:') ? text : `${transport}:${text}`);
	return isProblem(address) ? undefined : keyOfAddress(address);
}
