/** What every entry of a session shares: the journal, the names, the clock. */
import type {Network} from '../core/network.ts';
import type {QueueBudget} from '../core/queue-budget.ts';
import type {Clock} from '../core/clock.ts';
import type {Journal, Source} from './journal.ts';
import type {Output} from './output.ts';
import type {Registry} from './registry.ts';
import type {StreamPairs} from './stream-pairs.ts';
import type {UdpSockets} from './udp-sockets.ts';

export type Session = {
	readonly network: Network;
	readonly journal: Journal;
	readonly registry: Registry;
	readonly clock: Clock;
	/** What waits in all its connections together. */
	readonly queues: QueueBudget;
	/** Whoever takes the events, and at times cannot take more: streams are not read meanwhile. */
	readonly output: Output;
	/** Which client an accepted stream belongs to. */
	readonly streamPairs: StreamPairs;
	readonly udpSockets: UdpSockets;
	/** An entry was added, changed its state, or ended. */
	readonly changed: () => void;
};

/** A source whose ends become known when its socket is open. */
export type OpenSource = Source & {local?: string; remote?: string; receivesOverLink?: boolean};
