/**
A conversation over UDP: what one read of the input returned is one datagram, and the bytes of each datagram go to the
output as they come. UDP has no end of its own: see `afterInput_ms` and `idle_ms`.
*/
import {formatAddress, isSameAddress, type Address} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {DatagramEndpoint, DatagramObserver} from '../core/network.ts';
import {formatDuration} from '../core/quantities.ts';
import {Feed, setHeld} from './feed.ts';
import {IdleTimers} from './idle-timers.ts';
import {PeerSpeakers} from './peer-speakers.ts';
import type {PipeEnd, PipeSettings, Speaker} from './settings.ts';

export class DatagramConversation implements DatagramObserver {
	readonly over: Promise<PipeEnd>;
	readonly #settings: PipeSettings;
	readonly #feed: Feed;
	readonly #speaker: Speaker;
	readonly #resolve: (end: PipeEnd) => void;
	readonly #idle: IdleTimers;
	#endpoint!: DatagramEndpoint;
	readonly #peers: PeerSpeakers;
	/** Whom the input goes to. */
	#peer: Address | undefined;
	/** The result of a send is not known yet. */
	#isSending = false;
	#end: PipeEnd = 'done';

	constructor(settings: PipeSettings, name: 'c1' | 's1') {
		this.#settings = settings;
		this.#idle = new IdleTimers(settings.clock);
		this.#feed = new Feed(settings.input);
		this.#speaker = {name, side: name === 'c1' ? 'client' : 'server', datagram: true};
		this.#peers = new PeerSpeakers(this.#speaker);
		const over = Promise.withResolvers<PipeEnd>();
		this.over = over.promise;
		this.#resolve = over.resolve;
	}

	readonly tell = (fact: Fact, bytes?: Uint8Array): void => {
		const {remote} = fact;
		const isPeers = this.#speaker.name === 's1' && remote !== undefined;
		const speaker = isPeers ? this.#peers.at(remote, formatAddress(this.#endpoint.local)) : this.#speaker;
		this.#settings.tell(speaker, fact, bytes);
	};

	on(endpoint: DatagramEndpoint): this {
		this.#endpoint = endpoint;
		return this;
	}

	start(): void {
		const {output, signal, taker} = this.#settings;
		taker?.add(this);
		output.observer = {
			drained: () => {
				this.#pace();
			},
			failed: errno => {
				this.#fail('standard output', errno);
			},
		};
		signal?.addEventListener('abort', this.#stop);
	}

	/** The input goes to `peer` from now on. */
	meet(peer: Address): void {
		const isFirst = this.#peer === undefined;
		this.#peer = peer;
		if (isFirst) {
			this.#endAfter(this.#settings.idle_ms ?? Infinity, 'idle', 'nothing was sent or received');
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
		}
	}

	fact(fact: Fact, bytes?: Uint8Array): void {
		this.tell(fact, bytes);
		if (fact.event === 'send' || fact.event === 'dropped') {
			this.#isSending = false;
			this.#pace();
		}

		if (fact.errno !== undefined && fact.errno !== 'EAGAIN') {
			this.#close('lost');
		}
	}

	received(bytes: Uint8Array, remote: Address): void {
		if (!this.#admits(remote)) {
			const message = 'the conversation is with another peer; --keep-open takes datagrams from all';
			this.tell({event: 'dropped', bytes: bytes.length, remote: formatAddress(remote), message});
			return;
		}

		const {output} = this.#settings;
		this.#idle.restart();
		output.write(bytes);
		if (output.queued_bytes > 0) {
			this.#endpoint.hold();
		}
	}

	outputChanged(): void {
		this.#pace();
	}

	closed(): void {
		this.#settings.taker?.delete(this);
		this.#idle.cancel();
		this.#settings.signal?.removeEventListener('abort', this.#stop);
		this.#feed.stop();
		this.#resolve(this.#end);
	}

	/** Whether a datagram from there is taken; the first one decides, unless all are. */
	#admits(remote: Address): boolean {
		const {role, keepOpen = false, reached} = this.#settings;
		if (role === 'connect' || (this.#peer !== undefined && isSameAddress(this.#peer, remote))) {
			return true;
		}

		if (this.#peer !== undefined && !keepOpen) {
			return false;
		}

		reached?.({kind: 'accepted', local: formatAddress(this.#endpoint.local), remote: formatAddress(remote)});
		this.meet(remote);
		return true;
	}

	#pace(): void {
		const {output, taker} = this.#settings;
		const isPaused = taker?.isFull === true;
		setHeld(this.#endpoint, isPaused || output.queued_bytes > 0);
		setHeld(this.#feed, isPaused || this.#isSending);
	}

	readonly #stop = (): void => {
		this.#close('stopped');
	};

	/** One datagram at a time: the next is read when the result of this one is known. */
	#send(bytes: Uint8Array): void {
		this.#idle.restart();
		this.#isSending = true;
		this.#feed.hold();
		if (this.#settings.role === 'connect') {
			this.#endpoint.send(bytes);
		} else {
			this.#endpoint.send(bytes, this.#peer);
		}
	}

	#inputEnded(): void {
		const {role, afterInput_ms = role === 'connect' ? limits.pipe_linger_ms : Infinity} = this.#settings;
		this.#endAfter(afterInput_ms, 'done', 'after the end of the input nothing came');
	}

	#fail(what: string, errno: string): void {
		if (errno !== 'EPIPE') {
			this.tell({event: 'error', errno, message: `${what} failed`});
		}

		this.#close(errno === 'EPIPE' ? 'unread' : 'failed');
	}

	#close(end: PipeEnd): void {
		this.#end = end;
		this.#endpoint.close();
	}

	#endAfter(duration_ms: number, end: PipeEnd, what: string): void {
		this.#idle.add(duration_ms, () => {
			this.tell({event: 'note', message: `${what} for ${formatDuration(duration_ms)}`});
			this.#close(end);
		});
	}
}
