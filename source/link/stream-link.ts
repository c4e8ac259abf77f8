/**
A link between a stream and whoever uses it: an endpoint around an endpoint.

It lies above the journal: the calls that the log prints are those of the endpoint below, made when they are printed, with the bytes that really went. What is sent is held back here before the send is made; what was received is told as the recv it was, and held back here before anybody gets it: then `delivered` tells when that was.
*/
import {Buffer} from 'node:buffer';
import type {Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {afterFinFact, type StreamEndpoint, type StreamOptions} from '../core/network.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import type {QueueShare} from '../core/queue-budget.ts';
import type {Clock} from './clock.ts';
import type {Ending} from './conditions/condition.ts';
import type {Conditions} from './conditions/table.ts';
import type {Random} from './random.ts';
import {StreamPipe} from './stream-pipe.ts';
import {countingImpairments, newTally, type TellImpairment} from './impairments.ts';

/** What comes out at this end of the link. */
export type StreamHearer = {
	received(bytes: Uint8Array): void;
	ended(): void;
	drained(): void;
	closed(errno?: string): void;
};

export type LinkTools = {
	readonly clock: Clock;
	readonly tell: (fact: Fact, bytes?: Uint8Array) => void;
	/** What waits here, as a part of what waits in the session. */
	readonly share?: QueueShare;
};

/** What comes out sooner after its recv is not told apart from it. */
export const delivered_us = 1000;

export class StreamLink implements StreamEndpoint, StreamHearer {
	readonly tally = newTally();
	readonly #endpoint: StreamEndpoint;
	readonly #hearer: StreamHearer;
	readonly #tell: LinkTools['tell'];
	readonly #share: QueueShare | undefined;
	readonly #tellImpairment: TellImpairment;
	readonly #out: StreamPipe;
	readonly #in: StreamPipe;
	#isHeld = true;
	/** recv is not called because too much waits here. */
	#isFull = false;
	#receives: boolean | undefined;
	/** Whoever sends was told that something waits. */
	#isQueued = false;
	#isFinished = false;
	#isClosing = false;
	#isClosed = false;
	/** Whoever uses it knows that it is closed. */
	#isOver = false;

	constructor(endpoint: StreamEndpoint, hearer: StreamHearer, {clock, tell, share}: LinkTools) {
		this.#endpoint = endpoint;
		this.#hearer = hearer;
		this.#tell = tell;
		this.#share = share;
		this.#tellImpairment = countingImpairments(this.tally, tell);
		const cut = (ending: Ending) => {
			this.#cut(ending);
		};

		this.#out = new StreamPipe({
			direction: 'out',
			clock,
			tellImpairment: this.#tellImpairment,
			ready: () => this.#out.conditions === undefined || this.#endpoint.queued_bytes === 0,
			deliver: bytes => {
				this.#endpoint.send(bytes);
			},
			cut,
			moved: () => {
				this.#tellDrained();
			},
		});
		this.#in = new StreamPipe({
			direction: 'in',
			clock,
			tellImpairment: this.#tellImpairment,
			ready: () => !this.#isHeld,
			deliver: (bytes, since_us) => {
				const elapsed_us = Math.round(clock.now_us() - since_us);
				if (elapsed_us >= delivered_us) {
					this.#tellImpairment({event: 'delivered', bytes: bytes.length, elapsed_us, direction: 'in'});
				}

				this.#hearer.received(bytes);
			},
			cut,
			moved: () => {
				this.#applyHold();
			},
		});
	}

	get fd(): number {
		return this.#endpoint.fd;
	}

	get local(): string {
		return this.#endpoint.local;
	}

	get remote(): string {
		return this.#endpoint.remote;
	}

	/** What waits for the pace of the link or for the peer; not what is on its way. */
	get queued_bytes(): number {
		return this.#out.waiting_bytes + this.#endpoint.queued_bytes;
	}

	/** The conditions of one direction from now on; none lets all go on that is in it. */
	setConditions(direction: 'out' | 'in', conditions: Conditions | undefined, randomFor: (condition: string) => Random): void {
		(direction === 'out' ? this.#out : this.#in).set(conditions, randomFor);
	}

	/** Counts what waits here; to be called whenever the endpoint below has sent. */
	count(): void {
		this.#share?.set(this.#isOver ? 0 : this.#out.held_bytes + this.#in.held_bytes + this.#endpoint.queued_bytes);
	}

	send(bytes: Uint8Array): void {
		if (this.#takes(bytes)) {
			this.#send(bytes);
			this.count();
		}
	}

	/** Whether the session has room for it; when it has not, that is told. */
	#takes({length}: Uint8Array): boolean {
		const takes = this.#share?.allows(length) ?? true;
		if (!takes) {
			const message = `${formatSize(limits.session_queue_bytes)} wait in this session already: a connection may have ${formatSize(limits.session_share_bytes)} waiting`;
			this.#tell({event: 'dropped', bytes: length, queued: this.queued_bytes, message});
		}

		return takes;
	}

	#send(bytes: Uint8Array): void {
		if (this.#out.isOpen || this.#isClosed) {
			this.#endpoint.send(bytes);
		} else if (this.#isFinished) {
			this.#tell(afterFinFact(bytes.length));
		} else if (this.#out.held_bytes + bytes.length > limits.queue_bytes && this.#out.held_bytes > 0) {
			this.#tell({event: 'dropped', bytes: bytes.length, queued: this.queued_bytes, message: `the link holds ${limits.queue_bytes} bytes at the most`});
		} else if (this.#out.waiting_pieces >= limits.queue_pieces) {
			this.#tell({event: 'dropped', bytes: bytes.length, queued: this.queued_bytes, message: `the link holds ${formatCount(limits.queue_pieces)} sends at the most`});
		} else {
			this.#out.push(bytes);
			if (this.queued_bytes > 0) {
				this.#isQueued = true;
				this.#tell({event: 'queued', bytes: Math.min(bytes.length, this.queued_bytes), queued: this.queued_bytes});
			}
		}
	}

	sendCopy(bytes: Uint8Array): void {
		if (!this.#takes(bytes)) {
			return;
		}

		if (this.#out.isOpen) {
			this.#endpoint.sendCopy(bytes);
		} else {
			this.#send(Buffer.from(bytes));
		}

		this.count();
	}

	hold(): void {
		this.#isHeld = true;
		this.#applyHold();
	}

	resume(): void {
		this.#isHeld = false;
		this.#applyHold();
		this.#in.pump();
	}

	shutdown(): void {
		this.#end(() => {
			this.#endpoint.shutdown();
		});
	}

	close(): void {
		this.#isClosing = true;
		if (this.#isClosed) {
			this.#giveUp();
			return;
		}

		this.#end(() => {
			this.#endpoint.close();
		});
	}

	reset(): void {
		this.#isClosing = true;
		if (this.#isClosed) {
			this.#giveUp();
			return;
		}

		this.#drop(this.#out, 'out', 'still on their way when the connection was reset');
		this.#endpoint.reset();
	}

	/** The session ends: what is in the link is dropped, and told. */
	end(): void {
		this.#isClosing = true;
		this.#isFinished = true;
		this.#drop(this.#out, 'out', 'still on their way when the session ended');
		this.#drop(this.#in, 'in', 'still on their way when the session ended');
		this.#endpoint.close();
	}

	set(options: Partial<StreamOptions>): void {
		this.#endpoint.set(options);
	}

	/** The endpoint below received these bytes, which may change afterwards. */
	received(bytes: Uint8Array): void {
		if (this.#in.isOpen) {
			this.#hearer.received(bytes);
		} else {
			this.#in.push(Buffer.from(bytes));
		}
	}

	ended(): void {
		this.#in.pushEnd(() => {
			this.#hearer.ended();
		});
	}

	drained(): void {
		this.#out.pump();
		if (!this.#isQueued && this.queued_bytes === 0) {
			this.#hearer.drained();
		}
	}

	/** The endpoint below is closed. What was received before an orderly end is still delivered. */
	closed(errno?: string): void {
		this.#isClosed = true;
		this.#drop(this.#out, 'out', 'still on their way when the connection ended');
		if (errno !== undefined || this.#isClosing) {
			this.#giveUp(errno);
			return;
		}

		this.#isHeld = false;
		this.#in.pushEnd(() => {
			this.#giveUp();
		});
	}

	/** The endpoint below is closed, and what it received and nobody got yet is not waited for. */
	#giveUp(errno?: string): void {
		this.#drop(this.#in, 'in', 'still on their way when the connection ended');
		if (!this.#isOver) {
			this.#isOver = true;
			this.count();
			this.#hearer.closed(errno);
		}
	}

	#end(end: () => void): void {
		this.#isFinished = true;
		if (this.#out.conditions === undefined && this.#out.empty) {
			end();
			return;
		}

		if (this.#out.held_bytes > 0) {
			this.#tell({event: 'note', queued: this.#out.held_bytes, message: 'the end follows what is on its way over the link; reset would drop it'});
		}

		this.#out.pushEnd(end);
	}

	#cut(ending: Ending): void {
		this.#tell({event: 'link', message: ending === 'close' ? 'cut= is reached: the link closes the connection' : 'reset= is reached: the link resets the connection'});
		if (ending === 'reset') {
			this.reset();
			return;
		}

		this.#isClosing = true;
		this.#isFinished = true;
		this.#drop(this.#out, 'out', 'cut off by the link');
		if (this.#isClosed) {
			this.#giveUp();
		} else {
			this.#endpoint.close();
		}
	}

	#drop(pipe: StreamPipe, direction: 'out' | 'in', message: string): void {
		const bytes = pipe.discard();
		if (bytes > 0) {
			this.#tellImpairment({event: 'dropped', bytes, direction, message});
		}
	}

	#tellDrained(): void {
		if (this.#isQueued && this.queued_bytes === 0 && !this.#isClosed) {
			this.#isQueued = false;
			this.#tell({event: 'drained', message: 'nothing waits before the link any more'});
			this.#hearer.drained();
		}
	}

	/** Whether recv is called: not while whoever reads does not want it, nor while too much waits here. */
	#applyHold(): void {
		this.count();
		const {waiting_bytes} = this.#in;
		this.#isFull = waiting_bytes > (this.#isFull ? limits.link_waiting_bytes / 2 : limits.link_waiting_bytes);
		const receives = !this.#isHeld && !this.#isFull;
		if (receives === this.#receives) {
			return;
		}

		this.#receives = receives;
		if (receives) {
			this.#endpoint.resume();
		} else {
			this.#endpoint.hold();
		}
	}
}
