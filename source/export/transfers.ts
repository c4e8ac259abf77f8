/**
The calls that send and receive.

Bytes are counted in each direction of a stream. Calls that are not kept, or that the log has folded into others, are
made up for: what they received is received with the next call, and what they sent is sent as zeros.
*/
import type {LabEvent} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {formatCount, formatSize} from '../core/quantities.ts';
import type {Action, ProgramData} from './call.ts';
import {DataBudget} from './data-budget.ts';
import type {Places} from './places.ts';
import type {ProgramSocket} from './program-sockets.ts';

export type TransferSettings = {
	readonly bytesOf: (event: LabEvent) => Uint8Array | undefined;
	readonly places: Places;
	/** The other end of a connection, where it is in the log. */
	readonly peerOf: (socket: ProgramSocket) => ProgramSocket | undefined;
	/** Adds a line that makes up for others, before the one that is asked for. */
	readonly add: (socket: ProgramSocket, action: Action, comment: string) => void;
};

export class Transfers {
	readonly #settings: TransferSettings;
	readonly #data = new DataBudget();
	/** UDP peers whose address a recvfrom has kept. */
	readonly #heard = new Set<string>();

	constructor(settings: TransferSettings) {
		this.#settings = settings;
	}

	/** What is not sent as it was, a sentence each. */
	get notes(): readonly string[] {
		return this.#data.notes;
	}

	/** What a send of the log is in the program. */
	send(event: LabEvent, socket: ProgramSocket): Action {
		const {endpoint, call, remote = '', errno} = event;
		const isRefused = errno !== undefined && errno !== 'EAGAIN';
		const data = this.#dataOf(event);
		if (call === 'sendto') {
			const {name} = socket;
			const isKept = endpoint !== name && this.#heard.has(endpoint);
			const place = isKept
				? undefined
				: this.#settings.places.reached({text: remote, transport: 'udp', endpoint: name}, 'sends to');
			return place === undefined ? {kind: 'sendto', data, peer: endpoint} : {kind: 'sendto', data, place};
		}

		if (!socket.isDatagram && !isRefused) {
			this.#fillSent(event, socket);
			socket.sent += data.bytes.length;
		}

		return {kind: 'send', data, isDatagram: socket.isDatagram};
	}

	/** Sends that are not kept any more, so that the other end does not wait for their bytes. */
	#fillSent({offset = 0}: LabEvent, socket: ProgramSocket): void {
		const count = offset - socket.sent;
		if (count <= 0) {
			return;
		}

		const data = this.#data.zeros(count);
		const comment = `${formatSize(count)} of sends that are not kept`;
		this.#settings.add(socket, {kind: 'send', data, isDatagram: false}, comment);
		socket.sent = offset;
	}

	#dataOf(event: LabEvent): ProgramData {
		const bytes = event.data === undefined ? undefined : this.#settings.bytesOf(event);
		return bytes === undefined ? this.#data.zeros(event.bytes ?? event.asked ?? 0) : this.#data.of(bytes);
	}

	/** The same for a recv; the end of a stream is a `fin`. */
	recv(event: LabEvent, socket: ProgramSocket): Action {
		const {endpoint, call, result, data, offset = socket.received, asked = limits.recv_bytes} = event;
		if (call === 'recvfrom' && event.errno === undefined) {
			this.#heard.add(endpoint);
			return {kind: 'recvfrom', asked, peer: endpoint};
		}

		if (socket.isDatagram || event.errno !== undefined) {
			return {kind: 'recv', count: asked, isDatagram: true, asked};
		}

		if (data === undefined && result === 0) {
			this.#receiveRest(socket);
			return {kind: 'fin', asked};
		}

		const count = Math.max(0, offset - socket.received) + (event.bytes ?? 0);
		socket.received += count;
		return {kind: 'recv', count, isDatagram: false, asked};
	}

	/** What the other end in this log has sent and no recv that is kept has received. */
	#receiveRest(socket: ProgramSocket): void {
		const count = (this.#settings.peerOf(socket)?.sent ?? socket.received) - socket.received;
		if (count <= 0) {
			return;
		}

		const action = {kind: 'recv', count, isDatagram: false, asked: count} as const;
		const comment = `${formatCount(count)} bytes of recvs that the log has folded`;
		this.#settings.add(socket, action, comment);
		socket.received += count;
	}
}
