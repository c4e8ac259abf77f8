/**
A link between a datagram socket and its user, as a layer above the socket.

A datagram that is lost on its way out was never sent: the log has `dropped` and no send. One that is lost on its way in
was received by the socket, whose recv says that it is lost, and then `dropped`. One corrupted on its way out is sent as
it then was; on its way in, `delivered` has what its user got. Those that stay on the link for a while are told where
they go onto it, `sent` by the user or received by the socket, and where they come off it.
*/
import {type Address, formatAddress} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import {DatagramLayer} from '../core/stack.ts';
import type {Conditions} from './conditions/table.ts';
import {DatagramPipe, type Datagram, type Decision} from './datagram-pipe.ts';
import type {RandomFor} from './random.ts';
import type {LinkTools} from './stream-link.ts';
import {countingImpairments, newTally, type Tallies, type TellImpairment} from './impairments.ts';

export class DatagramLink extends DatagramLayer {
	readonly tallies: Tallies = {out: newTally(), in: newTally()};
	readonly #now_us: () => number;
	readonly #out: DatagramPipe;
	readonly #in: DatagramPipe;
	/** When those that the socket is sending came onto the link. */
	readonly #leaving = new WeakMap<Uint8Array, number>();
	/** About what recv returned last. */
	#decision: Decision | undefined;
	#isHeld = false;
	#isClosing = false;

	constructor({clock}: Pick<LinkTools, 'clock'>) {
		super();
		this.#now_us = clock.now_us;
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
			deliver: ({bytes, remote, since_us, isHeld}) => {
				// A view of its own: the same bytes may be sent again, also by this link, and past it.
				const leaving = isHeld ? bytes.subarray() : bytes;
				if (isHeld) {
					this.#leaving.set(leaving, since_us);
				}

				this.#send(leaving, remote);
			},
			moved: () => {
				this.#closeWhenEmpty();
			},
		});
		this.#in = new DatagramPipe({
			...incoming,
			ready: () => !this.#isHeld,
			deliver: datagram => {
				this.#deliver(datagram, incoming.tellImpairment);
			},
			moved: () => undefined,
		});
	}

	override get queued_bytes(): number {
		return this.#out.waiting_bytes + this.below.queued_bytes;
	}

	/**
	The conditions of one direction from now on; without conditions, all that is in it is delivered. Counting begins anew
	with new conditions: in this direction, and in the other while that has none.
	*/
	setConditions(direction: 'out' | 'in', conditions: Conditions | undefined, randomFor: RandomFor): void {
		const pipes = {out: this.#out, in: this.#in};
		for (const each of ['out', 'in'] as const) {
			if (conditions !== undefined && (each === direction || pipes[each].isOpen)) {
				Object.assign(this.tallies[each], newTally());
			}
		}

		pipes[direction].set(conditions, randomFor);
	}

	override send(bytes: Uint8Array, to?: Address): void {
		if (this.#isClosing) {
			return;
		}

		const remote = this.remote ?? to!;
		if (this.#out.isOpen) {
			this.#send(bytes, remote);
			return;
		}

		const decision = this.#out.decide();
		if (decision.isHeld) {
			this.above.fact({event: 'sent', bytes: bytes.length, remote: formatAddress(remote), direction: 'out'}, bytes);
		}

		this.#out.push(bytes, remote, decision);
	}

	override fact(fact: Fact, bytes?: Uint8Array, remote?: Address): void {
		const since_us = fact.event === 'send' && bytes !== undefined ? this.#leaving.get(bytes) : undefined;
		if (fact.event === 'recv' && bytes !== undefined) {
			this.#decision = this.#in.isOpen ? undefined : this.#in.decide();
			this.above.fact(this.#decision === undefined ? fact : {...fact, ...linkOf(this.#decision)}, bytes, remote);
		} else if (since_us === undefined) {
			this.above.fact(fact, bytes, remote);
		} else {
			this.above.fact({...fact, link_us: this.#since(since_us)}, bytes, remote);
		}
	}

	override received(bytes: Uint8Array, remote: Address): void {
		if (this.#decision === undefined) {
			this.above.received(bytes, remote);
		} else {
			this.#in.push(bytes, remote, this.#decision);
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

	#deliver({bytes, remote, since_us, isHeld, damage}: Datagram, tell: TellImpairment): void {
		if (isHeld) {
			tell({
				event: 'delivered',
				bytes: bytes.length,
				elapsed_us: this.#since(since_us),
				direction: 'in',
				remote: formatAddress(remote),
				...(damage !== undefined && {message: `corrupted, ${damage}`}),
			}, bytes);
		}

		this.above.received(bytes, remote);
	}

	#since(since_us: number): number {
		return Math.round(this.#now_us() - since_us);
	}

	#closeWhenEmpty(): void {
		if (this.#isClosing && this.#out.length === 0) {
			this.below.close();
		}
	}
}

/** What a recv says of the link. */
function linkOf({isHeld, isLost}: Decision): Pick<Fact, 'link'> {
	if (isHeld) {
		return {link: 'held'};
	}

	return isLost ? {link: 'lost'} : {};
}
