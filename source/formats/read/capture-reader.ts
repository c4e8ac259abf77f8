import {limits} from '../../core/limits.ts';
import {formatCount} from '../../core/quantities.ts';
import type {Naming} from '../pcapng/naming.ts';
import {tcpFlags} from '../pcapng/packets.ts';
import {CaptureFile} from './capture-file.ts';
import type {CapturedPacket} from './capture-format.ts';
import {CaptureSources} from './capture-sources.ts';
import {forgetFirst} from './forget-first.ts';
import {NamesAhead} from './names-ahead.ts';
import {transportPacket, type TransportPacket} from './packet.ts';
import {
	readingStep,
	sockplaySource,
	type RecordingReader,
	type ReplayStep,
} from './steps.ts';
import {ConversationSteps, type ConversationSources} from './conversation-steps.ts';
import {ReaderWork} from './reader-work.ts';

const connectionFlags = tcpFlags.fin | tcpFlags.syn | tcpFlags.rst | tcpFlags.psh | tcpFlags.ack;

const wrongBlocks = 'shorter than they say, of no interface that is described, or of a time outside 1970 to 2255';

type Peers = Pick<ConversationSources, 'client' | 'server'>;

/**
Reads a capture: TCP put together as streams, UDP by peer. Clients are who sent the SYN or the first datagram; without
either, who has the higher port.
*/
export class CaptureReader implements RecordingReader {
	readonly notes: string[] = [];
	readonly #file = new CaptureFile();
	readonly #names = new NamesAhead();
	readonly #sources = new CaptureSources(this.#names);
	readonly #streams = new Map<string, ConversationSteps>();
	readonly #datagrams = new Map<string, Peers>();
	/** Held back by all streams. */
	readonly #late = {bytes: 0, segments: 0};
	readonly #work = new ReaderWork();
	#packets = 0;
	#unread = 0;
	#uncommented = 0;
	#last = 0;

	get isOver(): boolean {
		return this.#file.broken;
	}

