import {once} from 'node:events';
import process from 'node:process';
import type {Writable} from 'node:stream';
import {describeLine} from '../core/describe.ts';
import type {LabEvent} from '../core/events.ts';
import {eventToJson} from '../core/json.ts';
import {limits} from '../core/limits.ts';
import {formatCount} from '../core/quantities.ts';
import {visibleText} from '../core/visible.ts';
import type {Lab} from '../lab/lab.ts';
import type {Source} from '../lab/journal.ts';
import {flushed} from './flushed.ts';

/** The output format: lines for people, JSON, or nothing but the words of `say`. */
export type Format = 'plain' | 'json' | 'said';

const labSource: Source = {name: 'sockplay', side: 'client'};

/**
Prints every event of a lab as it happens: the lines of one turn of the event loop are written together, since each
write is a system call, and takes longer than to make a line.

While the output is full, streams are not read and lines do not run, so that nothing is lost. Datagrams cannot be held
back, and other events still happen (a client connects, a send drains): datagrams are not printed meanwhile, other
events up to `limits.output_waiting_bytes`. The number left out is printed when the output accepts more.
*/
export class EventPrinter {
	/** Resolves when the output is closed: its reader has gone (EPIPE), or writing failed. */
	readonly gone: Promise<void>;
	readonly #lab: Lab;
	readonly #output: Writable;
	readonly #format: Format;
	/** The lines of this turn. */
	#lines = '';
	#full = false;
	#unprinted = 0;
	#room = Promise.resolve();
	#failure: Error | undefined;
	readonly #atExit = () => {
		this.#writeLines();
	};

	constructor(lab: Lab, output: Writable, format: Format) {
		this.#lab = lab;
		this.#output = output;
		this.#format = format;
		this.gone = new Promise(resolve => {
			output.on('error', (error: NodeJS.ErrnoException) => {
				this.#failure ??= error.code === 'EPIPE' ? undefined : error;
				resolve();
			});
		});
		const print = (event: LabEvent, bytes?: Uint8Array) => {
			this.#print(event, bytes);
		};

		// A bug ends the process without `flush`: what led to it is printed.
		process.once('exit', this.#atExit);
		lab.journal.subscribe(print);
		lab.openings.subscribe(print);
	}

	/** Resolves when the output accepts more. */
	get room(): Promise<void> {
		return this.#room;
	}

	/** Why the output failed; EPIPE is not a failure. */
	get failure(): Error | undefined {
		return this.#failure;
	}

	/** Prints lines that are not events; with `--json` they become `said` events. */
	text(lines: readonly string[]): void {
		for (const line of lines) {
			if (this.#format === 'json') {
				this.#lab.journal.record(labSource, {event: 'said', message: line});
			} else {
				this.#write(visibleText(line));
			}
		}
	}

	/** Writes the lines of this turn now. */
	#writeLines(): void {
		const lines = this.#lines;
		this.#lines = '';
		if (lines !== '' && !this.#output.write(lines) && !this.#full) {
			this.#room = this.#waitForRoom();
		}
	}

	/** Waits until everything has been written, including the count of events left out, or until the output is closed. */
	async flush(): Promise<void> {
		do {
			this.#writeLines();
			await this.#room;
			await Promise.race([flushed(this.#output), this.gone]);
		} while (this.#full || this.#lines !== '');

		process.off('exit', this.#atExit);
	}

	#print(event: LabEvent, bytes: Uint8Array | undefined): void {
		if (this.#format === 'said' && event.event !== 'said') {
			return;
		}

		if (this.#full && this.#cannotWait(event)) {
			this.#unprinted++;
			return;
		}

		this.#write(this.#lineOf(event, bytes));
	}

	#lineOf(event: LabEvent, bytes: Uint8Array | undefined): string {
		switch (this.#format) {
			case 'json': {
				return eventToJson(event, bytes);
			}

			case 'plain': {
				return describeLine(event, bytes);
			}

			case 'said': {
				return visibleText(event.message ?? '');
			}
		}
	}

	#cannotWait(event: LabEvent): boolean {
		const isDatagram = event.data !== undefined && this.#lab.registry.isDatagram(event.endpoint);
		return isDatagram || this.#output.writableLength + this.#lines.length > limits.output_waiting_bytes;
	}

	#write(line: string): void {
		if (this.#lines === '') {
			setImmediate(() => {
				this.#writeLines();
			});
		}

		this.#lines += `${line}\n`;
		if (this.#lines.length >= limits.printed_characters) {
			this.#writeLines();
		}
	}

	async #waitForRoom(): Promise<void> {
		this.#full = true;
		this.#lab.output.setFull(true);
		await Promise.race([once(this.#output, 'drain'), this.gone]);
		this.#full = false;
		if (this.#unprinted > 0) {
			const count = this.#unprinted;
			this.#unprinted = 0;
			this.#lab.journal.record(
				labSource,
				{event: 'lost', result: count, message: `${formatCount(count)} events were not printed while the output was full`},
			);
		}

		this.#lab.output.setFull(false);
	}
}
