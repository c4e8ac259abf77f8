/**
Keeps a datagram service from answering what answers everything: one datagram with a forged source would have the two
talk for ever (CERT advisory CA-1996-01).

Four rules, each for what the one before cannot see:

1. Nothing is answered that comes from the port of a service that answers everything: RFC 862 to 868.
2. Nothing is answered that comes from a listener of this session that answers, itself among them.
3. Two processes that answer each other are known by what they say: nothing new. A datagram is a repetition when it is
  one of the last that went either way between the two. Repetitions have a budget for each address, which time and new
  contents fill up again; above it, one of `loop_drop_one_in` is not answered.
4. Two processes whose answers always differ (a counter, a time, random bytes) are known only by going on: after
  `loop_datagrams` from one address without a second of silence, one of `loop_datagrams_drop_one_in` is not answered.
  Where a service answers with several datagrams each time, more are made than are left out: after each
  `loop_datagrams_before_silence` nothing is answered for `loop_silence_us`, until none is in flight.

Nothing tells a loop from a person's program that sends as much, but that a loop does not survive a missing answer. So
the last two rules cut nobody off: a loop of k datagrams ends after about `loop_repeats + k * loop_drop_one_in` answers,
or `loop_datagrams + k * loop_datagrams_drop_one_in` where they differ. A program that repeats itself faster than the
budget fills loses one answer of a hundred, and one that sends different contents without a pause one of ten thousand,
as it may over UDP.

What does not end: a loop whose datagrams all take longer on their way than these times, which is slow.
*/
import type {Address} from '../core/address.ts';
import {limits} from '../core/limits.ts';
import {formatCount, formatDuration} from '../core/quantities.ts';
import type {Clock} from '../core/clock.ts';

/** echo, daytime, qotd, chargen and time. */
const answeringPorts = new Set([7, 13, 17, 19, 37]);

export type LoopGuardSettings = {
	readonly clock: Clock;
	/** The listener of this session that is at this address and answers. */
	readonly answererAt: (address: Address) => string | undefined;
	/** Puts a sentence into the log, beside what comes from this address. */
	readonly note: (remote: string, message: string) => void;
};

/** What is known of one address. */
type Talk = {
	/** Fingerprints of the last datagrams, either way. */
	readonly last: Set<number>;
	/** The last of them. */
	newest: number | undefined;
	/** Repetitions of late, less what time and new contents have taken off. */
	repeats: number;
	/** When they were counted last. */
	counted_us: number;
	/** Repetitions above the budget. */
	above: number;
	/** Datagrams from it since the last second of silence. */
	datagrams: number;
	/** Nothing is answered until then. */
	silent_until_us: number;
	/** Datagrams not answered and not reported. */
	unreported: number;
	cancel: (() => void) | undefined;
};

const loopReason = [
	`after ${formatCount(limits.loop_repeats)} datagrams with nothing new, as when two services answer each other`,
	`one of ${limits.loop_drop_one_in} is left without an answer`,
].join(', ');

const endlessReason = [
	`after ${formatCount(limits.loop_datagrams)} datagrams without a quiet second, as when two services answer each other`,
	`one of ${formatCount(limits.loop_datagrams_drop_one_in)} is left without an answer`,
].join(', ');

const silenceReason = [
	`after ${formatCount(limits.loop_datagrams_before_silence)} datagrams without a quiet second`,
	`nothing is answered for ${formatDuration(limits.loop_silence_us / 1000)}`,
].join(', ');

export class LoopGuard {
	readonly #settings: LoopGuardSettings;
	/** The one silent for longest first. */
	readonly #talks = new Map<string, Talk>();
	/** The one that stands last. */
	#newest: {readonly remote: string; readonly talk: Talk} | undefined;
	/** The datagram asked about last: an echo sends it as it is, and it is among the last of its talk already. */
	#asked: Uint8Array | undefined;

	constructor(settings: LoopGuardSettings) {
		this.#settings = settings;
	}

	/** Whether a service may answer this; why not is put into the log. `remote` is the address in words. */
	admits(bytes: Uint8Array, address: Address, remote: string): boolean {
		this.#asked = bytes;
		const talk = this.#talkWith(remote);
		const reason = this.#answererBehind(address) ?? this.#loopIn(talk, bytes);
		if (reason !== undefined) {
			this.#tell(talk, remote, reason);
		}

		return reason === undefined;
	}

	/** A datagram went to this address. */
	sent(bytes: Uint8Array, remote: string): void {
		const isAnswerOfItself = bytes === this.#asked && remote === this.#newest?.remote;
		const talk = isAnswerOfItself ? undefined : this.#talks.get(remote);
		if (talk !== undefined) {
			remember(talk, fingerprintOf(bytes));
		}
	}

	/** The socket is closed: what is not reported yet is reported now. */
	end(): void {
		for (const [remote, talk] of this.#talks) {
			talk.cancel?.();
			this.#tellRest(talk, remote);
		}

		this.#talks.clear();
		this.#newest = undefined;
		this.#asked = undefined;
	}

