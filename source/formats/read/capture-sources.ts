/** The endpoints of a capture: by the names that a recording of sockplay has, else by names that are made up. */
import type {Fact} from '../../core/events.ts';
import type {Naming} from '../pcapng/naming.ts';
import type {ConversationSources} from './conversation-steps.ts';
import {forgetFirst} from './forget-first.ts';
import type {NamesAhead} from './names-ahead.ts';
import type {TransportPacket} from './packet.ts';
import type {RecordedSource, ReplayStep} from './steps.ts';

/** Who accepts at an address, and how many it has accepted. */
type Server = {readonly listener: RecordedSource; accepted: number};

/** `listens`: the listener is new, and its first step is this. */
export type Begun = ConversationSources & {readonly listens: readonly ReplayStep[]};
type Accepting = Pick<Begun, 'listener' | 'listens'>;

type Ends = Pick<Naming, 'transport' | 'local' | 'remote'>;
type Named = {readonly client: Naming | undefined; readonly server: Naming | undefined};

/** Another process's end of a conversation of which a recording names one. */
const foreign = {name: 'peer', isForeign: true} as const;

export class CaptureSources {
	readonly #names: NamesAhead;
	/** How many names of each letter were given. */
	readonly #named = {s: 0, c: 0};
	readonly #servers = new Map<string, Server>();

	/** `names`: those that the capture has. */
	constructor(names: NamesAhead) {
		this.#names = names;
	}

	/** Who they are that talk with each other for the first time; `isFromClient` where no name tells. */
	begin({transport, from, to}: TransportPacket, isFromClient: boolean, time: number): Begun {
		const there = this.#names.take({transport, local: to, remote: from});
		const here = this.#names.take({transport, local: from, remote: to});
		const isClient = clientFirst(here, there) ?? isFromClient;
		const [local, remote] = isClient ? [from, to] : [to, from];
		const [client, server] = isClient ? [here, there] : [there, here];
		return here === undefined && there === undefined
			? this.#madeUp({transport, local, remote}, time)
			: this.#recorded({transport, local, remote}, {client, server}, time);
	}

	/** An end whose name comes after the first packet. */
	late(naming: Naming, time: number): Accepting & {readonly source: RecordedSource} {
		const source = sourceOf(naming);
		return {source, ...this.#listenerOf(source, naming, time)};
	}

	#madeUp({transport, local, remote}: Ends, time: number): Begun {
		const known = this.#servers.get(`${transport} ${remote}`);
		const accepting = known ?? this.#server(this.#newName('s'), {transport, local: remote});
		accepting.accepted++;
		const {listener, accepted} = accepting;
		const datagram = datagramOf(transport);
		return {
			client: {name: this.#newName('c'), side: 'client', local, remote, ...datagram},
			server: {name: `${listener.name}.${accepted}`, side: 'server', local: remote, remote: local, ...datagram},
			listener,
			listens: known === undefined ? [listens(listener, transport, time)] : [],
		};
	}

	/** `ends` are the client's. */
	#recorded({transport, local, remote}: Ends, {client, server}: Named, time: number): Begun {
		const datagram = datagramOf(transport);
		const accepted: RecordedSource = server === undefined
			? {...foreign, side: 'server', local: remote, remote: local, ...datagram}
			: sourceOf(server);
		return {
			client: client === undefined ? {...foreign, side: 'client', local, remote, ...datagram} : sourceOf(client),
			server: accepted,
			...this.#listenerOf(accepted, {transport}, time),
		};
	}

	/** Who accepted it, as its name tells: s1 did s1.2. */
	#listenerOf(source: RecordedSource, {transport}: Pick<Naming, 'transport'>, time: number): Accepting {
		const name = /^(?<listener>.+)\.\d+$/v.exec(source.name)?.groups?.['listener'];
		if (source.side === 'client' || source.isForeign === true || name === undefined) {
			return {listener: source, listens: []};
		}

		const known = this.#servers.get(`${transport} ${source.local}`)?.listener;
		if (known?.name === name) {
			return {listener: known, listens: []};
		}

		const {listener} = this.#server(name, {transport, local: source.local!});
		return {listener, listens: [listens(listener, transport, time)]};
	}

	#server(name: string, {transport, local}: Pick<Naming, 'transport' | 'local'>): Server {
		const made: Server = {listener: {name, side: 'server', local, ...datagramOf(transport)}, accepted: 0};
		this.#servers.set(`${transport} ${local}`, made);
		forgetFirst(this.#servers);
		return made;
	}

	#newName(letter: 's' | 'c'): string {
		this.#named[letter]++;
		return `${letter}${this.#named[letter]}`;
	}
}

/** Whether the first of two is the client, as far as a name tells. */
function clientFirst(first: Naming | undefined, second: Naming | undefined): boolean | undefined {
	return first === undefined && second === undefined
		? undefined
		: first?.side === 'client' || second?.side === 'server';
}

function sourceOf({name, side, transport, local, remote}: Naming): RecordedSource {
	return {name, side, local, remote, ...datagramOf(transport)};
}

function listens(listener: RecordedSource, transport: Naming['transport'], time: number): ReplayStep {
	const local = listener.local!;
	const fact: Fact = {event: transport === 'udp' ? 'bind' : 'listen', args: local, result: 0, local};
	return {kind: 'event', source: listener, fact, time};
}

function datagramOf(transport: Naming['transport']): {readonly datagram?: true} {
	return transport === 'udp' ? {datagram: true} : {};
}
