/**
One direction of datagrams over a link: each is lost, duplicated, corrupted, delayed or reordered, as tc-netem(8)
defines these words; what is in flight is kept in the order of its arrival, at most `limit` datagrams.

What happens to a datagram depends on the link's seed and on how many came before it. Only a full queue, and which
datagrams are overtaken, depend on time.
*/
import {type Address, formatAddress} from '../core/address.ts';
import {hexByte} from '../core/byte-literals.ts';
import type {Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {Clock} from '../core/clock.ts';
import {combined} from './conditions/datagram-effects.ts';
import {type Conditions, datagramEffects} from './conditions/table.ts';
import {transmission_us} from './pacer.ts';
import type {RandomFor} from './random.ts';
import {TimeQueue} from './time-queue.ts';
import type {Impairment, Tally, TellImpairment} from './impairments.ts';

/** `damage`: what was changed in it. `isHeld`: that it went onto the link was told. */
export type Datagram = {
	readonly bytes: Uint8Array;
	readonly remote: Address;
	readonly since_us: number;
	readonly isHeld: boolean;
	readonly damage: string | undefined;
};

/** What is decided about a datagram when it comes. `isHeld`: its user or its socket is told that the link has it. */
export type Decision = {readonly isLost: boolean; readonly isDuplicated: boolean; readonly isHeld: boolean};

/** What is pushed. */
type Given = Pick<Datagram, 'bytes' | 'remote' | 'isHeld'>;

export type DatagramPipeSettings = {
	readonly direction: 'out' | 'in';
	readonly clock: Clock;
	readonly tellImpairment: TellImpairment;
	/** Its `total` is counted here. */
	readonly tally: Tally;
	readonly ready: () => boolean;
	readonly deliver: (datagram: Datagram) => void;
	/** Something was delivered. */
	readonly moved: () => void;
};

export class DatagramPipe {
	conditions: Conditions | undefined;
	readonly #settings: DatagramPipeSettings;
	readonly #inFlight = new TimeQueue<Datagram>();
	#effect = combined([]);
	/** How long the datagram before was delayed. */
	#delay_us = 0;
	#cancel: (() => void) | undefined;
	#isPumping = false;

	constructor(settings: DatagramPipeSettings) {
		this.#settings = settings;
	}

	get length(): number {
		return this.#inFlight.length;
	}

	/** Whether a datagram would be delivered at once, unchanged. */
	get isOpen(): boolean {
		return this.conditions === undefined && this.length === 0;
	}

	/** Bytes that wait for the rate; not what is delayed only. */
	get waiting_bytes(): number {
		const {rate_bytes_per_second: rate} = this.#effect;
		const ahead_us = this.#inFlight.last_us - this.#settings.clock.now_us() - this.#delay_us;
		return rate === undefined || !(ahead_us > 0) || ahead_us === Infinity ? 0 : Math.floor(ahead_us * rate / 1e6);
	}

	/** What holds from now on. Without conditions, all that is in flight is delivered at once. */
	set(conditions: Conditions | undefined, randomFor: RandomFor): void {
		this.conditions = conditions;
		this.#effect = combined(datagramEffects(conditions ?? {}, randomFor));
		if (conditions === undefined) {
			for (const datagram of this.#inFlight.clear()) {
				this.#inFlight.push(datagram, -Infinity);
			}
		}

		this.pump();
	}

	/** Decides about the next datagram, which is then to be pushed. */
	decide(): Decision {
		const isLost = this.#effect.isLost();
		const isDuplicated = this.#effect.isDuplicated();
		const {canHold, canChange} = this.#effect;
		const isTold = canHold || this.length > 0 || (this.#settings.direction === 'in' && (canChange || isDuplicated));
		return {isLost, isDuplicated, isHeld: isTold && (!isLost || isDuplicated)};
	}

	/** Takes a datagram, whose bytes must not change afterwards. */
	push(bytes: Uint8Array, remote: Address, {isLost, isDuplicated, isHeld}: Decision = this.decide()): void {
		this.#settings.tally.total++;
		const given = {bytes, remote, isHeld};
		if (isLost) {
			this.#tell('dropped', given, {message: 'lost by the link'});
		} else {
			this.#send(given);
		}

		if (isDuplicated) {
			this.#tell('duplicated', given);
			this.#send(given);
		}

		this.pump();
	}

	/** Drops everything in it. */
	discard(): void {
		this.#cancel?.();
		for (const datagram of this.#inFlight.clear()) {
			this.#tell('dropped', datagram, {message: 'still on its way when the socket was closed'});
		}
	}

	/** Delivers what is due, so much in one turn of the event loop, and schedules the next delivery. */
	pump(): void {
		if (this.#isPumping) {
			return;
		}

		const {clock, ready, deliver, moved} = this.#settings;
		this.#isPumping = true;
		let left = limits.link_pieces_per_turn;
		while (left > 0 && this.#inFlight.first_us <= clock.now_us() && ready()) {
			left--;
			deliver(this.#inFlight.shift()!);
		}

		this.#isPumping = false;
		this.#cancel?.();
		const due_us = ready() ? this.#inFlight.first_us : Infinity;
		this.#cancel = due_us === Infinity
			? undefined
			: clock.schedule(due_us, () => {
				this.pump();
			});
		moved();
	}

	/** A datagram that is not lost: it may be corrupted, and is then in flight. */
	#send({bytes: given, remote, isHeld}: Given): void {
		const damage = this.#effect.corrupt(given);
		const bytes = damage?.bytes ?? given;
		const message = damage && `byte ${damage.at}: ${hexByte(damage.before)} became ${hexByte(damage.after)}`;
		if (message !== undefined) {
			this.#tell('corrupted', {bytes, remote}, {message});
		}

		const {limit} = this.#effect;
		if (this.#inFlight.length >= limit) {
			this.#tell('dropped', {bytes, remote}, {message: `the link holds ${limit} datagrams at the most`});
			return;
		}

		this.#depart({bytes, remote, isHeld, damage: message});
	}

	#depart({bytes, remote, isHeld, damage}: Omit<Datagram, 'since_us'>): void {
		const since_us = this.#settings.clock.now_us();
		const isReordered = this.#effect.isReordered();
		this.#delay_us = this.#effect.delay_us();
		const due_us = isReordered ? since_us : this.#arrival_us(since_us + this.#delay_us, bytes.length);
		if (!isReordered && due_us > since_us) {
			this.#tell('delayed', {bytes, remote}, {elapsed_us: Math.round(due_us - since_us)});
		}

		const overtaken = this.#inFlight.push({bytes, remote, since_us, isHeld, damage}, due_us);
		if (isReordered || overtaken > 0) {
			const message = overtaken === 0 ? 'without its delay' : `ahead of ${overtaken} that came before it`;
			this.#tell('reordered', {bytes, remote}, {message});
		}
	}

	/**
	With a rate, a datagram arrives after the last one in flight, later by the time that its own bytes take; netem does the
	same.
	*/
	#arrival_us(due_us: number, length: number): number {
		const {rate_bytes_per_second: rate} = this.#effect;
		return rate === undefined ? due_us : Math.max(due_us, this.#inFlight.last_us) + transmission_us(length, rate);
	}

	/** Bytes that are lost, or that no send or recv shows, are recorded with the impairment. */
	#tell(event: Impairment, {bytes, remote}: Pick<Datagram, 'bytes' | 'remote'>, more: Partial<Fact> = {}): void {
		const {direction, tellImpairment} = this.#settings;
		const isNew = event === 'dropped' || (event === 'corrupted' && direction === 'in');
		const fact = {...more, event, bytes: bytes.length, remote: formatAddress(remote), direction};
		tellImpairment(fact, isNew ? bytes : undefined);
	}
}