	#talkWith(remote: string): Talk {
		if (this.#newest?.remote !== remote) {
			this.#newest = {remote, talk: this.#moveToEnd(remote)};
		}

		return this.#newest.talk;
	}

	#moveToEnd(remote: string): Talk {
		const talk = this.#talks.get(remote) ?? newTalk(this.#settings.clock.now_us());
		this.#talks.delete(remote);
		this.#talks.set(remote, talk);
		if (this.#talks.size > limits.datagram_peers) {
			this.#talks.delete(this.#talks.keys().next().value!);
		}

		return talk;
	}

	#answererBehind(address: Address): string | undefined {
		if (address.transport !== 'unix' && answeringPorts.has(address.port)) {
			return `port ${address.port} answers too, and the two would never stop`;
		}

		const name = this.#settings.answererAt(address);
		return name === undefined
			? undefined
			: `it says that it comes from ${name}, which answers too, and the two would never stop`;
	}

	#loopIn(talk: Talk, bytes: Uint8Array): string | undefined {
		const now_us = this.#settings.clock.now_us();
		const elapsed_us = now_us - talk.counted_us;
		talk.counted_us = now_us;
		const endless = endlessIn(talk, elapsed_us, now_us);
		return repetitionIn(talk, bytes, elapsed_us) ?? endless;
	}

	/** The first at once, those of the next second together. */
	#tell(talk: Talk, remote: string, reason: string): void {
		if (talk.cancel !== undefined) {
			talk.unreported++;
			return;
		}

		this.#settings.note(remote, `not answered: ${reason}`);
		const {clock} = this.#settings;
		talk.cancel = clock.schedule(clock.now_us() + limits.loop_notice_us, () => {
			talk.cancel = undefined;
			this.#tellRest(talk, remote);
		});
	}

	#tellRest(talk: Talk, remote: string): void {
		if (talk.unreported > 0) {
			this.#settings.note(remote, `${formatCount(talk.unreported)} more not answered for the same reason`);
			talk.unreported = 0;
		}
	}
}

function newTalk(now_us: number): Talk {
	return {
		last: new Set(),
		newest: undefined,
		repeats: 0,
		counted_us: now_us,
		above: 0,
		datagrams: 0,
		silent_until_us: -Infinity,
		unreported: 0,
		cancel: undefined,
	};
}

/** Counts it as a repetition or as new; why it is not answered, if it is not. */
function repetitionIn(talk: Talk, bytes: Uint8Array, elapsed_us: number): string | undefined {
	const filled = elapsed_us * limits.loop_repeats_per_second / 1e6;
	const isNew = remember(talk, fingerprintOf(bytes));
	const change = isNew ? -limits.loop_repeats_per_new : 1;
	talk.repeats = Math.min(Math.max(0, talk.repeats - filled) + change, limits.loop_repeats + 1);
	if (talk.repeats <= limits.loop_repeats) {
		return undefined;
	}

	talk.above++;
	return talk.above % limits.loop_drop_one_in === 1 ? loopReason : undefined;
}

/** Counts it, whatever it says; why it is not answered, if it is not. */
function endlessIn(talk: Talk, elapsed_us: number, now_us: number): string | undefined {
	talk.datagrams = elapsed_us < limits.loop_quiet_us ? talk.datagrams + 1 : 1;
	if (talk.datagrams % limits.loop_datagrams_before_silence === 0) {
		talk.silent_until_us = now_us + limits.loop_silence_us;
	}

	if (now_us < talk.silent_until_us) {
		return silenceReason;
	}

	const above = talk.datagrams - limits.loop_datagrams;
	return above > 0 && above % limits.loop_datagrams_drop_one_in === 1 ? endlessReason : undefined;
}

/** Keeps it among the last; whether it was not there. */
function remember(talk: Talk, fingerprint: number): boolean {
	if (fingerprint === talk.newest) {
		return false;
	}

	talk.newest = fingerprint;
	const isNew = !talk.last.delete(fingerprint);
	talk.last.add(fingerprint);
	if (talk.last.size > limits.loop_fingerprints) {
		talk.last.delete(talk.last.values().next().value!);
	}

	return isNew;
}

/** Bytes at the beginning, at the end, and as many between them that a fingerprint is made of. */
const sample_bytes = 32;

/**
Constant work: 32 bits from the length and at most 96 of the bytes (the multiplication of FNV-1a). Where datagrams
differ in others only, they count as the same.
*/
function fingerprintOf(bytes: Uint8Array): number {
	const {length} = bytes;
	const isShort = length <= 3 * sample_bytes;
	const [head, tail] = isShort ? [length, length] : [sample_bytes, length - sample_bytes];
	const step = Math.ceil((tail - head) / sample_bytes);
	let hash = length;
	for (let at = 0; at < head; at++) {
		hash = mixed(hash, bytes[at]!);
	}

	for (let at = head; at < tail; at += step) {
		hash = mixed(hash, bytes[at]!);
	}

	for (let at = tail; at < length; at++) {
		hash = mixed(hash, bytes[at]!);
	}

	return hash;
}

function mixed(hash: number, byte: number): number {
	return Math.imul(hash + byte + 1, 16_777_619);
}
