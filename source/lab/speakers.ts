import type {Side} from '../core/events.ts';
import {OrderedSet} from '../core/ordered-set.ts';
import type {Entry} from './entries/entry.ts';

const sides: readonly Side[] = ['server', 'client'];

type Heard = {
	/** Received since it was last chosen or answered. */
	unseen_bytes: number;
	/** The number of its last recv among all of the session. */
	turn: number;
};

type Ordered = {readonly spoken: OrderedSet<Entry>; readonly waiting: OrderedSet<Entry>};

/**
Which conversation of a side spoke last, and which of them wait: they have sent something since they were last chosen or
answered. What a service answers never waits for a person. A recv, a send and an end are constant work.
*/
export class Speakers {
	/** The name that is chosen on each side: what it says is seen. */
	readonly #chosen: Partial<Record<Side, string | undefined>> = {};
	/** Those that have spoken, and of them those that wait: who spoke last stands last. */
	readonly #sides: Readonly<Record<Side, Ordered>> = {server: emptySide(), client: emptySide()};
	readonly #heard = new Map<Entry, Heard>();
	#turns = 0;

	/** It has received bytes, or sent some: then what was received before is answered. */
	carried(entry: Entry, direction: 'in_bytes' | 'out_bytes', bytes: number, isServed: boolean): void {
		if (direction === 'out_bytes') {
			this.#seen(entry);
		} else if (entry.alive && !entry.internal) {
			this.#spoke(entry, bytes, isServed);
		}
	}

	/** Lines of a side act on this one from now on. */
	choose(side: Side, entry: Entry | undefined): void {
		this.#chosen[side] = entry?.name;
		if (entry !== undefined) {
			this.#seen(entry);
		}
	}

	/** It has ended. */
	left(entry: Entry): void {
		const {spoken, waiting} = this.#sides[entry.side];
		spoken.delete(entry);
		waiting.delete(entry);
		this.#heard.delete(entry);
	}

	/** Bytes of it that nobody has seen or answered. */
	unseen_bytes(entry: Entry): number {
		return this.#heard.get(entry)?.unseen_bytes ?? 0;
	}

	/** Those of a side that wait, who spoke last first. */
	waiting(side: Side): Generator<Entry, undefined> {
		return this.#sides[side].waiting.backward();
	}

	waitingCount(side: Side): number {
		return this.#sides[side].waiting.size;
	}

	/** Who spoke last on a side, of those that are still there. */
	last(side: Side): Entry | undefined {
		return this.#sides[side].spoken.last;
	}

	/**
	Whom to answer: of those that wait the one that spoke last; where nobody waits, who spoke last. Those of `side`, where
	it is given, before the others.
	*/
	toAnswer(side?: Side): Entry | undefined {
		const others = sides.filter(other => other !== side);
		const waiting = (of: readonly Side[]) => this.#latest(of.map(each => this.#sides[each].waiting.last));
		const last = (of: readonly Side[]) => this.#latest(of.map(each => this.last(each)));
		const own = side === undefined ? [] : [side];
		return waiting(own) ?? waiting(others) ?? last(own) ?? last(others);
	}

	#spoke(entry: Entry, bytes: number, isServed: boolean): void {
		const {spoken, waiting} = this.#sides[entry.side];
		this.#turns++;
		const heard = this.#heardOf(entry);
		heard.turn = this.#turns;
		moveToEnd(spoken, entry);
		if (!isServed && this.#chosen[entry.side] !== entry.name) {
			heard.unseen_bytes += bytes;
			moveToEnd(waiting, entry);
		}
	}

	#heardOf(entry: Entry): Heard {
		const known = this.#heard.get(entry);
		if (known !== undefined) {
			return known;
		}

		const heard = {unseen_bytes: 0, turn: 0};
		this.#heard.set(entry, heard);
		return heard;
	}

	#seen(entry: Entry): void {
		const heard = this.#heard.get(entry);
		if (heard !== undefined && this.#sides[entry.side].waiting.delete(entry)) {
			heard.unseen_bytes = 0;
		}
	}

	#latest(entries: ReadonlyArray<Entry | undefined>): Entry | undefined {
		const turnOf = (entry: Entry) => this.#heard.get(entry)!.turn;
		return entries.filter(entry => entry !== undefined).toSorted((one, other) => turnOf(other) - turnOf(one))[0];
	}
}

function emptySide(): Ordered {
	return {spoken: new OrderedSet(), waiting: new OrderedSet()};
}

function moveToEnd(set: OrderedSet<Entry>, entry: Entry): void {
	if (set.last !== entry) {
		set.delete(entry);
		set.add(entry);
	}
}
