/**
What the endpoints of a session are in a script: their names there, who answers on them, and who plays other programs.
*/
import {parseAddress} from '../../core/parse-address.ts';
import {isProblem} from '../../core/problem.ts';
import type {Act} from '../../lab/acts.ts';
import type {PlayAddresses} from './addresses.ts';
import type {End, Ends} from './ends.ts';

/** Services whose answers differ each time, and macros in the DATA of others. */
const varying = /^(?:daytime|time|qotd|module)\b|\\\{/v;

export class PlayEndpoints {
	readonly ends: Ends;
	readonly #addresses: PlayAddresses;
	readonly #names = new Map<End, string>();
	/** The words of the service of each listener. */
	readonly #services = new Map<End, string>();
	/** What lines of the session opened. */
	readonly #opened = new Set<End>();
	readonly #players = new Map<End, string>();
	/** Listeners of the script that play servers: each by its name, with the clients that it has so far. */
	readonly #servers = new Map<string, number>();
	readonly #taken: ReadonlySet<string>;
	#made = 0;

	constructor(ends: Ends, acts: readonly Act[], addresses: PlayAddresses) {
		this.ends = ends;
		this.#addresses = addresses;
		this.#taken = new Set(ends.all.map(({name}) => name));
		for (const act of acts) {
			this.#learn(act);
			for (const word of act.words) {
				if (typeof word !== 'string') {
					addresses.uses(word.address);
				}
			}
		}

		for (const end of ends.all.filter(({isListener}) => isListener)) {
			addresses.listens(this.nameOf(end), transportOf(end), end.local ?? '');
		}

		for (const end of ends.all) {
			const player = this.#playerOf(end);
			if (player !== undefined) {
				this.#players.set(end, player);
			}
		}
	}

	/** Its name in the script: a client that connected again keeps its first one. */
	nameOf(end: End): string {
		return this.#names.get(end) ?? end.name;
	}

	/** The end of this name that there was after so many events. */
	at(name: string, count: number): End | undefined {
		return this.ends.all.findLast(end => end.name === name && end.since <= count);
	}

	/** Who plays the program at the other end, if it was another one. */
	playerOf(end: End): string | undefined {
		return this.#players.get(end);
	}

	/** Whether a listener of this name plays a server. */
	isServer(name: string): boolean {
		return this.#servers.has(name);
	}

	/**
	Whether the script says what it expects there. Where a service answers, the other end tells; what a service opened for
	itself is not seen from outside.
	*/
	isExpecting(end: End): boolean {
		return this.#opened.has(end.listener ?? end) && !(this.isServed(end) && end.hasSent);
	}

	/** Whether a service answers there. */
	isServed({listener}: End): boolean {
		return listener !== undefined && this.#services.has(listener);
	}

	/** Whether what it receives differs each time. */
	varies({partner}: End): boolean {
		return partner?.listener !== undefined && varying.test(this.#services.get(partner.listener) ?? '');
	}

	/** Whether its parts depend on how much each recv of its service got. */
	isCut({partner}: End): boolean {
		return partner?.listener !== undefined && this.#services.get(partner.listener) === 'chat';
	}

	#learn({made, after, verb, words, names}: Act): void {
		const [ended] = names;
		const end = made === undefined ? undefined : this.ends.begunAfter(made, after);
		if (end === undefined) {
			return;
		}

		this.#opened.add(end);
		const before = verb === 'reconnect' && ended !== undefined ? this.at(ended, after) : undefined;
		if (verb === 'reconnect' && ended !== undefined) {
			this.#names.set(end, before === undefined ? ended : this.nameOf(before));
		}

		const [service, ...rest] = words.slice(1).filter(word => typeof word !== 'string' || !/^[a-z]+=/v.test(word));
		if (verb === 'listen' && service !== undefined) {
			this.#services.set(end, [service, ...rest].filter(word => typeof word === 'string').join(' '));
		}
	}

	#playerOf(end: End): string | undefined {
		if (end.partner !== undefined || end.isListener) {
			return undefined;
		}

		if (end.listener !== undefined) {
			return end.since > 0 || end.isForeign ? this.#newName() : undefined;
		}

		const isConversation = end.isDatagram ? end.hasSent && !end.isRefused : end.local !== undefined;
		const remote = end.side === 'client' && isConversation ? end.remote : undefined;
		return remote === undefined || remote === '' ? undefined : this.#clientOfServer(end, remote);
	}

	/** `peer1.2`: the second client of a server that `peer1` plays; undefined where it waits for one of the session. */
	#clientOfServer(end: End, remote: string): string | undefined {
		const transport = transportOf(end);
		const address = parseAddress(remote.startsWith('unix:') ? remote : `${transport}:${remote}`);
		if (isProblem(address)) {
			return undefined;
		}

		const known = this.#addresses.nameAt(address);
		if (known !== undefined && !this.#servers.has(known)) {
			return undefined;
		}

		const name = known ?? this.#newName();
		this.#addresses.listens(name, transport, remote);
		const count = (this.#servers.get(name) ?? 0) + 1;
		this.#servers.set(name, count);
		return `${name}.${count}`;
	}

	#newName(): string {
		do {
			this.#made++;
		} while (this.#taken.has(`peer${this.#made}`));

		return `peer${this.#made}`;
	}
}

function transportOf({isDatagram}: End): 'tcp' | 'udp' {
	return isDatagram ? 'udp' : 'tcp';
}
