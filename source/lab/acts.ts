/** The lines that acted in a session, as far as they are kept: what `save session.play` makes a script of. */
import type {Address} from '../core/address.ts';
import {limits} from '../core/limits.ts';
import {Ring} from '../core/ring.ts';

/** A word of a line; one that is an address (behind `local=`, say) may be another one when the line is run again. */
export type ActWord = string | {readonly before: string; readonly address: Address};

export type ActLine = {
	readonly verb: string;
	/** Those behind the verb, without NAME, `name=` and DATA. */
	readonly words: readonly ActWord[];
	/** The endpoints that it acted on. */
	readonly names: readonly string[];
	/** What was sent: DATA as a line has it, or the bytes where DATA differs each time. */
	readonly data?: string | Uint8Array;
};

/** `refused`: by the network; `mistaken`: the line made no sense, and nothing was done. */
export type ActResult = 'done' | 'refused' | 'mistaken';

export type Act = {
	-readonly [Key in keyof ActLine]: ActLine[Key];
} & {
	/** The acts of a session are numbered from 1. */
	readonly number: number;
	/** How many events there were before it. */
	readonly after: number;
	/** When it began, in microseconds since 1970. */
	readonly time: number;
	/** Once it is over: how many events there were then, and what it came to. */
	end?: {readonly after: number; readonly result: ActResult};
	/** The endpoint that it opened. */
	made?: string;
};

/** What carries bytes; every other line makes or changes what they need, and is kept longer. */
const traffic = new Set(['send', 'sendto']);

export class Acts {
	readonly #traffic = new Ring<Act>(limits.acts, {of: sizeOf, max: limits.acts_bytes});
	readonly #others = new Ring<Act>(limits.acts, {of: sizeOf, max: limits.acts_bytes});
	#begun = 0;
	/** How many events there were when the acts were cleared last. */
	cleared = 0;
	readonly #now: () => {readonly after: number; readonly time: number};

	/** `now`: how many events there were, and the time in microseconds since 1970. */
	constructor(now: () => {readonly after: number; readonly time: number}) {
		this.#now = now;
	}

	/** Those that are kept, in order. */
	all(): readonly Act[] {
		return [this.#traffic, this.#others]
			.flatMap(({first, size}, index, rings) => Array.from({length: size}, (_, place) => rings[index]!.at(first + place)!))
			.filter(({end}) => end?.result !== 'mistaken')
			.toSorted((one, other) => one.number - other.number);
	}

	/** How many are not kept any more. */
	get evicted(): number {
		return this.#traffic.evicted + this.#others.evicted;
	}

	/** A line begins to act. */
	begin(line: ActLine): Act {
		this.#begun++;
		const {after, time} = this.#now();
		const act: Act = {...line, after, time, number: this.#begun};
		this.#ringOf(act).push(act);
		return act;
	}

	/** It is over. */
	end(act: Act, result: ActResult): void {
		act.end = {after: this.#now().after, result};
	}

	/** Forgets, on purpose, what was sent: it has been cleared from the log. The endpoints stay, and so do their lines. */
	clear(): void {
		this.#traffic.clear();
		this.cleared = this.#now().after;
		this.end(this.begin({verb: 'clear', words: [], names: []}), 'done');
	}

	#ringOf({verb}: Act): Ring<Act> {
		return traffic.has(verb) ? this.#traffic : this.#others;
	}
}

/** Without arrays of its own: it is asked twice for each act. */
function sizeOf({words, names, data = ''}: Act): number {
	let size = limits.act_bytes + data.length;
	for (const word of words) {
		size += typeof word === 'string' ? word.length : limits.act_bytes;
	}

	for (const name of names) {
		size += name.length;
	}

	return size;
}
