/**
A link between a datagram socket and whoever uses it: an endpoint around an endpoint.

It lies above the journal, as a stream's link does: a datagram that is lost on its way out was never sent, and the log has `dropped` and no send; one that is lost on its way in was received, and then `dropped`. One damaged on its way out is sent as it then was.
*/
import {Buffer} from 'node:buffer';
import {type Address, formatAddress} from '../core/address.ts';
import type {DatagramEndpoint, DatagramOptions} from '../core/network.ts';
import type {Conditions} from './conditions/table.ts';
import {DatagramPipe} from './datagram-pipe.ts';
import type {Random} from './random.ts';
import {delivered_us, type LinkTools} from './stream-link.ts';
import {countingImpairments, newTally} from './impairments.ts';

export class DatagramLink implements DatagramEndpoint {
	readonly tally = newTally();
	readonly local: Address;
	readonly remote?: Address;
	readonly #endpoint: DatagramEndpoint;
	readonly #received: (bytes: Uint8Array, remote: Address) => void;
	readonly #out: DatagramPipe;
	readonly #in: DatagramPipe;
	#isHeld = false;
	#isClosing = false;

	/** `received` gets what comes out at this end of the link. */
	constructor(endpoint: DatagramEndpoint, received: (bytes: Uint8Array, remote: Address) => void, {clock, tell}: LinkTools) {
		this.#endpoint = endpoint;
		this.#received = received;
		this.local = endpoint.local;
		if (endpoint.remote !== undefined) {
			this.remote = endpoint.remote;
		}

		const tellImpairment = countingImpairments(this.tally, tell);
		this.#out = new DatagramPipe({
			direction: 'out',
			clock,
			tellImpairment,
			ready: () => true,
			deliver: (bytes, remote) => {
				this.#send(bytes, remote);
			},
			moved: () => {
				this.#closeWhenEmpty();
			},
		});
		this.#in = new DatagramPipe({
			direction: 'in',
			clock,
			tellImpairment,
			ready: () => !this.#isHeld,
			deliver(bytes, remote, since_us) {
				const elapsed_us = Math.round(clock.now_us() - since_us);
				if (elapsed_us >= delivered_us) {
					tellImpairment({event: 'delivered', bytes: bytes.length, remote: formatAddress(remote), elapsed_us, direction: 'in'});
				}

				received(bytes, remote);
			},
			moved: () => undefined,
		});
	}

	get queued_bytes(): number {
		return this.#out.waiting_bytes + this.#endpoint.queued_bytes;
	}

	/** The conditions of one direction from now on; none lets all go on that is in it. */
	setConditions(direction: 'out' | 'in', conditions: Conditions | undefined, randomFor: (condition: string) => Random): void {
		(direction === 'out' ? this.#out : this.#in).set(conditions, randomFor);
	}

	send(bytes: Uint8Array, to?: Address): void {
		if (this.#isClosing) {
			return;
		}

		const remote = this.remote ?? to!;
		if (this.#out.conditions === undefined && this.#out.length === 0) {
			this.#send(bytes, remote);
		} else {
			this.#out.push(bytes, remote);
		}
	}

	/** The endpoint below received these bytes, which may change afterwards. */
	received(bytes: Uint8Array, remote: Address): void {
		if (this.#in.conditions === undefined && this.#in.length === 0) {
			this.#received(bytes, remote);
		} else {
			this.#in.push(Buffer.from(bytes), remote);
		}
	}

	hold(): void {
		this.#isHeld = true;
		this.#endpoint.hold();
	}

	resume(): void {
		this.#isHeld = false;
		this.#endpoint.resume();
		this.#in.pump();
	}

	/** Closes once what was sent has left the link. */
	close(): void {
		this.#isClosing = true;
		this.#in.discard();
		this.#closeWhenEmpty();
	}

	/** The session ends: what is in the link is dropped, and told. */
	destroy(): void {
		this.#out.discard();
		this.close();
	}

	set(options: DatagramOptions): void {
		this.#endpoint.set(options);
	}

	join(group: Address): void {
		this.#endpoint.join(group);
	}

	leave(group: Address): void {
		this.#endpoint.leave(group);
	}

	#send(bytes: Uint8Array, remote: Address): void {
		if (this.remote === undefined) {
			this.#endpoint.send(bytes, remote);
		} else {
			this.#endpoint.send(bytes);
		}
	}

	#closeWhenEmpty(): void {
		if (this.#isClosing && this.#out.length === 0) {
			this.#endpoint.close();
		}
	}
}
