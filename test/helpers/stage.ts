/** A listener and its clients on some network, with everything they tell written down as a transcript. */
import {Buffer} from 'node:buffer';
import type {Address} from '../../source/core/address.ts';
import type {Fact} from '../../source/core/events.ts';
import type {Listener, ListenRequest, Network, StreamEndpoint, StreamObserver, ConnectRequest} from '../../source/core/network.ts';

export class Stage {
	/** `c1 send(5) = 5`, in the order it was told. Ports and descriptors that the system chose are left out. */
	readonly transcript: string[] = [];
	readonly network: Network;
	readonly accepted: StreamEndpoint[] = [];
	/** The last that each end has received, as text, and how much it was in all. */
	readonly received: Record<string, string> = {};
	readonly received_bytes: Record<string, number> = {};
	/** Accepted connections answer with what they get. */
	echo = false;
	readonly #waiting: Array<{ready: () => boolean; resolve: () => void}> = [];

	constructor(network: Network) {
		this.network = network;
	}

	async listen(address: Address, options: Partial<ListenRequest> = {}): Promise<Listener | undefined> {
		return this.network.listen({address, backlog: 5, recv_bytes: 65_536, ...options}, {
			fact: fact => {
				this.#tell('s1', fact);
			},
			accepted: endpoint => {
				this.accepted.push(endpoint);
				const name = `s1.${this.accepted.length}`;
				setImmediate(() => {
					endpoint.resume();
				});
				return this.#observe(name, endpoint);
			},
			closed: () => {
				this.#note('s1 ended');
			},
		});
	}

	async connect(address: Address, name = 'c1', options: Partial<ConnectRequest> = {}): Promise<StreamEndpoint | undefined> {
		const endpoint = await this.network.connect(
			{address, timeout_ms: 5000, recv_bytes: 65_536, ...options},
			opened => this.#observe(name, opened),
			fact => {
				this.#tell(name, fact);
			},
			new AbortController().signal,
		);
		endpoint?.resume();
		return endpoint;
	}

	/** Waits until the transcript has this line. */
	async line(text: string): Promise<void> {
		await this.until(() => this.transcript.includes(text));
	}

	/** Waits for something that only changes when something is told. */
	async until(ready: () => boolean): Promise<void> {
		if (!ready()) {
			await new Promise<void>(resolve => {
				this.#waiting.push({ready, resolve});
			});
		}
	}

	/** The lines of one end. */
	of(name: string): string[] {
		return this.transcript.filter(line => line.startsWith(`${name} `)).map(line => line.slice(name.length + 1));
	}

	#observe(name: string, endpoint: StreamEndpoint): StreamObserver {
		return {
			fact: fact => {
				this.#tell(name, fact);
			},
			received: bytes => {
				this.received[name] = ((this.received[name] ?? '') + Buffer.from(bytes).toString()).slice(-100);
				this.received_bytes[name] = (this.received_bytes[name] ?? 0) + bytes.length;
				this.#look();
				if (this.echo && name.startsWith('s')) {
					endpoint.send(Buffer.from(bytes));
				}
			},
			ended: () => {
				this.#note(`${name} ended`);
			},
			drained: () => {
				this.#note(`${name} empty`);
			},
			closed: errno => {
				this.#note(`${name} is closed${errno === undefined ? '' : ` by ${errno}`}`);
			},
		};
	}

	#tell(name: string, {event, args, asked, bytes, result, errno}: Fact): void {
		const isChosen = event === 'socket';
		const outcome = errno ?? (isChosen ? undefined : result);
		const call = `${event}(${(args ?? String(asked ?? bytes ?? '')).replaceAll(/:\d{4,}/gv, ':PORT').replaceAll(/[^\s:]*\/sockplay-\S*/gv, 'PATH').replaceAll(/@sockplay-\S*/gv, '@NAME')})`;
		this.#note(`${name} ${call}${outcome === undefined ? '' : ` = ${outcome}`}`);
	}

	#note(line: string): void {
		this.transcript.push(line);
		this.#look();
	}

	#look(): void {
		for (const waiter of this.#waiting.filter(each => each.ready())) {
			this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
			waiter.resolve();
		}
	}
}
