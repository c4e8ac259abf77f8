import {Buffer} from 'node:buffer';
import {afterFinFact, type StreamEndpoint, type StreamObserver, type StreamOptions} from '../../source/core/network.ts';

/** What the receiving side of a real connection takes before the sender has to wait. */
const buffer_bytes = 64 * 1024;

/** One end of a connection in memory. Bytes arrive with the next turn of the event loop. */
export class MemoryStream implements StreamEndpoint {
	readonly fd = -1;
	readonly local: string;
	readonly remote: string;
	observer!: StreamObserver;
	#recv_bytes: number;
	#peer!: MemoryStream;
	/** Arrived and not received yet; `'FIN'` after the last byte. */
	#inbox: Uint8Array = new Uint8Array();
	#finArrived = false;
	#finReceived = false;
	/** The rest of the send under way, and the sends that wait for it. */
	#waiting: Uint8Array = new Uint8Array();
	readonly #later: Uint8Array[] = [];
	#afterQueue: 'nothing' | 'shutdown' | 'close' = 'nothing';
	#finSent = false;
	#held = true;
	#closed = false;
	#scheduled = false;

	constructor({local, remote, recv_bytes}: {readonly local: string; readonly remote: string; readonly recv_bytes: number}) {
		this.local = local;
		this.remote = remote;
		this.#recv_bytes = recv_bytes;
	}

	/** Makes the two the ends of one connection. */
	join(peer: MemoryStream): void {
		this.#peer = peer;
		peer.#peer = this;
	}

	get queued_bytes(): number {
		let sum = this.#waiting.length;
		for (const {length} of this.#later) {
			sum += length;
		}

		return sum;
	}

	send(bytes: Uint8Array): void {
		if (this.#closed || this.#afterQueue !== 'nothing') {
			this.observer.fact(afterFinFact(bytes.length));
			return;
		}

		if (this.queued_bytes > 0) {
			this.observer.fact({event: 'queued', bytes: bytes.length, queued: this.queued_bytes + bytes.length});
			this.#later.push(bytes);
			return;
		}

		this.#write(bytes);
	}

	sendCopy(bytes: Uint8Array): void {
		this.send(Buffer.from(bytes));
	}

	hold(): void {
		this.#held = true;
	}

	resume(): void {
		this.#held = false;
		this.#schedule();
	}

	shutdown(): void {
		if (this.#afterQueue !== 'nothing') {
			return;
		}

		this.#afterQueue = 'shutdown';
		this.#finishQueue();
	}

	close(): void {
		if (this.#closed || this.#afterQueue === 'close') {
			return;
		}

		this.#afterQueue = 'close';
		if (this.queued_bytes > 0) {
			this.observer.fact({event: 'note', queued: this.queued_bytes, message: 'closes when what waits has been sent; reset would drop it'});
		}

		this.#finishQueue();
	}

	reset(): void {
		if (this.#closed) {
			return;
		}

		this.observer.fact({event: 'setsockopt', args: 'SO_LINGER, {1, 0}', result: 0});
		this.#end('RST');
		setImmediate(() => {
			this.#peer.#lost();
		});
	}

	destroy(): void {
		if (!this.#closed) {
			this.#dropQueue();
			this.#afterQueue = 'close';
			this.#finishQueue();
		}
	}

	set({recv_bytes}: Partial<StreamOptions>): void {
		this.#recv_bytes = recv_bytes ?? this.#recv_bytes;
	}

	#arrive(bytes: Uint8Array): number {
		const count = Math.min(bytes.length, buffer_bytes - this.#inbox.length);
		this.#inbox = Buffer.concat([this.#inbox, bytes.subarray(0, count)]);
		this.#schedule();
		return count;
	}

	#schedule(): void {
		if (this.#scheduled) {
			return;
		}

		this.#scheduled = true;
		setImmediate(() => {
			this.#scheduled = false;
			this.#receive();
		});
	}

	#receive(): void {
		while (!this.#held && !this.#closed && this.#inbox.length > 0) {
			const bytes = this.#inbox.subarray(0, this.#recv_bytes);
			this.#inbox = this.#inbox.subarray(bytes.length);
			this.observer.fact({event: 'recv', asked: this.#recv_bytes, result: bytes.length}, bytes);
			this.observer.received(bytes);
			this.#peer.#drain();
		}

		if (!(!this.#held && !this.#closed && this.#finArrived && !this.#finReceived && this.#inbox.length === 0)) {
			return;
		}

		this.#finReceived = true;
		this.observer.fact({event: 'recv', asked: this.#recv_bytes, result: 0});
		this.observer.ended();
		this.#closeWhenBothEnded();
	}

	#write(bytes: Uint8Array): void {
		const accepted = this.#peer.#arrive(bytes);
		this.#waiting = bytes.subarray(accepted);
		this.observer.fact({
			event: 'send',
			asked: bytes.length,
			...(accepted > 0 || bytes.length === 0 ? {result: accepted} : {errno: 'EAGAIN'}),
			...(this.queued_bytes > 0 && {queued: this.queued_bytes}),
		}, bytes);
	}

	#drain(): void {
		if (this.queued_bytes === 0 || this.#closed) {
			return;
		}

		this.#waiting = this.#waiting.subarray(this.#peer.#arrive(this.#waiting));
		while (this.#waiting.length === 0 && this.#later.length > 0) {
			this.#write(this.#later.shift()!);
		}

		if (this.queued_bytes !== 0) {
			return;
		}

		this.observer.fact({event: 'drained', message: 'all that waited has been taken by the system'});
		this.observer.drained();
		this.#finishQueue();
	}

	#finishQueue(): void {
		if (this.queued_bytes > 0 || this.#afterQueue === 'nothing' || this.#closed) {
			return;
		}

		if (this.#afterQueue === 'shutdown' && !this.#finSent) {
			this.observer.fact({event: 'shutdown', args: 'SHUT_WR', result: 0});
		}

		this.#sendFin();
		if (this.#afterQueue === 'close') {
			this.#end();
		} else {
			this.#closeWhenBothEnded();
		}
	}

	#sendFin(): void {
		this.#finSent = true;
		this.#peer.#finArrived = true;
		this.#peer.#schedule();
	}

	#closeWhenBothEnded(): void {
		if (this.#finSent && this.#finReceived && !this.#closed) {
			this.#end();
		}
	}

	#lost(): void {
		if (this.#closed) {
			return;
		}

		this.observer.fact({event: 'recv', asked: this.#recv_bytes, errno: 'ECONNRESET'});
		this.#end('ECONNRESET');
	}

	#dropQueue(): void {
		if (this.queued_bytes > 0) {
			this.observer.fact({event: 'dropped', bytes: this.queued_bytes, message: 'still waiting to be sent when the connection ended'});
			this.#waiting = new Uint8Array();
			this.#later.length = 0;
		}
	}

	#end(errno?: string): void {
		this.#dropQueue();
		this.#closed = true;
		this.observer.fact({event: 'close', result: 0});
		this.observer.closed(errno);
	}
}
