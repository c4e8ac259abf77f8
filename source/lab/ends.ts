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

/** Remembers what was told of each endpoint's ends, so that only news are told again. */
export class EndsLedger {
	readonly #lab: Lab;
	readonly #told = new Map<string, Ends>();

	constructor(lab: Lab) {
		this.#lab = lab;
	}

	/** What has changed since it was last asked for; undefined when nothing has. Asked for with every event: it makes nothing when there are no news. */
	news(name: string): EndsNote | undefined {
		const entry = this.#lab.registry.get(name);
		const told = this.#told.get(name);
		if (entry === undefined || entry.kind === 'listener') {
			return this.#told.delete(name) ? {name, ends: undefined} : undefined;
		}

		if (told !== undefined && isStill(told, entry)) {
			return undefined;
		}

		const ends = endsOfEntry(entry);
		this.#told.set(name, ends);
		return {name, ends};
	}
}

function isStill(told: Ends, entry: Conversing): boolean {
	return told.local === entry.source.local
		&& told.remote === entry.source.remote
		&& told.paired === isPaired(entry)
		&& told.datagram === (entry.kind !== 'connection');
}
