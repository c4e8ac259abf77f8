/**
A link between a stream and its user, as a layer of the stream's stack.

The calls that the log prints are those of the socket, made when they are printed, with the bytes that were transferred.
What is sent is held here before the send is made: `sent` tells when, and the send how long it was held. What was
received is held here after the recv, which says so, and `delivered` tells when the user got it.
*/
import {Buffer} from 'node:buffer';
import type {Fact} from '../core/events.ts';
import {afterFinFact, type Lend} from '../core/network.ts';
import type {QueueShare} from '../core/queue-budget.ts';
import type {Clock} from '../core/clock.ts';
import {StreamLayer} from '../core/stack.ts';
import type {Ending} from './conditions/condition.ts';
import type {Conditions} from './conditions/table.ts';
import {lackOfRoom} from './link-room.ts';
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

/** What bytes wait in, in either direction, and who is told what the link did to them. */
type Pipes = Readonly<Record<'out' | 'in', StreamPipe>> & {
	readonly tellImpairment: Readonly<Record<'out' | 'in', TellImpairment>>;
};

export class StreamLink extends StreamLayer {
	/** What is done when a state begins. */
	static readonly #whenEntered: Readonly<Partial<Record<LinkLife, (link: StreamLink) => void>>> = {
		finishing(link) {
			link.#afterSent(() => {
				link.below.shutdown();
			});
		},
		closing(link) {
			link.#afterSent(() => {
				link.below.close();
			});
		},
		delivering(link) {
			link.#afterReceived();
		},
		over(link) {
			link.#end();
		},
	};

	readonly tallies: Tallies = {out: newTally(), in: newTally()};
	readonly #tools: LinkTools;
	/**
	Made when something first has to wait in one of them: few connections have a link, and these take 5 KB of memory and a
	tenth of the time from accept to close.
	*/
	#pipes: Pipes | undefined;
	/** When what is sent below came to the link. */
	readonly #times = new SendTimes();
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

	constructor(tools: LinkTools) {
		super();
		this.#tools = tools;
	}

	get #made(): Pipes {
		this.#pipes ??= this.#makePipes();
		return this.#pipes;
	}

	#makePipes(): Pipes {
		const tellImpairment = {out: this.#counting('out'), in: this.#counting('in')};
		const both = {
			clock: this.#tools.clock,
			cut: (ending: Ending) => {
				this.#cut(ending);
			},
		};
		const out: StreamPipe = new StreamPipe({
			...both,
			direction: 'out',
			tellImpairment: tellImpairment.out,
			ready: () => out.conditions === undefined || this.below.queued_bytes === 0,
			deliver: (bytes, since_us) => {
				this.#times.handed(bytes.length, since_us);
				this.below.send(bytes);
			},
			moved: () => {
				this.#tellDrained();
			},
		});
		const into: StreamPipe = new StreamPipe({
			...both,
			direction: 'in',
			tellImpairment: tellImpairment.in,
			ready: () => !this.#gate.isHeld,
			deliver: (bytes, since_us) => {
				tellImpairment.in({
					event: 'delivered',
					bytes: bytes.length,
					elapsed_us: this.#since(since_us),
					direction: 'in',
				}, bytes);
				this.above.received(bytes);
			},
			moved: () => {
				this.#count();
				this.#gate.fill(into.waiting_bytes);
			},
		});
		return {out, in: into, tellImpairment};
	}

	/** Whether bytes that are sent now go to the endpoint below at once. */
	get #isOutOpen(): boolean {
		return this.#pipes?.out.isOpen ?? true;
	}

	/** Whether bytes that are received now go to the user at once. */
	get #isInOpen(): boolean {
		return this.#pipes?.in.isOpen ?? !this.#gate.isHeld;
	}

	/** What waits for the pacers of the link or for the peer; not what is in flight. */
	override get queued_bytes(): number {
		return (this.#pipes?.out.waiting_bytes ?? 0) + this.below.queued_bytes;
	}

	/** The conditions of one direction from now on; without conditions, all that is in it is delivered at once. */
	setConditions(direction: 'out' | 'in', conditions: Conditions | undefined, randomFor: RandomFor): void {
		this.#made[direction].set(conditions, randomFor);
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

		if (this.#isOutOpen) {
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
		this.#pipes?.in.pump();
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
			this.#drop('in', why);
			this.below.destroy();
		});
	}

	override fact(fact: Fact, bytes?: Uint8Array): void {
		if (fact.event === 'send' && bytes !== undefined) {
			const since_us = this.#times.sent(bytes.length);
			this.above.fact(since_us === undefined ? fact : {...fact, link_us: this.#since(since_us)}, bytes);
			this.#count();
		} else if (fact.event === 'recv' && fact.errno === undefined) {
			this.#takes = !this.#isInOpen;
			this.above.fact(this.#takes ? {...fact, link: 'held'} : fact, bytes);
		} else {
			this.#times.refused(fact);
			this.above.fact(fact, bytes);
		}
	}

	/** The endpoint below received these bytes, which may change afterwards. */
	override received(bytes: Uint8Array): void {
		if (this.#takes) {
			this.#made.in.push(Buffer.from(bytes));
		} else {
			this.above.received(bytes);
		}
	}

	override ended(): void {
		const since_us = this.#takes ? this.#tools.clock.now_us() : undefined;
		this.#afterDelivered(() => {
			if (since_us !== undefined) {
				const elapsed_us = this.#since(since_us);
				this.#tell({event: 'delivered', elapsed_us, direction: 'in', message: 'the peer sent FIN'});
			}

			this.above.ended();
		});
	}

	override drained(): void {
		this.#count();
		this.#pipes?.out.pump();
		if (!this.#isQueued && this.queued_bytes === 0) {
			this.above.drained();
		}
	}

	/** The endpoint below is closed. What was received before an orderly end is still delivered. */
	override closed(errno?: string): void {
		this.#errno = errno;
		this.#drop('out', 'still on their way when the connection ended');
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
		return Math.round(this.#tools.clock.now_us() - since_us);
	}

	/** Counts what waits here as a part of what waits in the session. */
	#count(): void {
		const piped_bytes = this.#pipes === undefined ? 0 : this.#pipes.out.held_bytes + this.#pipes.in.held_bytes;
		const held_bytes = piped_bytes + this.below.queued_bytes;
		this.#tools.share?.set(this.#life === 'over' ? 0 : held_bytes);
	}

	/** Changes the state by the table and does what the new one stands for. */
	#move(move: LinkMove): void {
		const next = linkLifeTable[this.#life][move];
		if (next === undefined) {
			return;
		}

		this.#life = next;
		StreamLink.#whenEntered[next]?.(this);
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

		const message = lackOfRoom(length, this.#pipes?.out, this.#tools.share);
		return message === undefined ? undefined : {event: 'dropped', bytes: length, queued: this.queued_bytes, message};
	}

	#send(bytes: Uint8Array): void {
		if (this.#isOutOpen) {
			this.#times.handed(bytes.length);
			this.below.send(bytes);
			return;
		}

		this.#tell({event: 'sent', bytes: bytes.length, direction: 'out'}, bytes);
		this.#made.out.push(bytes);
		if (this.queued_bytes > 0) {
			this.#isQueued = true;
			this.#tell({event: 'queued', bytes: Math.min(bytes.length, this.queued_bytes), queued: this.queued_bytes});
		}
	}

	/** Calls `end` behind what was sent. */
	#afterSent(end: () => void): void {
		const out = this.#pipes?.out;
		if (out === undefined || (out.conditions === undefined && out.empty)) {
			end();
			return;
		}

		if (out.held_bytes > 0) {
			const message = 'the end follows what is on its way over the link; reset would drop it';
			this.#tell({event: 'note', queued: out.held_bytes, message});
		}

		if (!this.#isEndSent) {
			this.#isEndSent = true;
			this.#tell({event: 'sent', direction: 'out', message: 'FIN'});
		}

		out.pushEnd(end);
	}

	/** What was received is delivered, also to a user that holds: nothing more can come. */
	#afterReceived(): void {
		this.#gate.move('resume');
		this.#afterDelivered(() => {
			this.#move('delivered');
		});
	}

	/** Calls `then` behind what was received. */
	#afterDelivered(then: () => void): void {
		if (this.#pipes === undefined && this.#isInOpen) {
			then();
		} else {
			this.#made.in.pushEnd(then);
		}
	}

	/** Ends it by `end`, without waiting for what is on its way out. */
	#abort(why: string, end: () => void): void {
		this.#move('abort');
		if (this.#life === 'aborting') {
			this.#drop('out', why);
			end();
		}
	}

	#end(): void {
		this.#drop('in', 'still on their way when the connection ended');
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

	#drop(direction: 'out' | 'in', message: string): void {
		const bytes = this.#pipes?.[direction].discard() ?? 0;
		if (bytes > 0) {
			this.#made.tellImpairment[direction]({event: 'dropped', bytes, direction, message});
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
