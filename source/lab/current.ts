import type {Side} from '../core/events.ts';
import type {Entry, Registry} from './registry.ts';

/** The endpoints that a line without a name means: one for each side's pane, and the one last made or chosen over all. */
export class Current {
	server: string | undefined;
	client: string | undefined;
	last: string | undefined;
	readonly #registry: Registry;

	constructor(registry: Registry) {
		this.#registry = registry;
	}

	choose(entry: Entry): void {
		this[entry.side] = entry.name;
		this.last = entry.name;
	}

	/** Something came or went: where the current endpoint of a side is gone, or is a listener that has accepted somebody, another takes its place. */
	follow(): void {
		this.#followSide('server');
		this.#followSide('client');
	}

	#followSide(side: Side): void {
		const name = this[side];
		const present = name === undefined ? undefined : this.#registry.get(name);
		if (present?.alive === true && !hasConversations(present)) {
			return;
		}

		const candidates = this.#registry.alive().filter(entry => entry.side === side && !isServant(entry));
		const next = candidates.findLast(entry => isConversation(entry)) ?? candidates.at(-1) ?? present;
		this[side] = next?.name;
	}
}

/** Opened by a service for itself: nobody means it without saying its name. */
export function isServant(entry: Entry): boolean {
	return (entry.kind === 'connection' || entry.kind === 'datagram') && entry.isServant;
}

function isConversation(entry: Entry): boolean {
	return entry.kind !== 'listener' && !(entry.kind === 'datagram' && entry.side === 'server');
}

function hasConversations(entry: Entry): boolean {
	return (entry.kind === 'listener' && entry.connections.size > 0) || (entry.kind === 'datagram' && entry.side === 'server' && entry.peers.size > 0);
}
