import type {Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {StreamEndpoint, StreamObserver} from '../core/network.ts';
import {formatDuration} from '../core/quantities.ts';
import {setHeld, type Feed} from './feed.ts';
import type {PipeEnd, PipeSettings, Speaker} from './settings.ts';
import {IdleTimers} from './idle-timers.ts';

/** One connection between an input and an output. */
export class StreamConversation implements StreamObserver {
	/** How it ended. The descriptor is closed, and all that was received has been written. */
	readonly over: Promise<PipeEnd>;
	readonly #settings: PipeSettings;
	readonly #feed: Feed;
	readonly #endpoint: StreamEndpoint;
	readonly #speaker: Speaker;
	readonly #resolve: (end: PipeEnd) => void;
	readonly #idle: IdleTimers;
	#state: 'unread' | 'open' | 'closed' = 'unread';
	#hasInputEnded = false;
	#hasPeerEnded = false;
	/** Why we close, where it was not the peer. */
	#end: PipeEnd | undefined;

	/** Nothing is received before `start`. */
	constructor(settings: PipeSettings, feed: Feed, endpoint: StreamEndpoint, speaker: Speaker) {
		this.#settings = settings;
		this.#idle = new IdleTimers(settings.clock);
		this.#feed = feed;
		this.#endpoint = endpoint;
		this.#speaker = speaker;
		const over = Promise.withResolvers<PipeEnd>();
		this.over = over.promise;
		this.#resolve = over.resolve;
	}

	/** Passes bytes on from now on. */
	start(): void {
		if (this.#state !== 'unread') {
			return;
		}

		const {output, idle_ms = Infinity, signal, taker} = this.#settings;
		this.#state = 'open';
		output.observer = {
			drained: () => {
				this.#pace();
				this.#resolveWhenWritten();
			},
			failed: errno => {
				this.#fail('standard output', errno);
			},
		};
		this.#endAfter(idle_ms, 'idle', 'nothing was sent or received');
		signal?.addEventListener('abort', this.#stop);
		taker?.add(this);
		this.#feed.give({
			received: bytes => {
				this.#send(bytes);
			},
			ended: () => {
				this.#inputEnded();
			},
			failed: errno => {
				this.#fail('standard input', errno);
			},
		});
		this.#pace();
	}

	/** The taker of the facts takes no more, or does again. */
	outputChanged(): void {
		this.#pace();
	}

	/** Closes it at once. */
	drop(): void {
		this.#endpoint.destroy();
	}

	fact(fact: Fact, bytes?: Uint8Array): void {
		this.#settings.tell(this.#speaker, fact, bytes);
	}

	received(bytes: Uint8Array): void {
		const {output} = this.#settings;
		this.#idle.restart();
		output.write(bytes);
		if (output.queued_bytes > 0) {
			this.#endpoint.hold();
		}
	}

	ended(): void {
		this.#hasPeerEnded = true;
		if (this.#hasInputEnded) {
			this.#endpoint.close();
		} else {
			const {afterPeer_ms = limits.pipe_linger_ms} = this.#settings;
			this.#endAfter(afterPeer_ms, 'done', 'after the peer\'s FIN there was no input');
			this.#endAfterReset();
		}
	}

	drained(): void {
		this.#pace();
	}

	closed(errno?: string): void {
		this.#idle.cancel();

		if (this.#state === 'open') {
			this.#feed.stop();
			this.#settings.taker?.delete(this);
		}

		const isBroken = errno !== undefined && errno !== 'EPIPE';
		this.#end ??= isBroken ? 'lost' : 'done';
		this.#state = 'closed';
		this.#resolveWhenWritten();
	}

	/** Reads on, in each direction, where all that was read has been taken. */
	#pace(): void {
		const {output, taker} = this.#settings;
		const isPaused = taker?.isFull === true;
		setHeld(this.#endpoint, isPaused || output.queued_bytes > 0);
		setHeld(this.#feed, isPaused || this.#endpoint.queued_bytes > 0);
	}

	/** The signal: waits for nothing. */
	readonly #stop = (): void => {
		this.#end = 'stopped';
		this.#endpoint.destroy();
		this.#resolve('stopped');
	};

	#resolveWhenWritten(): void {
		const {output, signal} = this.#settings;
		if (this.#state === 'closed' && output.queued_bytes === 0) {
			signal?.removeEventListener('abort', this.#stop);
			this.#resolve(this.#end!);
		}
	}

	#send(bytes: Uint8Array): void {
		this.#idle.restart();
		this.#endpoint.send(bytes);
		if (this.#endpoint.queued_bytes > 0) {
			this.#feed.hold();
		}
	}

	/** What is sent after the peer's FIN is answered with a RST by a peer that has closed. */
	#endAfterReset(): void {
		const {clock} = this.#settings;
		clock.schedule(clock.now_us() + limits.reset_ms * 1000, () => {
			if (this.#state === 'closed') {
				return;
			}

			if (this.#endpoint.isConnected?.() === false) {
				this.#endpoint.destroy();
			} else {
				this.#endAfterReset();
			}
		}, 'background');
	}

	#inputEnded(): void {
		const {atInputEnd = 'shutdown', afterInput_ms = Infinity} = this.#settings;
		this.#hasInputEnded = true;
		if (this.#hasPeerEnded) {
			this.#endpoint.close();
			return;
		}

		if (atInputEnd === 'shutdown') {
			this.#endpoint.shutdown();
		}

		this.#endAfter(afterInput_ms, 'done', 'after the end of the input nothing came');
	}

	#fail(what: string, errno: string): void {
		if (errno !== 'EPIPE') {
			this.fact({event: 'error', errno, message: `${what} failed`});
		}

		this.#end = errno === 'EPIPE' ? 'unread' : 'failed';
		this.#endpoint.destroy();
		this.#resolveWhenWritten();
	}

	/** Closes when nothing has been passed on for so long. What was read already is sent first. */
	#endAfter(duration_ms: number, end: PipeEnd, what: string): void {
		this.#idle.add(duration_ms, () => {
			this.fact({event: 'note', message: `${what} for ${formatDuration(duration_ms)}`});
			this.#end = end;
			this.#endpoint.close();
		});
	}
}
