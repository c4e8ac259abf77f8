/** One captured TCP conversation as the calls that its ends would have made. */
import type {Fact} from '../../core/events.ts';
import {tcpFlags} from '../pcapng/packets.ts';
import type {TransportPacket} from './packet.ts';
import {Reassembly, type Late, type Reassembled} from './reassembly.ts';
import {readingStep, type RecordedSource, type ReplayStep} from './steps.ts';

type Peer = {source: RecordedSource; readonly sent: Reassembly; hasFinished: boolean};

/** Who talks with whom, and who accepted. */
export type ConversationSources = {
	readonly client: RecordedSource;
	readonly server: RecordedSource;
	readonly listener: RecordedSource;
};

export class ConversationSteps {
	readonly #client: Peer;
	readonly #server: Peer;
	#listener: RecordedSource;
	#synTime: number | undefined;
	#isOpen = false;
	/** Nothing can follow. */
	over = false;

	/** `late`: what all conversations of the capture hold back. */
	constructor({client, server, listener}: ConversationSources, late: Late) {
		this.#client = {source: client, sent: new Reassembly(late), hasFinished: false};
		this.#server = {source: server, sent: new Reassembly(late), hasFinished: false};
		this.#listener = listener;
	}

	* take({from, seq, flags, payload, missing_bytes}: TransportPacket, time: number): Generator<ReplayStep, void> {
		const isFromClient = from === this.#client.source.local;
		const [here, there] = isFromClient ? [this.#client, this.#server] : [this.#server, this.#client];
		if ((flags & tcpFlags.syn) !== 0) {
			here.sent.begin(seq + 1);
			yield * this.#syn(flags, time);
			return;
		}

		if (!this.#isOpen && this.#synTime !== undefined && (flags & tcpFlags.rst) !== 0) {
			yield * this.#refused(time);
			return;
		}

		yield * this.#open(time);
		for (const piece of here.sent.take(seq, payload, {missing_bytes, isFin: (flags & tcpFlags.fin) !== 0})) {
			yield * stepsOf(piece, here, there, time);
		}

		yield * this.#finished(here, there, time);
		if ((flags & tcpFlags.rst) !== 0) {
			yield * this.#reset(here, there, time);
		}
	}

	/** Whether it goes on and its end at this address is in another process, as far as is known. */
	isForeign(local: string): boolean {
		const {source} = [this.#client, this.#server].find(peer => peer.source.local === local)!;
		return source.isForeign === true && !this.over;
	}

	/** The end at this address is in this process: it was accepted only now. */
	meet(source: RecordedSource, listener: RecordedSource, time: number): ReplayStep[] {
		const peer = source.local === this.#client.source.local ? this.#client : this.#server;
		peer.source = source;
		if (peer === this.#server) {
			this.#listener = listener;
		}

		const pair: ReplayStep = {kind: 'pair', sources: [this.#client.source, this.#server.source]};
		const isAccepted = this.#isOpen && this.#synTime !== undefined && peer === this.#server;
		return isAccepted ? [pair, this.#accepted(time)] : [pair];
	}

	/**
	The capture ends, or the conversation is forgotten.

	@yields what was held back.
	*/
	* end(time: number): Generator<ReplayStep, void> {
		for (const [here, there] of [[this.#client, this.#server], [this.#server, this.#client]] as const) {
			for (const piece of here.sent.end()) {
				yield * stepsOf(piece, here, there, time);
			}
		}
	}

	#refused(time: number): ReplayStep[] {
		this.over = true;
		const {source} = this.#client;
		const remote = source.remote!;
		return [
			event(source, {event: 'connect', args: remote, errno: 'ECONNREFUSED', remote, message: 'answered with RST'}, time),
			event(source, {event: 'close', result: 0}, time),
		];
	}

	#syn(flags: number, time: number): ReplayStep[] {
		if ((flags & tcpFlags.ack) !== 0) {
			return this.#open(time);
		}

		this.#synTime ??= time;
		return [];
	}

	/**
	The two are connected: known from the answer to the SYN, or from bytes of a conversation that was there before the
	capture.
	*/
	#open(time: number): ReplayStep[] {
		if (this.#isOpen) {
			return [];
		}

		this.#isOpen = true;
		const {source: client} = this.#client;
		const pair: ReplayStep = {kind: 'pair', sources: [client, this.#server.source]};
		if (this.#synTime === undefined) {
			const message = `${client.local} and ${client.remote} were connected before the capture began`;
			return [pair, event(client.isForeign === true ? this.#server.source : client, {event: 'note', message}, time)];
		}

		const elapsed_us = Math.max(0, time - this.#synTime);
		const [local, remote] = [client.local!, client.remote!];
		return [
			pair,
			event(client, {event: 'connect', args: remote, result: 0, local, remote, elapsed_us}, time),
			this.#accepted(time),
		];
	}

	#accepted(time: number): ReplayStep {
		const {name, local, remote} = this.#server.source;
		return event(this.#listener, {event: 'accept', result: name, local: local!, remote: remote!}, time);
	}

	#finished(here: Peer, there: Peer, time: number): ReplayStep[] {
		if (here.hasFinished || !here.sent.finished) {
			return [];
		}

		here.hasFinished = true;
		const steps = [
			event(here.source, {event: 'shutdown', args: 'SHUT_WR', result: 0}, time),
			event(there.source, {event: 'recv', result: 0, message: 'the peer sent FIN'}, time),
		];
		this.over = there.hasFinished;
		return this.over ? [...steps, ...closes(here, there, time)] : steps;
	}

	#reset(here: Peer, there: Peer, time: number): ReplayStep[] {
		if (this.over) {
			return [];
		}

		this.over = true;
		return [
			event(here.source, {event: 'setsockopt', args: 'SO_LINGER, {1, 0}', result: 0, message: 'as the RST shows'}, time),
			event(there.source, {event: 'recv', errno: 'ECONNRESET', message: 'the peer sent RST'}, time),
			...closes(here, there, time),
		];
	}
}

function closes(here: Peer, there: Peer, time: number): ReplayStep[] {
	return [here, there].map(({source}) => event(source, {event: 'close', result: 0}, time));
}

function stepsOf({bytes, lost}: Reassembled, here: Peer, there: Peer, time: number): ReplayStep[] {
	if (bytes.length === 0) {
		return [readingStep];
	}

	const message = 'not in the capture: what follows comes after a gap';
	const gap: ReplayStep[] = lost === 0 ? [] : [event(here.source, {event: 'lost', bytes: lost, message}, time)];
	return [
		...gap,
		{...event(here.source, {event: 'send', asked: bytes.length, result: bytes.length}, time), bytes},
		{...event(there.source, {event: 'recv', asked: bytes.length, result: bytes.length}, time), bytes},
	];
}

function event(source: RecordedSource, fact: Fact, time: number): ReplayStep & {readonly kind: 'event'} {
	return {kind: 'event', source, fact, time};
}
