import {concatBytes} from '../core/bytes.ts';
import type {Clock} from '../core/clock.ts';
import {limits} from '../core/limits.ts';
import {Queue} from '../core/queue.ts';
import type {ServiceConnection, StreamHandler} from '../services/service.ts';
import type {AnswerMatch} from './answer-match.ts';

/** How the peer ended it. */
export type PeerEnd = 'fin' | 'rst' | 'refused' | 'lost';

/** The live end of a conversation: what came and was not looked at yet, and how to wait for more. */
export class LiveConversation implements StreamHandler {
	readonly connection: ServiceConnection;
	readonly #clock: Clock;
	/** Bytes that may wait here before recv is not called any more. */
	readonly #room_bytes: number;
	readonly #pieces = new Queue<Uint8Array>();
	#waiting_bytes = 0;
	#isHeld = false;
	#end: PeerEnd | undefined;
	#closed: {readonly errno?: string} | undefined;
	#wake: () => void = () => undefined;
	/** When something came last, by the clock. */
	heard_us: number;

	/** `room_bytes`: as many as the recording has, so that a peer that sends early is not kept from reading. */
	constructor(connection: ServiceConnection, clock: Clock, room_bytes: number) {
		this.connection = connection;
		this.#clock = clock;
		this.#room_bytes = room_bytes + limits.replay_longer_bytes;
		this.heard_us = clock.now_us();
	}

	/** How the peer has ended it, if it has. */
	get peerEnd(): PeerEnd | undefined {
		const {errno} = this.#closed ?? {};
		if (errno !== undefined && errno !== 'RST') {
			return errno === 'ECONNRESET' || errno === 'EPIPE' ? 'rst' : 'lost';
		}

		return this.#end;
	}

	get isClosed(): boolean {
		return this.#closed !== undefined;
	}

	/** Nothing more can come. */
	get hasEnded(): boolean {
		return this.isClosed || this.#end !== undefined;
	}

	/** Bytes that came and belong to no answer so far. */
	get waiting_bytes(): number {
		return this.#waiting_bytes;
	}

	/** The first piece of what waits. */
	get first(): Uint8Array | undefined {
		return this.#pieces.first;
	}

	/** What waits, as one; it stays where it is. */
	peek(): Uint8Array {
		const pieces = this.#pieces.takeAll();
		const joined = pieces.length === 1 ? pieces[0]! : concatBytes(pieces);
		if (joined.length > 0) {
			this.#pieces.push(joined);
		}

		return joined;
	}

	/** Hands what waits to an answer, as much as it takes. */
	feed(match: AnswerMatch): void {
		while (this.#pieces.length > 0 && match.wantsMore) {
			const piece = this.#pieces.first!;
			const taken = match.take(piece);
			this.#waiting_bytes -= taken;
			if (taken < piece.length) {
				this.#pieces.replaceFirst(piece.subarray(taken));
			} else {
				this.#pieces.shift();
			}
		}

		if (this.#isHeld && this.#waiting_bytes <= this.#room_bytes) {
			this.#isHeld = false;
			this.connection.resume();
		}
	}

	/** Bytes that an answer had taken and that are the next one's. */
	giveBack(bytes: Uint8Array): void {
		if (bytes.length > 0) {
			const behind = this.#pieces.takeAll();
			for (const piece of [bytes, ...behind]) {
				this.#pieces.push(piece);
			}

			this.#waiting_bytes += bytes.length;
		}
	}

	/** Everything that waits, which no answer takes. */
	takeRest(): Uint8Array {
		this.#waiting_bytes = 0;
		return concatBytes(this.#pieces.takeAll());
	}

	/** Resolves at the next sign of life, or at `due_us`. */
	async next(due_us: number): Promise<void> {
		await new Promise<void>(resolve => {
			const cancel = this.#clock.schedule(due_us, resolve, 'coarse');
			this.#wake = () => {
				cancel();
				resolve();
			};
		});
	}

	received(bytes: Uint8Array): void {
		this.#pieces.push(Uint8Array.from(bytes));
		this.#waiting_bytes += bytes.length;
		if (this.#waiting_bytes > this.#room_bytes && !this.#isHeld) {
			this.#isHeld = true;
			this.connection.hold();
		}

		this.#heard();
	}

	ended(): void {
		this.#end = 'fin';
		this.#heard();
	}

	drained(): void {
		this.#heard();
	}

	/** Nobody reads the address that datagrams went to. */
	refused(): void {
		this.#end = 'refused';
		this.#heard();
	}

	closed(errno?: string): void {
		this.#closed = errno === undefined ? {} : {errno};
		this.#heard();
	}

	#heard(): void {
		this.heard_us = this.#clock.now_us();
		this.#wake();
	}
}
