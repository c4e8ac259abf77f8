import type {Side} from '../core/events.ts';
import type {ActionOf} from './call.ts';

/** A socket of the program, from its first call to its close. */
export type ProgramSocket = {
	readonly name: string;
	readonly side: Side;
	readonly isDatagram: boolean;
	isListening: boolean;
	/** Where it is bound, of a Unix listener: the file that is there then. */
	unixPlace?: ActionOf<'unlink'>;
	/** Bytes of a stream so far. */
	received: number;
	sent: number;
};

/** The sockets of a program by the names of their endpoints. */
export class ProgramSockets {
	readonly #open = new Map<string, ProgramSocket>();
	/** The newest of each name, open or not. */
	readonly #latest = new Map<string, ProgramSocket>();

	open(made: Pick<ProgramSocket, 'name' | 'side' | 'isDatagram'>): void {
		const socket = {...made, isListening: false, received: 0, sent: 0};
		this.#open.set(socket.name, socket);
		this.#latest.set(socket.name, socket);
	}

	close({name}: ProgramSocket): void {
		this.#open.delete(name);
	}

	/** The open socket that an endpoint makes its calls on; a UDP peer's is its listener's. */
	of(endpoint: string): ProgramSocket | undefined {
		return this.#open.get(endpoint) ?? this.#open.get(endpoint.replace(/\.\d+$/v, ''));
	}

	/** The newest of that name, even if it is closed. */
	latest(name: string): ProgramSocket | undefined {
		return this.#latest.get(name);
	}

	/** What is still open, in the order in which it is to be closed: clients first, listeners last. */
	stillOpen(): readonly ProgramSocket[] {
		const order = (socket: ProgramSocket) => (socket.side === 'client' ? 0 : 1) + (socket.isListening ? 1 : 0);
		return this.#open.values().toArray().toSorted((one, other) => order(one) - order(other));
	}
}
