import {formatCount} from '../../core/quantities.ts';
import {limits} from '../../core/limits.ts';
import {tcpFlags} from '../pcapng/packets.ts';
import {CaptureFile, type CapturedPacket} from './capture-file.ts';
import {carriedBy, type Carried} from './packet.ts';
import {StreamSteps} from './stream-steps.ts';
import type {NewName, Party, RecordingReader, Step} from './steps.ts';

/** The party that comments are told by. */
const file: Party = {name: 'sockplay', side: 'client'};

/** Who accepts at an address, and how many it has accepted. */
type Server = {readonly listener: Party; accepted: number};

type Ends = {readonly client: Party; readonly server: Party};

/** Reads a capture: TCP put together as streams, UDP by peer. Clients are who sent the SYN or the first datagram; without either, who has the higher port. */
export class CaptureReader implements RecordingReader {
	readonly remarks: string[] = [];
	readonly #file = new CaptureFile();
	readonly #newName: NewName;
	readonly #servers = new Map<string, Server>();
	readonly #streams = new Map<string, StreamSteps>();
	readonly #datagrams = new Map<string, Ends>();
	#packets = 0;
	#unread = 0;
	#last = 0;

	constructor(newName: NewName) {
		this.#newName = newName;
	}

	read(bytes: Uint8Array): Step[] {
		return this.#file.read(bytes).flatMap(packet => this.#take(packet));
	}

	end(): Step[] {
		const steps = this.#streams.values().flatMap(stream => stream.end(this.#last)).toArray();
		this.remarks.push(`${formatCount(this.#packets)} packets`);
		if (this.#unread > 0) {
			this.remarks.push(`${formatCount(this.#unread)} of them are not shown: no TCP or UDP over IP, or fragments`);
		}

		if (this.#file.broken) {
			this.remarks.push('the rest of the file is no capture that can be read');
		} else if (this.#file.left_bytes > 0) {
			this.remarks.push(`it ends within a block: its last ${formatCount(this.#file.left_bytes)} bytes are not shown`);
		}

		return steps;
	}

	#take({time, linkType, bytes, comments}: CapturedPacket): Step[] {
		this.#packets++;
		this.#last = time;
		const carried = carriedBy(linkType, bytes);
		const remarks: Step[] = this.#file.isOwn ? [] : comments.map(message => ({kind: 'event', party: file, fact: {event: 'note', message}, time}));
		if (carried === undefined) {
			this.#unread++;
			return remarks;
		}

		return [...remarks, ...(carried.transport === 'tcp' ? this.#segment(carried, time) : this.#datagram(carried, time))];
	}

	#segment(carried: Carried, time: number): Step[] {
		const key = [carried.from, carried.to].toSorted().join(' ');
		const isFirst = carried.flags % 32 === tcpFlags.syn;
		let stream = this.#streams.get(key);
		const steps: Step[] = [];
		if (stream === undefined || (stream.over && isFirst)) {
			const isFromClient = isFirst || (carried.flags % 32 !== tcpFlags.syn + tcpFlags.ack && carried.fromPort >= carried.toPort);
			const {client, server, listener, listens} = this.#meet(carried, isFromClient, time);
			stream = new StreamSteps(client, server, listener);
			steps.push(...listens);
			this.#streams.set(key, stream);
			forgetFirst(this.#streams);
		}

		return [...steps, ...stream.take(carried, time)];
	}

	#datagram(carried: Carried, time: number): Step[] {
		const key = [carried.from, carried.to].toSorted().join(' ');
		let ends = this.#datagrams.get(key);
		const steps: Step[] = [];
		if (ends === undefined) {
			const {client, server, listens} = this.#meet(carried, true, time);
			ends = {client, server};
			steps.push(...listens, {kind: 'pair', parties: [client, server]});
			this.#datagrams.set(key, ends);
			forgetFirst(this.#datagrams);
		}

		const {client, server} = ends;
		const [from, to] = carried.from === client.local ? [client, server] : [server, client];
		const bytes = carried.payload;
		const count = {asked: bytes.length, result: bytes.length};
		return [
			...steps,
			{kind: 'event', party: from, fact: {event: 'send', ...count, remote: carried.to}, bytes, time},
			{kind: 'event', party: to, fact: {event: 'recv', ...count, remote: carried.from}, bytes, time},
		];
	}

	/** Names for two that talk with each other for the first time. */
	#meet({transport, from, to}: Carried, isFromClient: boolean, time: number): Ends & {readonly listener: Party; readonly listens: readonly Step[]} {
		const [clientAddress, serverAddress] = isFromClient ? [from, to] : [to, from];
		const datagram = transport === 'udp' ? {datagram: true} : {};
		const known = this.#servers.get(`${transport} ${serverAddress}`);
		const server = known ?? {listener: {name: this.#newName('s'), side: 'server', local: serverAddress, ...datagram}, accepted: 0};
		this.#servers.set(`${transport} ${serverAddress}`, server);
		server.accepted++;
		const {listener} = server;
		return {
			client: {name: this.#newName('c'), side: 'client', local: clientAddress, remote: serverAddress, ...datagram},
			server: {name: `${listener.name}.${server.accepted}`, side: 'server', local: serverAddress, remote: clientAddress, ...datagram},
			listener,
			listens: known === undefined ? [{kind: 'event', party: listener, fact: {event: transport === 'udp' ? 'bind' : 'listen', args: serverAddress, result: 0, local: serverAddress}, time}] : [],
		};
	}
}

/** Of too many, the one met first. */
function forgetFirst(map: Map<string, unknown>): void {
	if (map.size > limits.recorded_conversations) {
		map.delete(map.keys().next().value!);
	}
}
