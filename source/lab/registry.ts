import type {Side} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {OrderedSet} from '../core/ordered-set.ts';
import {problem, type Problem} from '../core/problem.ts';
import type {ServiceProcess} from '../services/service.ts';
import type {Entry} from './entries/entry.ts';
import {Speakers} from './speakers.ts';

/** Entries of one side that have not ended, in the order they were made. */
type Living = {
	/** Those that bytes can be sent through. */
	readonly conversations: OrderedSet<Entry>;
	/** Of them, those that no service opened for itself. */
	readonly own: OrderedSet<Entry>;
	/** What accepts conversations: listeners and UDP servers. */
	readonly listeners: OrderedSet<Entry>;
};

/** `before`: how many events there were before it was added. */
type Place = {readonly order: number; readonly before: number};

type ServedEntry = Entry & {readonly process: ServiceProcess};

/**
The named endpoints of a session, in the order they were made, with what has ended kept for a while. Adding and ending
are constant work, however many there are.
*/
export class Registry {
	/** What has not ended. What is being opened is among it: it has its name already. */
	readonly living = new OrderedSet<Entry>();
	readonly sides: Readonly<Record<Side, Living>> = {server: emptySide(), client: emptySide()};
	/** Who of them spoke last, and who waits. */
	readonly speakers = new Speakers();
	/** Words that cannot be names: the verbs. */
	readonly #reserved: ReadonlySet<string>;
	readonly #entries = new Map<string, Entry>();
	/** Of each that is listed, or will be until it is forgotten. */
	readonly #places = new Map<Entry, Place>();
	readonly #countEvents: () => number;
	/** How many entries there ever were. */
	added = 0;
	/** What the person opened last on each side, open or not. */
	readonly newest: Partial<Record<Side, Entry>> = {};
	readonly #ended: Entry[] = [];
	readonly #made = {s: 0, c: 0};
	/** Entries that have ended and are no longer listed. */
	forgotten = 0;

	/** `countEvents`: how many events the journal has numbered. */
	constructor(reserved: ReadonlySet<string> = new Set(), countEvents: () => number = () => 0) {
		this.#reserved = reserved;
		this.#countEvents = countEvents;
	}

	/** An ended one of the same name gives way to it. */
	add(entry: Entry): void {
		this.#entries.delete(entry.name);
		this.#entries.set(entry.name, entry);
		this.added++;
		this.#places.set(entry, {order: this.added, before: this.#countEvents()});
		this.living.add(entry);
		if (!entry.internal && entry.listener === undefined) {
			this.newest[entry.side] = entry;
		}

		for (const list of this.#listsOf(entry)) {
			list.add(entry);
		}
	}

	/** The number of the entry in the order in which they were made, from 1. */
	orderOf(entry: Entry): number {
		return this.#places.get(entry)?.order ?? 0;
	}

	get(name: string): Entry | undefined {
		return this.#entries.get(name);
	}

	/** Who told the event of this number under this name: one that has given way to another, perhaps. */
	at(name: string, seq: number): Entry | undefined {
		const isBegun = (entry: Entry) => this.#places.get(entry)!.before < seq;
		const now = this.get(name);
		return now === undefined || isBegun(now)
			? now
			: this.#ended.findLast(entry => entry.name === name && isBegun(entry));
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

	/** The name that is wanted, or a new one; a problem when it is a verb's, or taken. */
	claim(wanted: string | undefined, letter: 's' | 'c'): string | Problem {
		if (wanted === undefined) {
			return this.newName(letter);
		}

		if (this.#reserved.has(wanted)) {
			return problem(`${wanted} is a verb, not a name`);
		}

		return this.isTaken(wanted)
			? problem(`${wanted} is taken`, undefined, `\`close ${wanted}\` first, or choose another name`)
			: wanted;
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

	/** The listeners that a process of its own answers for, also those that are closed. */
	served(): readonly ServedEntry[] {
		return this.all().filter((entry): entry is ServedEntry => entry.process?.isRunning === true);
	}

	/** Whether an endpoint of this name is UDP, or one of its peers. */
	isDatagram(name: string): boolean {
		return this.get(name)?.transport === 'udp';
	}

	/**
	The next of `s1.1`, `s1.2`… for what a listener accepts, or a UDP listener hears; what one of the same name left alive
	keeps its own.
	*/
	newPart(listener: string, made: number): number {
		let number = made + 1;
		while (this.isTaken(`${listener}.${number}`)) {
			number++;
		}

		return number;
	}

	/** Keeps an ended entry for `list`, and forgets the one that ended longest ago when there are too many. */
	ended(entry: Entry): void {
		if (!this.living.delete(entry)) {
			return;
		}

		this.speakers.left(entry);
		for (const list of this.#listsOf(entry)) {
			list.delete(entry);
		}

		this.#ended.push(entry);
		while (this.#ended.length > limits.ended_endpoints) {
			this.#forget(this.#ended.shift()!);
		}
	}

	#listsOf(entry: Entry): ReadonlyArray<OrderedSet<Entry>> {
		const {conversations, own, listeners} = this.sides[entry.side];
		if (entry.isListener) {
			return [listeners];
		}

		return entry.internal ? [conversations] : [conversations, own];
	}

	/** Its name may be another's by now. */
	#forget(entry: Entry): void {
		this.#places.delete(entry);
		if (this.#entries.get(entry.name) === entry) {
			this.#entries.delete(entry.name);
			this.forgotten++;
		}
	}
}

function emptySide(): Living {
	return {conversations: new OrderedSet(), own: new OrderedSet(), listeners: new OrderedSet()};
}
