/**
One direction of datagrams over a link: each is lost, doubled, damaged, held back or let past others, as tc-netem(8) means these words; what is on its way is kept in the order of its arrival, and no more than `limit`.

What a datagram meets is decided by its turn alone, from the link's seed: only a full queue, and which ones are overtaken, depend on time.
*/
import {type Address, formatAddress} from '../core/address.ts';
import {hexByte} from '../core/byte-literals.ts';
import type {Fact} from '../core/events.ts';
import type {Clock} from './clock.ts';
import {combined} from './conditions/datagram-effects.ts';
import {type Conditions, datagramEffects} from './conditions/table.ts';
import {transmission_us} from './pace.ts';
import type {Random} from './random.ts';
import {TimeQueue} from './time-queue.ts';
import type {Tally, Verdict} from './verdicts.ts';

type Datagram = {readonly bytes: Uint8Array; readonly remote: Address; readonly since_us: number};

export type DatagramPipeSettings = {
	readonly way: 'out' | 'in';
	readonly clock: Clock;
	readonly verdict: Verdict;
	readonly ready: () => boolean;
	readonly handOn: (bytes: Uint8Array, remote: Address, since_us: number) => void;
	/** Something was handed on. */
	readonly moved: () => void;
};

export class DatagramPipe {
	conditions: Conditions | undefined;
	readonly #settings: DatagramPipeSettings;
	readonly #flying = new TimeQueue<Datagram>();
	#effect = combined([]);
	/** How long the datagram before was delayed. */
	#delay_us = 0;
	#callOff: (() => void) | undefined;
	#pumping = false;

	constructor(settings: DatagramPipeSettings) {
		this.#settings = settings;
	}

	get length(): number {
		return this.#flying.length;
	}

	/** Bytes that wait for the rate; not what is delayed only. */
	get waiting_bytes(): number {
		const {rate_bytes_per_second: rate} = this.#effect;
		const ahead_us = this.#flying.last_us - this.#settings.clock.now_us() - this.#delay_us;
		return rate === undefined || !(ahead_us > 0) || ahead_us === Infinity ? 0 : Math.floor(ahead_us * rate / 1e6);
	}

	/** What holds from now on. Without conditions, all that was in it goes on at once. */
	set(conditions: Conditions | undefined, randomFor: (condition: string) => Random): void {
		this.conditions = conditions;
		this.#effect = combined(datagramEffects(conditions ?? {}, randomFor));
		if (conditions === undefined) {
			for (const datagram of this.#flying.clear()) {
				this.#flying.push(datagram, -Infinity);
			}
		}

		this.pump();
	}

	/** Takes a datagram, whose bytes must not change afterwards. */
	push(bytes: Uint8Array, remote: Address): void {
		const isLost = this.#effect.isLost();
		const isDuplicated = this.#effect.isDuplicated();
		if (isLost) {
			this.#tell('dropped', {bytes, remote}, {message: 'lost by the link'});
		} else {
			this.#send(bytes, remote);
		}

		if (isDuplicated) {
			this.#tell('duplicated', {bytes, remote});
			this.#send(bytes, remote);
		}

		this.pump();
	}

	/** Lets go of everything in it. */
	discard(): void {
		this.#callOff?.();
		for (const datagram of this.#flying.clear()) {
			this.#tell('dropped', datagram, {message: 'still on its way when the socket was closed'});
		}
	}

	/** Does all that is due, and waits for what is next. */
	pump(): void {
		if (this.#pumping) {
			return;
		}

		const {clock, ready, handOn, moved} = this.#settings;
		this.#pumping = true;
		while (this.#flying.first_us <= clock.now_us() && ready()) {
			const {bytes, remote, since_us} = this.#flying.shift()!;
			handOn(bytes, remote, since_us);
		}

		this.#pumping = false;
		this.#callOff?.();
		const due_us = ready() ? this.#flying.first_us : Infinity;
		this.#callOff = due_us === Infinity
			? undefined
			: clock.alarm(due_us, () => {
				this.pump();
			});
		moved();
	}

	/** What is not lost: perhaps damaged, and on its way for as long as it takes. */
	#send(given: Uint8Array, remote: Address): void {
		const damage = this.#effect.corrupt(given);
		const bytes = damage?.bytes ?? given;
		if (damage !== undefined) {
			const message = `byte ${damage.at}: ${hexByte(damage.before)} became ${hexByte(damage.after)}`;
			this.#tell('corrupted', {bytes, remote}, {message});
		}

		const {limit} = this.#effect;
		if (this.#flying.length >= limit) {
			this.#tell('dropped', {bytes, remote}, {message: `the link holds ${limit} datagrams at the most`});
			return;
		}

		this.#fly(bytes, remote);
	}

	#fly(bytes: Uint8Array, remote: Address): void {
		const since_us = this.#settings.clock.now_us();
		const isReordered = this.#effect.isReordered();
		this.#delay_us = this.#effect.delay_us();
		const due_us = isReordered ? since_us : this.#arrival_us(since_us + this.#delay_us, bytes.length);
		if (!isReordered && due_us > since_us) {
			this.#tell('delayed', {bytes, remote}, {took_us: Math.round(due_us - since_us)});
		}

		const overtaken = this.#flying.push({bytes, remote, since_us}, due_us);
		if (isReordered || overtaken > 0) {
			this.#tell('reordered', {bytes, remote}, {message: overtaken === 0 ? 'without its delay' : `ahead of ${overtaken} that came before it`});
		}
	}

	/** With a rate, behind the last on its way, and as long after it as its own bytes take; netem counts the same. */
	#arrival_us(due_us: number, length: number): number {
		const {rate_bytes_per_second: rate} = this.#effect;
		return rate === undefined ? due_us : Math.max(due_us, this.#flying.last_us) + transmission_us(length, rate);
	}

	/** What a recv has not shown before it is told with its bytes. */
	#tell(event: keyof Tally, {bytes, remote}: {readonly bytes: Uint8Array; readonly remote: Address}, more: Partial<Fact> = {}): void {
		const {way, verdict} = this.#settings;
		const isNew = way === 'out' ? event === 'dropped' : event === 'corrupted';
		verdict({...more, event, bytes: bytes.length, remote: formatAddress(remote), way}, isNew ? bytes : undefined);
	}
}
