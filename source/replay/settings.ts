import type {Address} from '../core/address.ts';
import type {Ignored} from './ignoring.ts';
import type {Timing} from './pace.ts';
import type {Role} from './recorded-call.ts';

/** What is played, where, and how long it may take. */
export type ReplaySettings = {
	readonly role: Role;
	/** Where to connect, or to listen. */
	readonly address: Address;
	readonly timing: Timing;
	/** How long nothing may come while something is awaited. */
	readonly timeout_ms: number;
	/** How long a server waits for its next client; left out, for ever. */
	readonly accept_ms?: number;
	readonly ignored: readonly Ignored[];
};
