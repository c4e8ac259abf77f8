import {Buffer} from 'node:buffer';
import {limits} from '../../core/limits.ts';
import type {ServiceConnection, StreamHandler} from '../service.ts';

/** Called with the events of a leg. */
type LegObserver = {received?(): void; ended?(): void; closed?(): void};

/**
One side of a relay. What it receives is sent on the other side, its FIN becomes a FIN there and its RST a RST. It is
not read while the other side has bytes queued, nor before the other side is connected.

A datagram peer cannot be held: what it sends before the other side is connected is queued here, up to a limit.
*/
export class Leg implements StreamHandler {
	readonly #connection: ServiceConnection;
	readonly #hearing: LegObserver;
	#other: Leg | undefined;
	readonly #early: Uint8Array[] = [];
	#early_bytes = 0;
	#hasEnded = false;
	#closed: {readonly errno?: string} | undefined;

	constructor(connection: ServiceConnection, hearing: LegObserver = {}) {
		this.#connection = connection;
		this.#hearing = hearing;
		connection.hold();
	}

	/** Connects both sides and sends what was queued. */
	join(other: Leg): void {
		this.#other = other;
		other.#other = this;
		for (const bytes of this.#early.splice(0)) {
			other.#send(bytes);
		}

		if (this.#closed === undefined) {
			this.#connection.resume();
			other.#connection.resume();
		} else {
			this.#forwardEnd(this.#closed.errno);
		}
	}

	received(bytes: Uint8Array): void {
		this.#hearing.received?.();
		if (this.#other === undefined) {
			this.#keep(bytes);
		} else {
			this.#other.#send(bytes);
		}
	}

	ended(): void {
		this.#hasEnded = true;
		this.#other?.shutdown();
		this.#hearing.ended?.();
	}

	drained(): void {
		this.#other?.resume();
	}

	closed(errno?: string): void {
		this.#closed = errno === undefined ? {} : {errno};
		this.#hearing.closed?.();
		this.#forwardEnd(errno);
	}

	shutdown(): void {
		this.#connection.shutdown();
	}

	hold(): void {
		this.#connection.hold();
	}

	resume(): void {
		this.#connection.resume();
	}

	#forwardEnd(errno: string | undefined): void {
		const other = this.#other;
		if (other === undefined || other.#closed !== undefined) {
			return;
		}

		if (errno !== undefined) {
			other.#connection.reset();
		} else if (!(this.#hasEnded && other.#hasEnded)) {
			other.#connection.close();
		}
	}

	#send(bytes: Uint8Array): void {
		this.#connection.send(bytes);
		if (this.#connection.queued_bytes() > 0) {
			this.#other?.hold();
		}
	}

	#keep(bytes: Uint8Array): void {
		if (this.#early_bytes + bytes.length > limits.datagram_bytes
			|| this.#early.length >= limits.relay_pending_datagrams) {
			const max = `${limits.datagram_bytes} bytes in ${limits.relay_pending_datagrams} datagrams`;
			this.#connection.note(
				`${bytes.length} bytes dropped: the other side is not connected yet, and at most ${max} are queued for it`,
			);
			return;
		}

		this.#early.push(Buffer.from(bytes));
		this.#early_bytes += bytes.length;
	}
}
