import type {LabEvent} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {Call} from './call.ts';
import type {ProgramSocket} from './program-sockets.ts';

/**
Sends that nobody received, so that the queue was full: a program would wait in them, since nobody reads there either.
*/
export class UnreadSends {
	readonly #calls: Call[];
	readonly #pairs: ReadonlyMap<string, string>;
	/** Which line sends what the system has not taken whole, and of which the rest still waits. */
	readonly #waiting = new Map<ProgramSocket, number>();
	/** Of whom some are left out. */
	readonly #names = new Set<string>();

	/** `calls`: where lines are replaced; `pairs`: the other end of each connection. */
	constructor(calls: Call[], pairs: ReadonlyMap<string, string>) {
		this.#calls = calls;
		this.#pairs = pairs;
	}

	/** What was left out, a sentence each. */
	get notes(): readonly string[] {
		return [...this.#names].slice(0, limits.named_endpoints)
			.map(name => `sends of ${name} that nobody received, so that its queue was full, are left out`);
	}

	/** Reads an event on a socket, whose line is the next one. */
	read({event, queued = 0}: LabEvent, socket: ProgramSocket): void {
		if (socket.isDatagram) {
			return;
		}

		if (event === 'send' && queued > 0) {
			this.#waiting.set(socket, this.#calls.length);
		} else if (event === 'send' || event === 'drained') {
			this.#waiting.delete(socket);
		}
	}

	/** The socket is closed: nobody received what still waits. */
	closed(socket: ProgramSocket): void {
		const last = this.#waiting.get(socket);
		if (last !== undefined) {
			this.#waiting.delete(socket);
			this.#leaveOut(socket.name, last);
		}
	}

	/** Of what the other end has not received when its queue was full, so much stays as any system takes. */
	#leaveOut(name: string, last: number): void {
		const other = this.#pairs.get(name);
		const first = this.#calls.findLastIndex(({endpoint, action}) => endpoint === other && action.kind === 'recv') + 1;
		let sent = 0;
		for (let index = first; index <= last; index++) {
			const call = this.#calls[index]!;
			if (call.socket !== name || call.action.kind !== 'send') {
				continue;
			}

			sent += call.action.data.bytes.length;
			const isKept = index < last && sent <= limits.program_unread_bytes;
			if (isKept) {
				continue;
			}

			this.#calls[index] = {...call, action: {kind: 'comment'}};
			this.#names.add(name);
		}
	}
}
