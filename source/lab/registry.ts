import {type Address, isReachedAt} from '../core/address.ts';
import type {Side} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {OrderedSet} from '../core/ordered-set.ts';
import type {Connection} from './connection.ts';
import type {DatagramPeer} from './datagram-peer.ts';
import type {Datagrams} from './datagrams.ts';
import type {Listening} from './listening.ts';

/** Everything of a session that has a name. */
export type Entry = Listening | Connection | Datagrams | DatagramPeer;

/** Entries of one side that have not ended, in the order they were made. */
type Living = {
	/** Those that bytes can be sent through. */
	readonly conversations: OrderedSet<Entry>;
	/** Of them, those that no service opened for itself. */
	readonly own: OrderedSet<Entry>;
	/** What accepts conversations: listeners and UDP servers. */
	readonly listeners: OrderedSet<Entry>;
};

/** The named endpoints of a session, in the order they were made, with what has ended kept for a while. Adding and ending are constant work, however many there are. */
export class Registry {
	/** What has not ended. What is being opened is among it: it has its name already. */
	readonly living = new OrderedSet<Entry>();
	readonly sides: Readonly<Record<Side, Living>> = {server: emptySide(), client: emptySide()};
	/** Streams of the client's side whose other end has not been found in this process. */
	readonly unpaired = new Set<Connection>();
	readonly #entries = new Map<string, Entry>();
	readonly #datagrams = new Set<Datagrams>();
	readonly #orders = new WeakMap<Entry, number>();
	/** How many entries there ever were. */
	added = 0;
	readonly #ended: Entry[] = [];
	readonly #made = {s: 0, c: 0};
	/** UDP listeners that answer by a service, by their ports: asked for with every datagram. */
	readonly #answering = new Map<number, readonly Datagrams[]>();
	/** Entries that have ended and are no longer listed. */
	forgotten = 0;

	/** An ended one of the same name gives way to it. */
	add(entry: Entry): void {
		this.#entries.delete(entry.name);
		this.#entries.set(entry.name, entry);
		this.added++;
		this.#orders.set(entry, this.added);
		this.living.add(entry);
		for (const list of this.#listsOf(entry)) {
			list.add(entry);
		}

		if (entry.kind === 'datagram') {
			this.#datagrams.add(entry);
		} else if (entry.kind === 'connection' && entry.side === 'client') {
			this.unpaired.add(entry);
		}
	}

	/** The how-manieth entry this was, from 1. */
	orderOf(entry: Entry): number {
		return this.#orders.get(entry) ?? 0;
	}

	get(name: string): Entry | undefined {
		return this.#entries.get(name);
	}

	/** Whether a name belongs to something that has not ended. */
	isTaken(name: string): boolean {
		const entry = this.get(name);
		return entry !== undefined && this.living.has(entry);
	}

	/** The next free `s1`, `s2`… or `c1`, `c2`…; a name is never given twice. */
	newName(letter: 's' | 'c'): string {
		do {
			this.#made[letter]++;
		} while (this.#entries.has(`${letter}${this.#made[letter]}`));

		return `${letter}${this.#made[letter]}`;
	}

	/** How many are listed: those that have not ended, and the last of those that have. */
	get size(): number {
		return this.#entries.size;
	}

	all(): Entry[] {
		return this.#entries.values().toArray();
	}

	alive(): Entry[] {
		return this.living.values().filter(entry => entry.alive).toArray();
	}

	connections(side?: Side): Connection[] {
		return this.all().filter((entry): entry is Connection => entry.kind === 'connection' && (side === undefined || entry.side === side));
	}

	/** The UDP sockets that have not ended. */
	datagrams(): Datagrams[] {
		return [...this.#datagrams];
	}

	/** The service of this UDP listener answers from now on. */
	answers(listener: Datagrams): void {
		const port = portOf(listener);
		this.#answering.set(port, [...this.#answering.get(port) ?? [], listener]);
	}

	/** The UDP listener that a datagram from this address would come from, when its service answers. */
	answererAt(address: Address): Datagrams | undefined {
		return address.transport === 'unix' ? undefined : this.#answering.get(address.port)?.find(({endpoint}) => endpoint !== undefined && isReachedAt(endpoint.local, address));
	}

	/** The next of `s1.1`, `s1.2`… for what a listener accepts, or a UDP listener hears; what one of the same name left alive keeps its own. */
	newPart(listener: string, made: number): number {
		let number = made + 1;
		while (this.isTaken(`${listener}.${number}`)) {
			number++;
		}

		return number;
	}

	/** Keeps an ended entry for `list`, and lets go of the one that ended longest ago when there are too many. */
	ended(entry: Entry): void {
		if (!this.living.delete(entry)) {
			return;
		}

		for (const list of this.#listsOf(entry)) {
			list.delete(entry);
		}

		if (entry.kind === 'datagram') {
			this.#datagrams.delete(entry);
			this.#answersNoMore(entry);
		}

		if (entry.kind === 'connection' && entry.listener !== undefined) {
			const listener = this.get(entry.listener);
			if (listener?.kind === 'listener') {
				listener.forget(entry);
			}
		}

		this.#ended.push(entry);
		while (this.#ended.length > limits.ended_endpoints) {
			this.#forget(this.#ended.shift()!);
		}
	}

	#listsOf(entry: Entry): ReadonlyArray<OrderedSet<Entry>> {
		const {conversations, own, listeners} = this.sides[entry.side];
		if (!isConversation(entry)) {
			return [listeners];
		}

		return isServant(entry) ? [conversations] : [conversations, own];
	}

	#answersNoMore(listener: Datagrams): void {
		const port = portOf(listener);
		const left = this.#answering.get(port)?.filter(each => each !== listener) ?? [];
		if (left.length > 0) {
			this.#answering.set(port, left);
		} else {
			this.#answering.delete(port);
		}
	}

	/** Its name may be another's by now. */
	#forget(entry: Entry): void {
		if (entry.kind === 'connection') {
			this.unpaired.delete(entry);
		}

		if (this.#entries.get(entry.name) === entry) {
			this.#entries.delete(entry.name);
			this.forgotten++;
		}
	}
}

function emptySide(): Living {
	return {conversations: new OrderedSet(), own: new OrderedSet(), listeners: new OrderedSet()};
}

/** Opened by a service for itself: nobody means it without saying its name. */
export function isServant(entry: Entry): boolean {
	return (entry.kind === 'connection' || entry.kind === 'datagram') && entry.isServant;
}

/** It has its name, but the system has not made it yet: a host name is being looked up. */
export function isOpening(entry: Entry): boolean {
	return (entry.kind === 'listener' || entry.kind === 'datagram') && entry.state === 'opening';
}

/** Something that bytes can be sent through. */
export function isConversation(entry: Entry): entry is Exclude<Entry, {kind: 'listener'}> {
	return entry.kind !== 'listener' && !(entry.kind === 'datagram' && entry.side === 'server');
}

function portOf({endpoint}: Datagrams): number {
	const local = endpoint?.local;
	return local === undefined || local.transport === 'unix' ? 0 : local.port;
}
