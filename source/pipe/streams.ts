/** Pipes over TCP and Unix streams. */
import type {Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {Listener, StreamEndpoint, StreamObserver} from '../core/network.ts';
import {formatDuration} from '../core/quantities.ts';
import {Feed} from './feed.ts';
import type {PipeEnd, PipeSettings, Speaker} from './settings.ts';
import {StreamConversation} from './stream-conversation.ts';

/** The connection that a client makes. */
export async function connectStream(settings: PipeSettings): Promise<PipeEnd> {
	const {network, address, local, stream, timeout_ms = limits.connect_timeout_ms, signal, reached} = settings;
	const speaker: Speaker = {name: 'c1', side: 'client'};
	const feed = new Feed(settings.input);
	let conversation!: StreamConversation;
	const endpoint = await network.connect(
		{recv_bytes: limits.pipe_bytes, ...stream, ownBuffer: true, address, timeout_ms, ...(local !== undefined && {local})},
		connected => {
			conversation = new StreamConversation(settings, feed, connected, speaker);
			return conversation;
		},
		fact => {
			settings.tell(speaker, fact);
		},
		signal ?? new AbortController().signal,
	);
	if (endpoint === undefined) {
		return signal?.aborted === true ? 'stopped' : 'refused';
	}

	reached?.({kind: 'connected', local: endpoint.local, remote: endpoint.remote});
	conversation.start();
	return conversation.over;
}

/** One connection that a listener accepts; with `keepOpen`, one after the other. */
export async function listenStream(settings: PipeSettings): Promise<PipeEnd> {
	return new StreamServer(settings).run();
}

/** Ends of a conversation after which the next one can be served. */
const goesOn = new Set<PipeEnd>(['done', 'lost', 'idle']);

type Accepted = {readonly conversation: StreamConversation; readonly endpoint: StreamEndpoint};

class StreamServer {
	readonly #settings: PipeSettings;
	readonly #feed: Feed;
	readonly #speaker: Speaker = {name: 's1', side: 'server'};
	/** Accepted and not served yet: nothing is received from them. */
	readonly #waiting: Accepted[] = [];
	#listener: Listener | undefined;
	#accepted = 0;
	/** Resolves when somebody is waiting, or nobody will be any more. */
	#news = Promise.withResolvers<void>();

	constructor(settings: PipeSettings) {
		this.#settings = settings;
		this.#feed = new Feed(settings.input);
	}

	async run(): Promise<PipeEnd> {
		const {network, address, stream, backlog = limits.backlog_connections, reached, signal} = this.#settings;
		this.#listener = await network.listen(
			{recv_bytes: limits.pipe_bytes, ...stream, ownBuffer: true, address, backlog},
			{
				fact: fact => {
					this.#tell(fact);
				},
				accepted: endpoint => this.#accept(endpoint),
				closed: () => {
					this.#news.resolve();
				},
			},
		);
		if (this.#listener === undefined) {
			return 'refused';
		}

		reached?.({kind: 'listening', local: this.#listener.local});
		this.#closeWhenTaken();
		signal?.addEventListener('abort', this.#close);
		const end = await this.#serve();
		signal?.removeEventListener('abort', this.#close);
		this.#close();
		for (const {conversation} of this.#waiting) {
			conversation.drop();
		}

		return signal?.aborted === true ? 'stopped' : end;
	}

	readonly #close = (): void => {
		this.#listener?.close();
		this.#news.resolve();
	};

	async #serve(): Promise<PipeEnd> {
		let end = await this.#serveNext();
		while (this.#continuesAfter(end)) {
			end = await this.#serveNext();
		}

		return end;
	}

	#continuesAfter(end: PipeEnd): boolean {
		const {keepOpen = false, signal} = this.#settings;
		return keepOpen && goesOn.has(end) && signal?.aborted !== true;
	}

	async #serveNext(): Promise<PipeEnd> {
		const next = await this.#next();
		if (next === undefined) {
			return 'refused';
		}

		const {local, remote} = next.endpoint;
		this.#settings.reached?.({kind: 'accepted', local, remote});
		next.conversation.start();
		return next.conversation.over;
	}

	/** Who waits for longest. Nobody, when nobody has come in time. */
	async #next(): Promise<Accepted | undefined> {
		const {clock, timeout_ms} = this.#settings;
		if (this.#waiting.length > 0) {
			return this.#waiting.shift();
		}

		this.#news = Promise.withResolvers();
		const cancel = timeout_ms === undefined
			? undefined
			: clock.schedule(clock.now_us() + (timeout_ms * 1000), () => {
				const message = `nobody has connected within ${formatDuration(timeout_ms)}`;
				this.#tell({event: 'timeout', call: 'accept', message});
				this.#close();
			}, 'coarse');
		await this.#news.promise;
		cancel?.();
		return this.#waiting.shift();
	}

	#accept(endpoint: StreamEndpoint): StreamObserver {
		const {keepOpen = false} = this.#settings;
		this.#accepted++;
		const {local, remote} = endpoint;
		const speaker: Speaker = {name: `s1.${this.#accepted}`, side: 'server', local, remote};
		this.#tell({event: 'accept', result: speaker.name, remote, local});
		const conversation = new StreamConversation(this.#settings, this.#feed, endpoint, speaker);
		if (keepOpen ? this.#waiting.length >= limits.unread_connections : this.#accepted > 1) {
			const message = keepOpen ? 'too many are waiting to be served' : 'one connection is served';
			this.#tell({event: 'refused', call: 'accept', remote, message: `accepted and closed at once: ${message}`});
			setImmediate(() => {
				conversation.drop();
			});
			return conversation;
		}

		this.#waiting.push({conversation, endpoint});
		this.#closeWhenTaken();
		this.#news.resolve();
		return conversation;
	}

	/** Who comes after the only one is refused by the system, instead of waiting for nothing. */
	#closeWhenTaken(): void {
		if (this.#settings.keepOpen !== true && this.#accepted > 0) {
			this.#listener?.close();
		}
	}

	#tell(fact: Fact): void {
		this.#settings.tell(this.#speaker, fact);
	}
}