	get mistakes(): number {
		return Number(this.#file.broken) + this.#file.wrong;
	}

	* read(bytes: Uint8Array): Generator<ReplayStep, void> {
		let from_bytes = this.#file.at_bytes;
		for (const block of this.#file.read(bytes)) {
			if (this.#work.isEnoughWith(this.#file.at_bytes - from_bytes)) {
				yield readingStep;
			}

			from_bytes = this.#file.at_bytes;
			if (block === undefined) {
				continue;
			}

			this.#names.push(block, this.#file.isOwn);
			yield * this.#blocks(!this.#file.isOwn);
		}
	}

	* end(): Generator<ReplayStep, void> {
		yield * this.#blocks(true);
		for (const stream of this.#streams.values()) {
			yield readingStep;
			yield * recorded(stream.end(this.#last));
		}

		this.#count();
		if (this.#file.broken) {
			const place = formatCount(this.#file.at_bytes);
			const message = `no block of a capture begins at byte ${place}: nothing from there on is read`;
			this.notes.push(message);
			yield {
				kind: 'event',
				source: sockplaySource,
				fact: {event: 'error', message},
				...(this.#last > 0 && {time: this.#last}),
			};
		} else if (this.#file.left_bytes > 0) {
			this.notes.push(`it ends within a block: its last ${formatCount(this.#file.left_bytes)} bytes are not shown`);
		}
	}

	/**
	What was read far enough ahead, or all of it.

	@yields what it tells of endpoints that were recorded.
	*/
	* #blocks(isAll: boolean): Generator<ReplayStep, void> {
		for (let next = this.#names.shift(isAll); next !== undefined; next = this.#names.shift(isAll)) {
			const {block, namings} = next;
			for (const naming of namings) {
				yield * recorded(this.#nameLate(naming));
			}

			if ('bytes' in block) {
				yield * recorded(this.#packet(block));
			}
		}
	}

	/**
	A name that no conversation had when it began: it is one's that has begun, or one's that will.

	@yields what its endpoint is known by from here on.
	*/
	* #nameLate(naming: Naming): Generator<ReplayStep, void> {
		const key = [naming.local, naming.remote].toSorted().join(' ');
		const stream = naming.transport === 'tcp' ? this.#streams.get(key) : undefined;
		const peers = naming.transport === 'udp' ? this.#datagrams.get(key) : undefined;
		if (stream?.isForeign(naming.local) === true) {
			const {source, listener, listens} = this.#sources.late(naming, this.#last);
			yield * listens;
			yield * stream.meet(source, listener, this.#last);
		} else if (peers === undefined) {
			this.#names.keep(naming);
		} else {
			const {source, listens} = this.#sources.late(naming, this.#last);
			const {client, server} = peers;
			const now = client.local === naming.local ? {client: source, server} : {client, server: source};
			yield * listens;
			yield {kind: 'pair', sources: [now.client, now.server]};
			this.#datagrams.set(key, now);
		}
	}

	#count(): void {
		const left: ReadonlyArray<readonly [count: number, what: string]> = [
			[this.#unread, 'of them are not shown: no TCP or UDP over IP, or fragments'],
			[this.#file.wrong, `blocks are not read: ${wrongBlocks}`],
			[this.#file.overfull, `blocks have more than ${formatCount(limits.block_options)} options: only the first are read`],
			[this.#uncommented, `comments are not shown: a packet has at most ${limits.packet_comments}`],
		];
		const notes = left.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} ${what}`);
		this.notes.push(`${formatCount(this.#packets)} packets`, ...notes);
	}

	* #packet({time, linkType, bytes, comments, uncommented}: CapturedPacket): Generator<ReplayStep, void> {
		this.#packets++;
		this.#uncommented += uncommented;
		this.#last = time;
		for (const message of this.#file.isOwn ? [] : comments) {
			yield {kind: 'event', source: sockplaySource, fact: {event: 'note', message}, time};
		}

		const carried = transportPacket(linkType, bytes);
		if (carried === undefined) {
			this.#unread++;
		} else {
			yield * carried.transport === 'tcp' ? this.#segment(carried, time) : this.#datagram(carried, time);
		}
	}

	* #segment(carried: TransportPacket, time: number): Generator<ReplayStep, void> {
		const key = [carried.from, carried.to].toSorted().join(' ');
		const flags = carried.flags & connectionFlags;
		const isFirst = flags === tcpFlags.syn;
		let stream = this.#streams.get(key);
		if (stream === undefined || (stream.over && isFirst)) {
			const isAccepted = flags === (tcpFlags.syn | tcpFlags.ack);
			const isFromClient = isFirst || (!isAccepted && carried.fromPort >= carried.toPort);
			yield * this.#forget(key, time);
			const {listens, ...meeting} = this.#sources.begin(carried, isFromClient, time);
			stream = new ConversationSteps(meeting, this.#late);
			yield * listens;
			this.#streams.set(key, stream);
			if (this.#streams.size > limits.recorded_conversations) {
				yield * this.#forget(this.#streams.keys().next().value!, time);
			}
		}

		yield * stream.take(carried, time);
	}

	/**
	A conversation is forgotten.

	@yields what it held back.
	*/
	* #forget(key: string, time: number): Generator<ReplayStep, void> {
		const stream = this.#streams.get(key);
		if (stream !== undefined) {
			this.#streams.delete(key);
			yield * stream.end(time);
		}
	}

	* #datagram(carried: TransportPacket, time: number): Generator<ReplayStep, void> {
		const key = [carried.from, carried.to].toSorted().join(' ');
		let ends = this.#datagrams.get(key);
		if (ends === undefined) {
			const {client, server, listens} = this.#sources.begin(carried, true, time);
			ends = {client, server};
			yield * listens;
			yield {kind: 'pair', sources: [client, server]};
			this.#datagrams.set(key, ends);
			forgetFirst(this.#datagrams);
		}

		const {client, server} = ends;
		const [from, to] = carried.from === client.local ? [client, server] : [server, client];
		const bytes = carried.payload;
		const count = {asked: bytes.length, result: bytes.length};
		yield {kind: 'event', source: from, fact: {event: 'send', ...count, remote: carried.to}, bytes, time};
		yield {kind: 'event', source: to, fact: {event: 'recv', ...count, remote: carried.from}, bytes, time};
	}
}

/**
Leaves out what other processes did whose calls were not recorded.

@yields the rest.
*/
function * recorded(steps: Iterable<ReplayStep>): Generator<ReplayStep, void> {
	for (const step of steps) {
		yield isForeign(step) ? readingStep : step;
	}
}

function isForeign(step: ReplayStep): boolean {
	if (step.kind === 'pair') {
		return step.sources.some(source => source.isForeign);
	}

	return step.kind === 'event' && step.source.isForeign === true;
}
