/** One captured TCP conversation as the calls that its ends would have made. */
import type {Fact} from '../../core/events.ts';
import {tcpFlags} from '../pcapng/packets.ts';
import type {Carried} from './packet.ts';
import {Reassembly, type Piece} from './reassembly.ts';
import type {Party, Step} from './steps.ts';

type End = {readonly party: Party; readonly sent: Reassembly; hasFinished: boolean};

export class StreamSteps {
	readonly #client: End;
	readonly #server: End;
	readonly #listener: Party;
	#synTime: number | undefined;
	#isOpen = false;
	/** Nothing can follow. */
	over = false;

	constructor(client: Party, server: Party, listener: Party) {
		this.#client = {party: client, sent: new Reassembly(), hasFinished: false};
		this.#server = {party: server, sent: new Reassembly(), hasFinished: false};
		this.#listener = listener;
	}

	take({from, seq, flags, payload, missing_bytes}: Carried, time: number): Step[] {
		const [here, there] = from === this.#client.party.local ? [this.#client, this.#server] : [this.#server, this.#client];
		if (has(flags, tcpFlags.syn)) {
			here.sent.begin(seq + 1);
			return this.#syn(flags, time);
		}

		const isRefused = !this.#isOpen && this.#synTime !== undefined && has(flags, tcpFlags.rst);
		if (isRefused) {
			this.over = true;
			const {party} = this.#client;
			return [event(party, {event: 'connect', args: party.remote!, errno: 'ECONNREFUSED', remote: party.remote!, message: 'answered with RST'}, time), event(party, {event: 'close', result: 0}, time)];
		}

		const pieces = here.sent.take(seq, payload, {missing_bytes, isFin: has(flags, tcpFlags.fin)});
		const steps = [...this.#open(time), ...pieces.flatMap(piece => stepsOf(piece, here, there, time)), ...this.#finished(here, there, time)];
		return has(flags, tcpFlags.rst) ? [...steps, ...this.#reset(here, there, time)] : steps;
	}

	/** The capture ends. */
	end(time: number): Step[] {
		return [[this.#client, this.#server] as const, [this.#server, this.#client] as const].flatMap(([here, there]) => here.sent.end().flatMap(piece => stepsOf(piece, here, there, time)));
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
			event(client, {event: 'connect', args: client.remote!, result: 0, local: client.local!, remote: client.remote!, took_us: time - this.#synTime}, time),
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
