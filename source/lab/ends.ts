import type {EndsNote} from '../formats/batch.ts';
import type {Ends} from '../formats/format.ts';
import type {Lab} from './lab.ts';

/** The two ends of an endpoint of the session, as its titles tell them; undefined when it is a listener, or forgotten. */
export function endsOf(lab: Lab, name: string): Ends | undefined {
	const entry = lab.registry.get(name);
	if (entry === undefined || entry.kind === 'listener') {
		return undefined;
	}

	const {local, remote} = entry.source;
	return {
		...(local !== undefined && {local}),
		...(remote !== undefined && {remote}),
		datagram: entry.kind !== 'connection',
		paired: entry.kind === 'connection' && entry.partner !== undefined,
	};
}

/** Remembers what was told of each endpoint's ends, so that only news are told again. */
export class EndsLedger {
	readonly #ends: (name: string) => Ends | undefined;
	readonly #told = new Map<string, Ends>();

	constructor(ends: (name: string) => Ends | undefined) {
		this.#ends = ends;
	}

	/** What has changed since it was last asked for; undefined when nothing has. */
	news(name: string): EndsNote | undefined {
		const ends = this.#ends(name);
		const told = this.#told.get(name);
		if (isSame(ends, told)) {
			return undefined;
		}

		if (ends === undefined) {
			this.#told.delete(name);
		} else {
			this.#told.set(name, ends);
		}

		return {name, ends};
	}
}

function isSame(one: Ends | undefined, other: Ends | undefined): boolean {
	return one?.local === other?.local && one?.remote === other?.remote && one?.datagram === other?.datagram && one?.paired === other?.paired;
}
