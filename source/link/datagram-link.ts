/**
A link between a datagram socket and its user, as a layer above the socket.

A datagram that is lost on its way out was never sent: the log has `dropped` and no send. One that is lost on its way in
was received, and then `dropped`. One corrupted on its way out is sent as it then was.
*/
import {Buffer} from 'node:buffer';
import {type Address, formatAddress} from '../core/address.ts';
import {DatagramLayer} from '../core/stack.ts';
import type {Conditions} from './conditions/table.ts';
import {DatagramPipe} from './datagram-pipe.ts';
import type {RandomFor} from './random.ts';
import {delivered_us, type LinkTools} from './stream-link.ts';
import {countingImpairments, newTally, type Tallies} from './impairments.ts';

export class DatagramLink extends DatagramLayer {
	readonly tallies: Tallies = {out: newTally(), in: newTally()};
	readonly #out: DatagramPipe;
	readonly #in: DatagramPipe;
	#isHeld = false;
	#isClosing = false;

	constructor({clock}: Pick<LinkTools, 'clock'>) {
		super();
		const settingsOf = (direction: 'out' | 'in') => ({
			direction,
			clock,
			tally: this.tallies[direction],
			tellImpairment: countingImpairments(this.tallies[direction], (fact, bytes) => {
				this.above.fact(fact, bytes);
			}),
		});
		const incoming = settingsOf('in');
		this.#out = new DatagramPipe({
			...settingsOf('out'),
			ready: () => true,
			deliver: (bytes, remote) => {
				this.#send(bytes, remote);
			},
			moved: () => {
				this.#closeWhenEmpty();
			},
		});
		this.#in = new DatagramPipe({
			...incoming,
			ready: () => !this.#isHeld,
			deliver: (bytes, remote, since_us) => {
				const elapsed_us = Math.round(clock.now_us() - since_us);
				if (elapsed_us >= delivered_us) {
					const fact = {event: 'delivered', bytes: bytes.length, elapsed_us, direction: 'in'} as const;
					incoming.tellImpairment({...fact, remote: formatAddress(remote)});
				}

				this.above.received(bytes, remote);
			},
			moved: () => undefined,
		});
	}

	override get queued_bytes(): number {
		return this.#out.waiting_bytes + this.below.queued_bytes;
	}

	/** The conditions of one direction from now on, counted anew; none lets all go on that is in it. */
	setConditions(direction: 'out' | 'in', conditions: Conditions | undefined, randomFor: RandomFor): void {
		Object.assign(this.tallies[direction], conditions === undefined ? {} : newTally());
		(direction === 'out' ? this.#out : this.#in).set(conditions, randomFor);
	}

	override send(bytes: Uint8Array, to?: Address): void {
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
	override received(bytes: Uint8Array, remote: Address): void {
		if (this.#in.conditions === undefined && this.#in.length === 0) {
			this.above.received(bytes, remote);
		} else {
			this.#in.push(Buffer.from(bytes), remote);
		}
	}

	override hold(): void {
		this.#isHeld = true;
		this.below.hold();
	}

	override resume(): void {
		this.#isHeld = false;
		this.below.resume();
		this.#in.pump();
	}

	/** Closes once what was sent has left the link. */
	override close(): void {
		this.#isClosing = true;
		this.#in.discard();
		this.#closeWhenEmpty();
	}

	/** The session ends: what is in the link is dropped, and told. */
	override destroy(): void {
		this.#isClosing = true;
		this.#out.discard();
		this.#in.discard();
		this.below.destroy();
	}

	#send(bytes: Uint8Array, remote: Address): void {
		if (this.remote === undefined) {
			this.below.send(bytes, remote);
		} else {
			this.below.send(bytes);
		}
	}

	#closeWhenEmpty(): void {
		if (this.#isClosing && this.#out.length === 0) {
			this.below.close();
		}
	}
}
