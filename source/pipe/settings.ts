/** What a pipe is told, and what it tells. */
import type {Address} from '../core/address.ts';
import type {Clock} from '../core/clock.ts';
import type {Fact, Side} from '../core/events.ts';
import type {DatagramOptions, Network, StreamOptions} from '../core/network.ts';
import type {Input, Output as ByteOutput} from '../core/standard-streams.ts';
import type {Output} from '../lab/output.ts';

/** Whom a fact is about: `c1`, `s1`, `s1.1`. */
export type Speaker = {
	readonly name: string;
	readonly side: Side;
	readonly local?: string;
	readonly remote?: string;
	readonly datagram?: boolean;
};

/** What scripts of netcat look for: where it listens, who came, that it is connected. */
export type Milestone =
	| {readonly kind: 'listening'; readonly local: Address}
	| {readonly kind: 'accepted' | 'connected'; readonly local: string; readonly remote: string};

export type PipeSettings = {
	readonly network: Network;
	readonly clock: Clock;
	readonly input: Input;
	readonly output: ByteOutput;
	readonly role: 'connect' | 'listen';
	readonly address: Address;
	/** connect: where to bind first. */
	readonly local?: Address;
	readonly stream?: Partial<Omit<StreamOptions, 'ownBuffer'>>;
	readonly datagram?: DatagramOptions;
	readonly backlog?: number;
	/** connect: until the peer has answered; listen: until somebody has connected. Without it, connect waits 30 s. */
	readonly timeout_ms?: number;
	/** Ends a conversation after so long without a byte either way. */
	readonly idle_ms?: number;
	/** listen: serves one connection after the other, until `signal`. */
	readonly keepOpen?: boolean;
	/** What the end of the input does to a stream; `shutdown`, which sends FIN, unless it says otherwise. */
	readonly atInputEnd?: 'shutdown' | 'nothing';
	/**
	After the end of the input, closes after so long without a byte from the peer. Left out: a stream waits until the peer
	closes, a UDP client `limits.pipe_linger_ms`, a UDP listener for ever.
	*/
	readonly afterInput_ms?: number;
	/**
	After the peer's FIN, closes after so long without input: `limits.pipe_linger_ms` unless it says otherwise. 0: at once;
	Infinity: when the input ends.
	*/
	readonly afterPeer_ms?: number;
	/** Hears every call and what happened, and the bytes, which are valid until it returns. */
	readonly tell: (speaker: Speaker, fact: Fact, bytes?: Uint8Array) => void;
	/** Whoever takes what `tell` says, and at times cannot take more: nothing is read meanwhile. */
	readonly taker?: Pick<Output, 'add' | 'delete' | 'isFull'>;
	readonly reached?: (milestone: Milestone) => void;
	/** Ends it: everything is closed at once. */
	readonly signal?: AbortSignal;
};

/**
How a pipe ended.

- `done`: all was passed on, or the peer had closed and took no more (EPIPE)
- `unread`: the reader of the output has gone (EPIPE)
- `refused`: connect or listen was refused, or not answered in time
- `lost`: the connection broke (ECONNRESET…)
- `idle`: nothing came for `idle_ms`
- `failed`: the input could not be read, or the output not written
- `stopped`: by the signal
*/
export type PipeEnd = 'done' | 'unread' | 'refused' | 'lost' | 'idle' | 'failed' | 'stopped';
