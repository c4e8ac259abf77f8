/** One captured TCP conversation as the calls that its ends would have made. */
import type {Fact} from '../../core/events.ts';
import {tcpFlags} from '../pcapng/packets.ts';
import type {Carried} from './packet.ts';
import {Reassembly, type Late, type Piece} from './reassembly.ts';
import type {Party, Step} from './steps.ts';

type End = {readonly party: Party; readonly sent: Reassembly; hasFinished: boolean};

/** Who talks with whom, and who accepted. */
export type Meeting = {readonly client: Party; readonly server: Party; readonly listener: Party};

export class StreamSteps {
	readonly #client: End;
	readonly #server: End;
	readonly #listener: Party;
	#synTime: number | undefined;
	#isOpen = false;
	/** Nothing can follow. */
	over = false;

	/** `late`: what all conversations of the capture hold back. */
	constructor({client, server, listener}: Meeting, late: Late) {
		this.#client = {party: client, sent: new Reassembly(late), hasFinished: false};
		this.#server = {party: server, sent: new Reassembly(late), hasFinished: false};
		this.#listener = listener;
	}

	* take({from, seq, flags, payload, missing_bytes}: Carried, time: number): Generator<Step, void> {
		const [here, there] = from === this.#client.party.local ? [this.#client, this.#server] : [this.#server, this.#client];
		if (has(flags, tcpFlags.syn)) {
			here.sent.begin(seq + 1);
			yield * this.#syn(flags, time);
			return;
		}

		if (!this.#isOpen && this.#synTime !== undefined && has(flags, tcpFlags.rst)) {
			yield * this.#refused(time);
			return;
		}

		yield * this.#open(time);
		for (const piece of here.sent.take(seq, payload, {missing_bytes, isFin: has(flags, tcpFlags.fin)})) {
			yield * stepsOf(piece, here, there, time);
		}

		yield * this.#finished(here, there, time);
		if (has(flags, tcpFlags.rst)) {
			yield * this.#reset(here, there, time);
		}
	}

	/**
	The capture ends, or the conversation is forgotten.

	@yields what was held back.
	*/
	* end(time: number): Generator<Step, void> {
		for (const [here, there] of [[this.#client, this.#server], [this.#server, this.#client]] as const) {
			for (const piece of here.sent.end()) {
				yield * stepsOf(piece, here, there, time);
			}
		}
	}

	#refused(time: number): Step[] {
		this.over = true;
		const {party} = this.#client;
		return [event(party, {event: 'connect', args: party.remote!, errno: 'ECONNREFUSED', remote: party.remote!, message: 'answered with RST'}, time), event(party, {event: 'close', result: 0}, time)];
	}

	#syn(flags: number, time: number): Step[] {
		if (has(flags, tcpFlags.ack)) {
			return this.#open(time);
		}

		this.#synTime ??= time;
		return [];
	}

	/** The two are connected: known from the answer to the SYN, or from bytes of a conversation that was there before the capture. */
	#open(time: number): Step[] {
		if (this.#isOpen) {
			return [];
		}

		this.#isOpen = true;
		const {party: client} = this.#client;
		const {party: server} = this.#server;
		const pair: Step = {kind: 'pair', parties: [client, server]};
		if (this.#synTime === undefined) {
			return [pair, event(client, {event: 'note', message: `${client.local} and ${client.remote} were connected before the capture began`}, time)];
		}

		return [
			pair,
			event(client, {event: 'connect', args: client.remote!, result: 0, local: client.local!, remote: client.remote!, elapsed_us: Math.max(0, time - this.#synTime)}, time),
			event(this.#listener, {event: 'accept', result: server.name, local: server.local!, remote: server.remote!}, time),
		];
	}

	#finished(here: End, there: End, time: number): Step[] {
		if (here.hasFinished || !here.sent.finished) {
			return [];
		}

		here.hasFinished = true;
		const steps = [event(here.party, {event: 'shutdown', args: 'SHUT_WR', result: 0}, time), event(there.party, {event: 'recv', result: 0, message: 'the peer sent FIN'}, time)];
		this.over = there.hasFinished;
		return this.over ? [...steps, ...closes(here, there, time)] : steps;
	}

	#reset(here: End, there: End, time: number): Step[] {
		if (this.over) {
			return [];
		}

		this.over = true;
		return [
			event(here.party, {event: 'setsockopt', args: 'SO_LINGER, {1, 0}', result: 0, message: 'as the RST tells'}, time),
			event(there.party, {event: 'recv', errno: 'ECONNRESET', message: 'the peer sent RST'}, time),
			...closes(here, there, time),
		];
	}
}

function closes(here: End, there: End, time: number): Step[] {
	return [here, there].map(({party}) => event(party, {event: 'close', result: 0}, time));
}

function stepsOf({bytes, lost}: Piece, here: End, there: End, time: number): Step[] {
	const gap: Step[] = lost === 0 ? [] : [event(here.party, {event: 'lost', bytes: lost, message: 'not in the capture: what follows comes after a gap'}, time)];
	return [
		...gap,
		{...event(here.party, {event: 'send', asked: bytes.length, result: bytes.length}, time), bytes},
		{...event(there.party, {event: 'recv', asked: bytes.length, result: bytes.length}, time), bytes},
	];
}

function event(party: Party, fact: Fact, time: number): Step & {readonly kind: 'event'} {
	return {kind: 'event', party, fact, time};
}

function has(flags: number, flag: number): boolean {
	return Math.floor(flags / flag) % 2 === 1;
}
