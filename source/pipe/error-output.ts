import type {Writable} from 'node:stream';
import {formatAddress, type Address} from '../core/address.ts';
import {describeCall, describeLine} from '../core/describe.ts';
import type {EventName, Fact, LabEvent} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {formatCount} from '../core/quantities.ts';
import {flushed} from '../headless/flushed.ts';
import type {Milestone, Speaker} from './settings.ts';

/**
Writes the facts of a pipe to standard error: all of them as the log does, or the failures alone. Nothing waits for
whoever reads them: what exceeds `limits.output_waiting_bytes` is left out, and counted.
*/
export class ErrorOutput {
	readonly #errors: Writable;
	readonly #wanted: 'everything' | 'failures';
	readonly #now_us: () => number;
	/** Refused attempts of an endpoint to connect: another address of the same name may answer. */
	readonly #refused = new Map<string, LabEvent[]>();
	#told = 0;
	#leftOut = 0;

	constructor(errors: Writable, wanted: 'everything' | 'failures', now_us: () => number) {
		this.#errors = errors;
		this.#wanted = wanted;
		this.#now_us = now_us;
		// The exit code is enough when nobody reads it.
		errors.on('error', () => undefined);
	}

	readonly tell = ({name, side}: Speaker, fact: Fact, bytes?: Uint8Array): void => {
		if (fact.event === 'connect' && fact.errno === undefined) {
			this.#refused.delete(name);
		}

		if (this.#wanted === 'failures' && !isFailure(fact)) {
			return;
		}

		this.#told++;
		const data = bytes !== undefined && bytes.length > 0 && {data: [{at: 0, length: bytes.length}], bytes: bytes.length};
		const event: LabEvent = {...fact, ...data, seq: this.#told, time: this.#now_us(), endpoint: name, side};
		if (this.#wanted === 'everything') {
			this.#write(describeLine(event, bytes));
		} else if (isAttempt(fact)) {
			this.#refused.set(name, [...this.#refused.get(name) ?? [], event]);
		} else {
			this.#write(describeCall(event));
		}
	};

	/** A port that the system chose has to be known. */
	reached(milestone: Milestone, asked: Address): void {
		const isChosen = asked.transport !== 'unix' && asked.port === 0;
		if (milestone.kind === 'listening' && isChosen && this.#wanted === 'failures') {
			this.#write(`listening on ${formatAddress(milestone.local)}`);
		}
	}

	/** Resolves when all has been written, or `giveUp` resolves. */
	async end(giveUp: Promise<unknown>): Promise<void> {
		for (const event of this.#refused.values().toArray().flat()) {
			this.#write(describeCall(event));
		}

		await Promise.race([flushed(this.#errors), giveUp]);
	}

	#write(line: string): void {
		if (this.#errors.writableLength > limits.output_waiting_bytes) {
			this.#leftOut++;
			return;
		}

		if (this.#leftOut > 0) {
			this.#errors.write(`${formatCount(this.#leftOut)} lines were left out, because nobody read them\n`);
			this.#leftOut = 0;
		}

		this.#errors.write(`${line}\n`);
	}
}

function isAttempt({event, call}: Fact): boolean {
	return event === 'connect' || (event === 'timeout' && call === 'connect');
}

const failures = new Set<EventName>(['timeout', 'error', 'lost']);

/** That a peer which has closed takes no more (EPIPE) is how a conversation ends. */
function isFailure({event, errno}: Fact): boolean {
	return (errno !== undefined && errno !== 'EPIPE' && errno !== 'EAGAIN') || failures.has(event);
}
