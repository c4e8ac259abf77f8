import type {Side} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {Connection} from './connection.ts';
import type {DatagramPeer} from './datagram-peer.ts';
import type {Datagrams} from './datagrams.ts';
import type {Listening} from './listening.ts';

/** Everything of a session that has a name. */
export type Entry = Listening | Connection | Datagrams | DatagramPeer;

/** The named endpoints of a session, in the order they were made, with what has ended kept for a while. */
export class Registry {
	readonly #entries = new Map<string, Entry>();
	readonly #orders = new WeakMap<Entry, number>();
	/** How many entries there ever were. */
	added = 0;
	readonly #ended: Entry[] = [];
	readonly #made = {s: 0, c: 0};
	/** Entries that have ended and are no longer listed. */
	forgotten = 0;

	/** An ended one of the same name gives way to it. */
	add(entry: Entry): void {
		this.#entries.delete(entry.name);
		this.#entries.set(entry.name, entry);
		this.added++;
		this.#orders.set(entry, this.added);
	}

	/** The how-manieth entry this was, from 1. */
	orderOf(entry: Entry): number {
		return this.#orders.get(entry) ?? 0;
	}

	get(name: string): Entry | undefined {
		return this.#entries.get(name);
	}

	/** The next free `s1`, `s2`… or `c1`, `c2`…; a name is never given twice. */
	newName(letter: 's' | 'c'): string {
		do {
			this.#made[letter]++;
		} while (this.#entries.has(`${letter}${this.#made[letter]}`));

		return `${letter}${this.#made[letter]}`;
	}

	all(): Entry[] {
		return this.#entries.values().toArray();
	}

	alive(): Entry[] {
		return this.all().filter(entry => entry.alive);
	}

	connections(side?: Side): Connection[] {
		return this.all().filter((entry): entry is Connection => entry.kind === 'connection' && (side === undefined || entry.side === side));
	}

	datagrams(): Datagrams[] {
		return this.all().filter((entry): entry is Datagrams => entry.kind === 'datagram');
	}

	/** The next of `s1.1`, `s1.2`… for what a listener accepts, or a UDP listener hears; what one of the same name left alive keeps its own. */
	newPart(listener: string, made: number): number {
		let number = made + 1;
		while (this.get(`${listener}.${number}`)?.alive === true) {
			number++;
		}

		return number;
	}

	/** Keeps an ended entry for `list`, and lets go of the one that ended longest ago when there are too many. */
	ended(entry: Entry): void {
		this.#ended.push(entry);
		if (entry.kind === 'connection' && entry.listener !== undefined) {
			const listener = this.get(entry.listener);
			if (listener?.kind === 'listener') {
				listener.forget(entry);
			}
		}

		while (this.#ended.length > limits.ended_endpoints) {
			this.#forget(this.#ended.shift()!);
		}
	}

	/** Its name may be another's by now. */
	#forget(entry: Entry): void {
		if (this.#entries.get(entry.name) === entry) {
			this.#entries.delete(entry.name);
			this.forgotten++;
		}
	}
}
