import {limits} from '../core/limits.ts';
import type {EndsNote} from '../formats/batch.ts';
import type {Ends} from '../formats/format.ts';
import type {Lab} from './lab.ts';
import type {Entry} from './registry.ts';

/** The two ends of an endpoint of the session, as its titles tell them; undefined when it is a listener, or forgotten. */
export function endsOf(lab: Lab, name: string): Ends | undefined {
	const entry = lab.registry.get(name);
	return entry === undefined || entry.kind === 'listener' ? undefined : endsOfEntry(entry);
}

type Conversing = Exclude<Entry, {readonly kind: 'listener'}>;

function endsOfEntry(entry: Conversing): Ends {
	const {local, remote} = entry.source;
	return {
		...(local !== undefined && {local}),
		...(remote !== undefined && {remote}),
		datagram: entry.kind !== 'connection',
		paired: isPaired(entry),
	};
}

function isPaired(entry: Conversing): boolean {
	return entry.kind === 'connection' && entry.partner !== undefined;
}

/** Remembers what was told of each endpoint's ends, so that only news are told again. Of more than `recorded_endpoints` endpoints the one told of first is forgotten, here and there: it is told again when something more happens to it. */
export class EndsLedger {
	readonly #lab: Lab;
	readonly #told = new Map<string, Ends>();

	constructor(lab: Lab) {
		this.#lab = lab;
	}

	/** How many endpoints are remembered. */
	get size(): number {
		return this.#told.size;
	}

	/** What has changed since it was last asked for, two notes at the most. Asked for with every event: it makes nothing when there are no news. */
	news(name: string): readonly EndsNote[] {
		const entry = this.#lab.registry.get(name);
		const told = this.#told.get(name);
		if (entry === undefined || entry.kind === 'listener') {
			return this.#told.delete(name) ? [{name, ends: undefined}] : nothing;
		}

		if (told !== undefined && isStill(told, entry)) {
			return nothing;
		}

		const ends = endsOfEntry(entry);
		this.#told.set(name, ends);
		return this.#told.size > limits.recorded_endpoints ? [this.#forgetFirst(), {name, ends}] : [{name, ends}];
	}

	#forgetFirst(): EndsNote {
		const name = this.#told.keys().next().value!;
		this.#told.delete(name);
		return {name, ends: undefined};
	}
}

const nothing: readonly EndsNote[] = [];

function isStill(told: Ends, entry: Conversing): boolean {
	return told.local === entry.source.local
		&& told.remote === entry.source.remote
		&& told.paired === isPaired(entry)
		&& told.datagram === (entry.kind !== 'connection');
}
