/**
A link between a stream and its user, as a layer of the stream's stack.

The calls that the log prints are those of the socket, made when they are printed, with the bytes that were transferred.
What is sent is held here before the send is made: `sent` tells when, and the send how long it was held. What was
received is held here after the recv, which says so, and `delivered` tells when the user got it.
*/
import {Buffer} from 'node:buffer';
import type {Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {afterFinFact, type Lend} from '../core/network.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import type {QueueShare} from '../core/queue-budget.ts';
import type {Clock} from '../core/clock.ts';
import {StreamLayer} from '../core/stack.ts';
import type {Ending} from './conditions/condition.ts';
import type {Conditions} from './conditions/table.ts';
import type {RandomFor} from './random.ts';
import {RecvGate} from './recv-gate.ts';
import {linkLifeTable, type LinkLife, type LinkMove} from './stream-link-life.ts';
import {SendTimes} from './send-times.ts';
import {StreamPipe} from './stream-pipe.ts';
import {countingImpairments, newTally, type Tallies, type TellImpairment} from './impairments.ts';

export type LinkTools = {
	readonly clock: Clock;
	/** What waits here, as a part of what waits in the session. */
	readonly share?: QueueShare;
};

export class StreamLink extends StreamLayer {
	readonly tallies: Tallies = {out: newTally(), in: newTally()};
	readonly #share: QueueShare | undefined;
	readonly #tellImpairment: Readonly<Record<'out' | 'in', TellImpairment>>;
	readonly #out: StreamPipe;
	readonly #in: StreamPipe;
	/** When what is sent below came to the link. */
	readonly #times = new SendTimes();
	readonly #now_us: () => number;
	readonly #gate = new RecvGate({
		hold: () => {
			this.below.hold();
		},
		resume: () => {
			this.below.resume();
		},
	});

	/** What recv returned last, bytes or the end, goes into the link. */
	#takes = false;
	#life: LinkLife = 'open';
	/** Of the end of the socket. */
	#errno: string | undefined;
	/** Our end is on its way over the link. */
	#isEndSent = false;
	/** The user was told that something is queued. */
	#isQueued = false;
	/** What is done when a state begins. */
	readonly #whenEntered: Readonly<Partial<Record<LinkLife, () => void>>> = {
		finishing: () => {
			this.#afterSent(() => {
				this.below.shutdown();
			});
		},
		closing: () => {
			this.#afterSent(() => {
				this.below.close();
			});
		},
		delivering: () => {
			this.#afterReceived();
		},
		over: () => {
			this.#end();
		},
	};

	constructor({clock, share}: LinkTools) {
		super();
		this.#share = share;
		this.#now_us = clock.now_us;
		this.#tellImpairment = {out: this.#counting('out'), in: this.#counting('in')};
		const both = {
			clock,
			cut: (ending: Ending) => {
				this.#cut(ending);
			},
		};
		this.#out = new StreamPipe({
			...both,
			direction: 'out',
			tellImpairment: this.#tellImpairment.out,
			ready: () => this.#out.conditions === undefined || this.below.queued_bytes === 0,
			deliver: (bytes, since_us) => {
				this.#times.handed(bytes.length, since_us);
				this.below.send(bytes);
			},
			moved: () => {
				this.#tellDrained();
			},
		});
		this.#in = new StreamPipe({
			...both,
			direction: 'in',
			tellImpairment: this.#tellImpairment.in,
			ready: () => !this.#gate.isHeld,
			deliver: (bytes, since_us) => {
				this.#deliver(bytes, this.#since(since_us));
			},
			moved: () => {
				this.#count();
				this.#gate.fill(this.#in.waiting_bytes);
			},
		});
	}

	/** What waits for the pacers of the link or for the peer; not what is in flight. */
	override get queued_bytes(): number {
		return this.#out.waiting_bytes + this.below.queued_bytes;
	}

	/** The conditions of one direction from now on; without conditions, all that is in it is delivered at once. */
	setConditions(direction: 'out' | 'in', conditions: Conditions | undefined, randomFor: RandomFor): void {
		(direction === 'out' ? this.#out : this.#in).set(conditions, randomFor);
	}

	override send(bytes: Uint8Array): void {
		if (this.#admits(bytes.length)) {
			this.#send(bytes);
			this.#count();
		}
	}

	override sendCopy(bytes: Uint8Array, lend?: Lend): void {
		if (!this.#admits(bytes.length)) {
			return;
		}

		if (this.#out.isOpen) {
			this.#times.handed(bytes.length);
			this.below.sendCopy(bytes, lend);
		} else {
			this.#send(Buffer.from(bytes));
		}

		this.#count();
	}

	override hold(): void {
		this.#gate.move('hold');
	}

	override resume(): void {
		this.#gate.move('resume');
		this.#in.pump();
	}

	override shutdown(): void {
		this.#move('shutdown');
	}

	override close(): void {
		this.#move('close');
	}

	override reset(): void {
		this.#abort('still on their way when the connection was reset', () => {
			this.below.reset();
		});
	}

	override destroy(): void {
		const why = 'still on their way when the session ended';
		this.#abort(why, () => {
			this.#drop(this.#in, 'in', why);
			this.below.destroy();
		});
	}

	override fact(fact: Fact, bytes?: Uint8Array): void {
		if (fact.event === 'send' && bytes !== undefined) {
			const since_us = this.#times.sent(bytes.length);
			this.above.fact(since_us === undefined ? fact : {...fact, link_us: this.#since(since_us)}, bytes);
			this.#count();
		} else if (fact.event === 'recv' && fact.errno === undefined) {
			this.#takes = !this.#in.isOpen;
			this.above.fact(this.#takes ? {...fact, link: 'held'} : fact, bytes);
		} else {
			this.#times.refused(fact);
			this.above.fact(fact, bytes);
		}
	}

	/** The endpoint below received these bytes, which may change afterwards. */
	override received(bytes: Uint8Array): void {
		if (this.#takes) {
			this.#in.push(Buffer.from(bytes));
		} else {
			this.above.received(bytes);
		}
	}

	override ended(): void {
		const since_us = this.#takes ? this.#now_us() : undefined;
		this.#in.pushEnd(() => {
			if (since_us !== undefined) {
				const elapsed_us = this.#since(since_us);
				this.#tell({event: 'delivered', elapsed_us, direction: 'in', message: 'the peer sent FIN'});
			}

			this.above.ended();
		});
	}

	override drained(): void {
		this.#count();
		this.#out.pump();
		if (!this.#isQueued && this.queued_bytes === 0) {
			this.above.drained();
		}
	}

	/** The endpoint below is closed. What was received before an orderly end is still delivered. */
	override closed(errno?: string): void {
		this.#errno = errno;
		this.#drop(this.#out, 'out', 'still on their way when the connection ended');
		this.#move(errno === undefined ? 'closed' : 'lost');
	}

	#tell(fact: Fact, bytes?: Uint8Array): void {
		this.above.fact(fact, bytes);
	}

	/** Reports what the link did in one direction, and counts it. */
	#counting(direction: 'out' | 'in'): TellImpairment {
		return countingImpairments(this.tallies[direction], (fact, bytes) => {
			this.#tell(fact, bytes);
		});
	}

	#since(since_us: number): number {
		return Math.round(this.#now_us() - since_us);
	}

	/** Counts what waits here as a part of what waits in the session. */
	#count(): void {
		const held_bytes = this.#out.held_bytes + this.#in.held_bytes + this.below.queued_bytes;
		this.#share?.set(this.#life === 'over' ? 0 : held_bytes);
	}

	/** Changes the state by the table and does what the new one stands for. */
	#move(move: LinkMove): void {
		const next = linkLifeTable[this.#life][move];
		if (next === undefined) {
			return;
		}

		this.#life = next;
		this.#whenEntered[next]?.();
	}

	/** Whether so many bytes can be sent now; when they cannot, that is told. */
	#admits(length: number): boolean {
		const refusal = this.#refusal(length);
		if (refusal === undefined) {
			return true;
		}

		this.#tell(refusal);
		return false;
	}

	#refusal(length: number): Fact | undefined {
		if (this.#life !== 'open') {
			return afterFinFact(length);
		}

		const message = this.#lackOfRoom(length);
		return message === undefined ? undefined : {event: 'dropped', bytes: length, queued: this.queued_bytes, message};
	}

	/** Why there is no room for so many bytes more. */
	#lackOfRoom(length: number): string | undefined {
		if (this.#share?.allows(length) === false) {
			const [session, share] = [formatSize(limits.session_queue_bytes), formatSize(limits.session_share_bytes)];
			return `${session} wait in this session already: a connection may have ${share} waiting`;
		}

		const {held_bytes, waiting_pieces} = this.#out;
		if (held_bytes > 0 && held_bytes + length > limits.queue_bytes) {
			return `the link holds ${limits.queue_bytes} bytes at the most`;
		}

		return waiting_pieces < limits.queue_pieces
			? undefined
			: `the link holds ${formatCount(limits.queue_pieces)} sends at the most`;
	}

	#send(bytes: Uint8Array): void {
		if (this.#out.isOpen) {
			this.#times.handed(bytes.length);
			this.below.send(bytes);
			return;
		}

		this.#tell({event: 'sent', bytes: bytes.length, direction: 'out'}, bytes);
		this.#out.push(bytes);
		if (this.queued_bytes > 0) {
			this.#isQueued = true;
			this.#tell({event: 'queued', bytes: Math.min(bytes.length, this.queued_bytes), queued: this.queued_bytes});
		}
	}

	#deliver(bytes: Uint8Array, elapsed_us: number): void {
		this.#tellImpairment.in({event: 'delivered', bytes: bytes.length, elapsed_us, direction: 'in'}, bytes);
		this.above.received(bytes);
	}

	/** Calls `end` behind what was sent. */
	#afterSent(end: () => void): void {
		if (this.#out.conditions === undefined && this.#out.empty) {
			end();
			return;
		}

		if (this.#out.held_bytes > 0) {
			const message = 'the end follows what is on its way over the link; reset would drop it';
			this.#tell({event: 'note', queued: this.#out.held_bytes, message});
		}

		if (!this.#isEndSent) {
			this.#isEndSent = true;
			this.#tell({event: 'sent', direction: 'out', message: 'FIN'});
		}

		this.#out.pushEnd(end);
	}

	/** What was received is delivered, also to a user that holds: nothing more can come. */
	#afterReceived(): void {
		this.#gate.move('resume');
		this.#in.pushEnd(() => {
			this.#move('delivered');
		});
	}

	/** Ends it by `end`, without waiting for what is on its way out. */
	#abort(why: string, end: () => void): void {
		this.#move('abort');
		if (this.#life === 'aborting') {
			this.#drop(this.#out, 'out', why);
			end();
		}
	}

	#end(): void {
		this.#drop(this.#in, 'in', 'still on their way when the connection ended');
		this.#count();
		this.above.closed(this.#errno);
	}

	#cut(ending: Ending): void {
		if (ending === 'reset') {
			this.#tell({event: 'link', message: 'reset= is reached: the link resets the connection'});
			this.reset();
			return;
		}

		this.#tell({event: 'link', message: 'cut= is reached: the link closes the connection'});
		this.#abort('cut off by the link', () => {
			this.below.close();
		});
	}

	#drop(pipe: StreamPipe, direction: 'out' | 'in', message: string): void {
		const bytes = pipe.discard();
		if (bytes > 0) {
			this.#tellImpairment[direction]({event: 'dropped', bytes, direction, message});
		}
	}

	#tellDrained(): void {
		const isClosed = this.#life === 'delivering' || this.#life === 'over';
		if (this.#isQueued && this.queued_bytes === 0 && !isClosed) {
			this.#isQueued = false;
			this.#tell({event: 'drained', message: 'nothing waits before the link any more'});
			this.above.drained();
		}
	}
}
