import {Buffer} from 'node:buffer';
import type net from 'node:net';
import type {Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {Loan} from '../core/loan.ts';
import {
	afterFinFact,
	type Lend,
	type StreamEndpoint,
	type StreamObserver,
	type StreamOptions,
} from '../core/network.ts';
import {formatCount} from '../core/quantities.ts';
import {errnoOf, explainErrno} from './errno.ts';
import {handleOf} from './handle.ts';
import {inodeOf} from './proc-net.ts';
import {type RecvBuffer} from './recv-buffer.ts';
import {lendCopy} from './send-copy.ts';
import {SendQueue} from './send-queue.ts';
import {closeFact, setsockoptFact} from './socket-facts.ts';
import {unreadBytes} from './unread.ts';
import {isOver, lifeTable, type Life, type LifeMove} from './stream-life.ts';

/**
A connected stream socket, TCP or Unix, as an endpoint.

One send is under way at a time and the rest waits here, so that every `send` told is one write(2) with its own result.
What the system did not take of a send is written by libuv as room appears; `drained` tells when all of it has gone.
*/
export class StreamSocket implements StreamEndpoint {
	/** What is done when a state begins. */
	static readonly #whenEntered: Readonly<Partial<Record<Life, (socket: StreamSocket) => void>>> = {
		closing(socket) {
			socket.#tellClosing();
		},
		'shutting down'(socket) {
			socket.#sendFin();
		},
		closed(socket) {
			socket.#destroy();
		},
		reset(socket) {
			socket.#sendReset();
		},
	};

	readonly fd: number;
	readonly local: string;
	readonly remote: string;
	readonly #socket: net.Socket;
	/** By which the tables of the system know the socket. */
	#inode: number | undefined;
	readonly #buffer: RecvBuffer;
	#observer!: StreamObserver;
	readonly #waiting = new SendQueue();
	/** Bytes in the queue that stay as they are until it is empty. */
	readonly #loans: Loan[] = [];
	/** Of the send under way, what the system has not taken. */
	#inFlight_bytes = 0;
	/** Node has not said yet that the send under way is over; until then it would keep the next one itself. */
	#isSending = false;
	/** Something was told to wait since the queue was empty. */
	#hasWaited = false;
	/** The next sends, when they have to wait for their turn. */
	#later: NodeJS.Immediate | undefined;
	#life: Life = 'open';

	constructor(socket: net.Socket, buffer: RecvBuffer, ends: {readonly local: string; readonly remote: string}) {
		this.#socket = socket;
		this.#buffer = buffer;
		this.fd = handleOf(socket)?.fd ?? -1;
		this.local = ends.local;
		this.remote = ends.remote;
	}

	/** Starts telling `observer`; until then, nothing is received. */
	observe(observer: StreamObserver): void {
		this.#observer = observer;
		this.#buffer.received = (bytes, asked) => {
			observer.fact({event: 'recv', asked, result: bytes.length}, bytes);
			observer.received(bytes);
		};

		this.#socket.on('end', () => {
			if (this.#isOver) {
				return;
			}

			this.#tell({event: 'recv', asked: this.#buffer.size_bytes, result: 0, message: 'the peer sent FIN'});
			observer.ended();
			this.#move('peer finished');
		});
		this.#socket.on('error', error => {
			this.#lost(error);
		});
	}

	/** Not 0 while Node is sending, although the system may have taken everything: what is sent has to stay as it is. */
	get queued_bytes(): number {
		return Math.max(this.#unsent_bytes, Number(this.#isSending));
	}

	unreadBytes(): number | undefined {
		this.#inode ??= inodeOf(this.fd);
		return this.#inode === undefined ? undefined : unreadBytes(this.#inode, this.#socket.remoteFamily);
	}

	isConnected(): boolean {
		const handle = handleOf(this.#socket);
		return handle !== undefined && (handle.getpeername?.({}) ?? 0) === 0;
	}

	send(bytes: Uint8Array): void {
		if (this.#life !== 'open') {
			this.#tell(afterFinFact(bytes.length));
			return;
		}

		const message = this.#lackOfRoom(bytes.length);
		if (message !== undefined) {
			this.#tell({event: 'dropped', bytes: bytes.length, queued: this.#unsent_bytes, message});
			return;
		}

		if (this.queued_bytes > 0) {
			this.#hasWaited = true;
			this.#tell({event: 'queued', bytes: bytes.length, queued: this.#unsent_bytes + bytes.length});
		}

		this.#waiting.push(bytes);
		if (this.#later === undefined) {
			this.#pump();
		}
	}

	sendCopy(bytes: Uint8Array, lend?: Lend): void {
		if (this.queued_bytes > 0) {
			this.send(Buffer.from(bytes));
			return;
		}

		const loan = lend?.(bytes) ?? lendCopy(bytes);
		this.#loans.push(loan);
		this.send(loan.bytes);
		if (this.queued_bytes === 0) {
			this.#endLoans();
		}
	}

	hold(): void {
		this.#socket.pause();
	}

	resume(): void {
		this.#socket.resume();
	}

	shutdown(): void {
		this.#move('shutdown');
		this.#finishQueue();
	}

	close(): void {
		this.#move('close');
		this.#finishQueue();
	}

	reset(): void {
		this.#move('reset');
	}

	destroy(): void {
		this.#move('destroy');
	}

	set(options: Partial<StreamOptions>): void {
		if (options.recv_bytes !== undefined) {
			this.#buffer.resize(options.recv_bytes);
		}

		const handle = handleOf(this.#socket);
		if (options.nodelay !== undefined && handle !== undefined) {
			handle.setNoDelay(options.nodelay);
			this.#tell(setsockoptFact('TCP_NODELAY', options.nodelay));
		}

		if (options.keepalive !== undefined && handle !== undefined) {
			handle.setKeepAlive(options.keepalive, 0);
			this.#tell(setsockoptFact('SO_KEEPALIVE', options.keepalive));
		}

		if (options.tos !== undefined && handle?.setTypeOfService !== undefined) {
			handle.setTypeOfService(options.tos);
			this.#tell(setsockoptFact(this.#socket.remoteFamily === 'IPv6' ? 'IPV6_TCLASS' : 'IP_TOS', options.tos));
		}
	}

	/** Why there is no room in the queue for so many bytes more. */
	#lackOfRoom(length: number): string | undefined {
		if (this.queued_bytes > 0 && this.queued_bytes + length > limits.queue_bytes) {
			return `the queue holds ${limits.queue_bytes} bytes at the most`;
		}

		return this.#waiting.length < limits.queue_pieces
			? undefined
			: `the queue holds ${formatCount(limits.queue_pieces)} sends at the most`;
	}

	/**
	Sends slice by slice for as long as the system takes whole slices at once; after many of them, others have their turn.
	*/
	#pump(): void {
		for (let sends = 0; !this.#isSending && this.#waiting.length > 0 && !this.#isOver; sends++) {
			if (sends === limits.sends_per_turn) {
				this.#later = setImmediate(() => {
					this.#later = undefined;
					this.#goOn();
				});
				return;
			}

			this.#write(this.#waiting.next());
		}

		this.#finishQueue();
	}

	#write(slice: Uint8Array): void {
		this.#inFlight_bytes = slice.length;
		this.#isSending = true;
		let isLater = false;
		this.#socket.write(slice, error => {
			if (isLater && !error) {
				this.#written();
			}
		});
		if (this.#socket.errored !== null) {
			// The system refused all of it; the error event that follows tells.
			return;
		}

		this.#inFlight_bytes = handleOf(this.#socket)?.writeQueueSize ?? 0;
		// libuv may have written the rest by a second call, and say so later.
		isLater = this.#socket.writableLength > 0;
		this.#isSending = isLater;
		const accepted_bytes = slice.length - this.#inFlight_bytes;
		const isRefused = accepted_bytes === 0 && slice.length > 0;
		const queued = this.#unsent_bytes;
		this.#hasWaited ||= queued > 0;
		const fact: Fact = isRefused
			? {event: 'send', asked: slice.length, errno: 'EAGAIN', message: explainErrno('EAGAIN', 'send', this.remote)!}
			: {event: 'send', asked: slice.length, result: accepted_bytes};
		this.#observer.fact(queued > 0 ? {...fact, queued} : fact, slice);
	}

	/** libuv has handed over the rest of the send under way. */
	#written(): void {
		if (this.#isOver) {
			return;
		}

		this.#inFlight_bytes = 0;
		this.#isSending = false;
		this.#goOn();
	}

	/** Sends what waits, and tells when nothing does any more. */
	#goOn(): void {
		this.#pump();
		if (this.queued_bytes !== 0 || this.#isOver) {
			return;
		}

		this.#endLoans();
		if (this.#hasWaited) {
			this.#hasWaited = false;
			this.#tell({event: 'drained', message: 'all that waited has been taken by the system'});
		}

		this.#observer.drained();
	}

	#finishQueue(): void {
		if (this.queued_bytes === 0) {
			this.#move('empty');
		}
	}

	/** What the system has not taken. */
	get #unsent_bytes(): number {
		return this.#waiting.size_bytes + this.#inFlight_bytes;
	}

	get #isOver(): boolean {
		return isOver(this.#life);
	}

	/** Changes the state by the table and does what the new one stands for. */
	#move(move: LifeMove): void {
		const next = lifeTable[this.#life][move];
		if (next === undefined) {
			return;
		}

		this.#life = next;
		StreamSocket.#whenEntered[next]?.(this);
	}

	#tellClosing(): void {
		if (this.#unsent_bytes > 0) {
			const message = 'closes when what waits has been sent; reset would drop it';
			this.#tell({event: 'note', queued: this.#unsent_bytes, message});
		}
	}

	#sendFin(): void {
		this.#socket.end((error?: unknown) => {
			if (!(error instanceof Error) && !this.#isOver) {
				this.#tell({event: 'shutdown', args: 'SHUT_WR', result: 0});
				this.#move(this.#socket.readableEnded ? 'both finished' : 'sent FIN');
			}
		});
	}

	#sendReset(): void {
		if (this.local.startsWith('unix:') || this.remote.startsWith('unix:')) {
			// A Unix socket has no RST: the peer gets ECONNRESET only when it had sent what was not received (unix(7)).
			this.#destroy();
			return;
		}

		this.#dropQueue();
		this.#socket.resetAndDestroy();
		this.#tell(setsockoptFact('SO_LINGER', '{1, 0}'));
		this.#ended('RST');
	}

	#destroy(): void {
		this.#dropQueue();
		this.#socket.destroy();
		this.#ended();
	}

	#lost(error: NodeJS.ErrnoException): void {
		if (this.#isOver) {
			return;
		}

		this.#move('lost');

		const errno = errnoOf(error);
		const call = failedCall(error);
		const message = explainErrno(errno, call, this.remote);
		this.#tell({
			event: call,
			...(call === 'recv' && {asked: this.#buffer.size_bytes}),
			...(call === 'send' && {asked: this.#inFlight_bytes}),
			errno,
			...(message !== undefined && {message}),
		});
		this.#dropQueue();
		this.#ended(errno);
	}

	#dropQueue(): void {
		if (this.#unsent_bytes > 0) {
			const message = 'still waiting to be sent when the connection ended';
			this.#tell({event: 'dropped', bytes: this.#unsent_bytes, message});
		}

		this.#waiting.clear();
		this.#inFlight_bytes = 0;
		this.#isSending = false;
		this.#endLoans();
	}

	#endLoans(): void {
		for (const loan of this.#loans.splice(0)) {
			loan.end();
		}
	}

	#ended(errno?: string): void {
		this.#tell(closeFact);
		this.#observer.closed(errno);
	}

	#tell(fact: Fact): void {
		this.#observer.fact(fact);
	}
}

function failedCall({syscall}: NodeJS.ErrnoException): 'send' | 'recv' | 'shutdown' {
	if (syscall === 'write') {
		return 'send';
	}

	return syscall === 'shutdown' ? 'shutdown' : 'recv';
}

/** The options that were asked for. The others stay as the system has them: no call is made. */
export function chosenOptions({nodelay, keepalive, tos}: StreamOptions): Partial<StreamOptions> {
	return {
		...(nodelay === true && {nodelay}),
		...(keepalive === true && {keepalive}),
		...(tos !== undefined && {tos}),
	};
}
