/** Conversations written as `> GET`, `< 200`, and one end of them played in memory, where time passes when nothing else happens. */
import {setImmediate as nextTurn} from 'node:timers/promises';
import {parseAddress} from '../../source/core/parse-address.ts';
import type {Network, StreamEndpoint, StreamObserver} from '../../source/core/network.ts';
import {isProblem, type Problem} from '../../source/core/problem.ts';
import {parseData} from '../../source/core/literals.ts';
import {concatBytes} from '../../source/core/bytes.ts';
import {Lab} from '../../source/lab/lab.ts';
import type {Conversation} from '../../source/replay/conversation.ts';
import {otherEnd, type PlacedCall, type RecordedCall, type Role} from '../../source/replay/recorded-call.ts';
import {Replay} from '../../source/replay/replay.ts';
import {findingLines, resultLine} from '../../source/replay/report.ts';
import type {ReplaySettings} from '../../source/replay/settings.ts';
import {FakeClock} from './fake-clock.ts';
import {memoryNetwork} from './memory-network.ts';

const quiet_turns = 8;
const step_us = 10_000;
const decoder = new TextDecoder();

/** `OK\n`, `hex:00 01`, `zeros:1MiB`. */
export function data(text: string): Uint8Array {
	return concatBytes(sound(parseData(text)).map(part => part.kind === 'bytes' ? part.bytes : new Uint8Array(part.kind === 'zeros' ? part.length_bytes : 0)));
}

/** Throws a problem. */
export function sound<Value>(value: Value | Problem): Value {
	if (isProblem(value)) {
		throw new Error(value.message);
	}

	return value;
}

const words: Readonly<Record<string, RecordedCall>> = {
	open: {kind: 'open'}, '> FIN': {kind: 'shutdown'}, '< FIN': {kind: 'fin'}, '> RST': {kind: 'reset'}, '< RST': {kind: 'rst'}, close: {kind: 'close'}, refused: {kind: 'refused', errno: 'ECONNREFUSED'},
};

/** As its client saw it: `> data` was sent, `< data` received, `> FIN`, `< RST`, `close`, `refused`. A number before it is its place among all, and its time in milliseconds. */
export function conversation(name: string, ...lines: readonly string[]): Conversation {
	const calls = lines.map((line, index): PlacedCall => {
		const {place, text} = /^(?:(?<place>\d+) )?(?<text>.*)$/sv.exec(line)!.groups!;
		const order = place === undefined ? index + 1 : Number(place);
		const call = words[text!] ?? {kind: text!.startsWith('>') ? 'send' : 'recv', bytes: data(text!.slice(2))};
		return {order, time_us: order * 1000, call};
	});
	return {name, names: new Set([name]), transport: 'tcp', server: '127.0.0.1:80', calls, missing_bytes: 0};
}

/** The same as its server saw it. */
export function serverOf(client: Conversation): Conversation {
	return {...client, calls: otherEnd(client.calls)};
}

/** What a peer does: hears text, and acts on its connection. */
export type PeerHandler = {
	readonly begins?: (endpoint: StreamEndpoint) => void;
	readonly hears?: (text: string, endpoint: StreamEndpoint) => void;
	/** Left out, it closes when it gets FIN. */
	readonly ended?: (endpoint: StreamEndpoint) => void;
};

/** A peer that answers each text with the next of these. */
export function answers(...texts: readonly string[]): PeerHandler {
	const left = [...texts];
	return {
		hears(_text, endpoint) {
			const next = left.shift();
			if (next !== undefined) {
				endpoint.send(data(next));
			}
		},
	};
}

/** One replay in memory, with live peers. */
export class ReplayStage {
	readonly network: Network;
	readonly clock: FakeClock;
	readonly lab: Lab;

	constructor(network: Network = memoryNetwork(), clock = new FakeClock()) {
		this.network = network;
		this.clock = clock;
		this.lab = new Lab({network, clock, now_us: clock.now_us, random: count => new Uint8Array(count)});
	}

	/** Another session on the same network. */
	another(): ReplayStage {
		return new ReplayStage(this.network, this.clock);
	}

	/** A server at port 80 that does this with its connections, in their order; the last with all further ones. */
	async server(...handlers: readonly PeerHandler[]): Promise<void> {
		let accepted = 0;
		const facts = {fact: () => undefined, closed: () => undefined};
		await this.network.listen({address: {transport: 'tcp', host: '127.0.0.1', port: 80}, backlog: 1, recv_bytes: 65_536}, {
			...facts,
			accepted(endpoint) {
				const handler = handlers[Math.min(accepted++, handlers.length - 1)]!;
				setImmediate(() => {
					endpoint.resume();
					handler.begins?.(endpoint);
				});
				return observerOf(endpoint, handler);
			},
		});
	}

	/** A client of the server at port 80; answers what it hears, and `FIN`, `RST`. */
	async client(handler: PeerHandler): Promise<string[]> {
		const heard: string[] = [];
		const endpoint = await this.network.connect({address: {transport: 'tcp', host: '127.0.0.1', port: 80}, recv_bytes: 65_536, timeout_ms: 1000}, opened => observerOf(opened, handler, heard), () => undefined, new AbortController().signal);
		if (endpoint === undefined) {
			return ['refused'];
		}

		endpoint.resume();
		handler.begins?.(endpoint);
		return heard;
	}

	/** Plays it to the end; answers what is reported, line by line, without how long it took. `meanwhile` runs once a server listens. */
	async play(conversations: readonly Conversation[], settings: Partial<ReplaySettings> & {readonly meanwhile?: () => Promise<void>} = {}): Promise<string[]> {
		const lines: string[] = [];
		const role: Role = settings.role ?? 'client';
		let meanwhile: Promise<void> | undefined;
		const replay = new Replay(this.lab, conversations, {role, address: sound(parseAddress('tcp:80')), timing: 'fast', timeout_ms: 5000, ignored: [], ...settings}, {
			found(finding) {
				lines.push(...findingLines(finding));
			},
			listening() {
				meanwhile = settings.meanwhile?.();
			},
		});
		const failure = await this.until(replay.run());
		await meanwhile;
		return [...lines, ...failure === undefined ? [] : [failure], ...replay.results.map(({elapsed_us: _, ...result}) => resultLine(result, role === 'client' ? 'answer' : 'request'))];
	}

	/** Lets time pass until this has happened. */
	async until<Value>(happening: Promise<Value>): Promise<Value> {
		const state = {isOver: false};
		const value = happening.finally(() => {
			state.isOver = true;
		});
		for (let turn = 0; !state.isOver; turn++) {
			await nextTurn();
			if (turn % quiet_turns === 0) {
				this.clock.pass(step_us);
			}
		}

		return value;
	}
}

function observerOf(endpoint: StreamEndpoint, handler: PeerHandler, heard: string[] = []): StreamObserver {
	return {
		fact: () => undefined,
		drained: () => undefined,
		received(bytes) {
			heard.push(decoder.decode(bytes));
			handler.hears?.(decoder.decode(bytes), endpoint);
		},
		ended() {
			heard.push('FIN');
			if (handler.ended === undefined) {
				endpoint.close();
			} else {
				handler.ended(endpoint);
			}
		},
		closed(errno) {
			if (errno !== undefined) {
				heard.push(errno);
			}
		},
	};
}
