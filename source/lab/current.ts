import type {Side} from '../core/events.ts';
import type {OrderedSet} from '../core/ordered-set.ts';
import type {Entry} from './entries/entry.ts';
import type {Registry} from './registry.ts';

/**
The endpoints that a line without a name means: one for each side's pane, and the one last made or chosen over all.
*/
export class Current {
	server: string | undefined;
	client: string | undefined;
	last: string | undefined;
	readonly #registry: Registry;
	readonly #changed: () => void;
	/** How many entries there had been when the current one of a side was found to have ended. */
	readonly #endedAt: Partial<Record<Side, number | undefined>> = {};

	constructor(registry: Registry, changed: () => void) {
		this.#registry = registry;
		this.#changed = changed;
	}

	/** The endpoint a line acts on: the one named, else the current one of `side`, else the last. */
	find(name: string | undefined, side?: Side): Entry | undefined {
		const wanted = name ?? this[side ?? 'last'];
		return wanted === undefined ? undefined : this.#registry.get(wanted);
	}

	/** Lines without a name mean this one from now on. */
	choose(entry: Entry): void {
		this[entry.side] = entry.name;
		this.#registry.speakers.choose(entry.side, entry);
		this.last = entry.name;
		this.#endedAt[entry.side] = undefined;
		this.#changed();
	}

	/**
	Something came or went. A listener that has accepted somebody gives way to the conversation; a conversation that has
	ended stays current until another begins on its side, so that no line goes to somebody it was not meant for.
	*/
	follow(): void {
		this.#followSide('server');
		this.#followSide('client');
	}

	#followSide(side: Side): void {
		const name = this[side];
		const present = name === undefined ? undefined : this.#registry.get(name);
		if (present?.alive === true && !(present.isListener && present.open > 0)) {
			return;
		}

		const next = present !== undefined && hasTalked(present)
			? this.#begunSince(present)
			: newestAlive(this.#registry.sides[side].own) ?? newestAlive(this.#registry.sides[side].listeners) ?? present;
		if (next !== present) {
			this.#endedAt[side] = undefined;
			this[side] = next?.name;
			this.#registry.speakers.choose(side, next);
		}
	}

	/** The newest conversation that began after this one had ended, else this one. */
	#begunSince(ended: Entry): Entry {
		this.#endedAt[ended.side] ??= this.#registry.added;
		const endedAt = this.#endedAt[ended.side]!;
		const newest = newestAlive(this.#registry.sides[ended.side].own);
		return newest !== undefined && this.#registry.orderOf(newest) > endedAt ? newest : ended;
	}
}

/** Of those that have not ended a few at the most are not alive: they are being opened, or closed. */
function newestAlive(entries: OrderedSet<Entry>): Entry | undefined {
	return entries.findLast(entry => entry.alive);
}

/** An ended conversation that there was; a connect that was refused is none. */
function hasTalked(entry: Entry): boolean {
	return !entry.alive && !entry.isListener && entry.wasOpen;
}
