import {once} from 'node:events';
import type {Writable} from 'node:stream';
import {describeLine} from '../core/describe.ts';
import type {LabEvent} from '../core/events.ts';
import {eventToJson} from '../core/json.ts';
import {visibleText} from '../core/visible.ts';
import type {Lab} from '../lab/lab.ts';
import type {Source} from '../lab/journal.ts';

/** How an event is printed: as a line for people, or as JSON. */
export type Format = 'plain' | 'json';

const labSource: Source = {name: 'sockplay', side: 'client'};

/**
Prints every event of a lab as it happens.

While the output is full, streams are not read, so that nothing is lost; a datagram cannot be made to wait in the network, so those that come meanwhile are counted and told when there is room again.
*/
export class EventPrinter {
	/** Resolves when nobody reads the output any more (EPIPE). */
	readonly gone: Promise<void>;
	readonly #lab: Lab;
	readonly #output: Writable;
	readonly #format: Format;
	#full = false;
	#unprinted = 0;
	/** Resolves when the output takes more. */
	#room = Promise.resolve();

	constructor(lab: Lab, output: Writable, format: Format) {
		this.#lab = lab;
		this.#output = output;
		this.#format = format;
		this.gone = new Promise(resolve => {
			output.on('error', () => {
				resolve();
			});
		});
		lab.journal.subscribe(event => {
			this.#print(event);
		});
	}

	/** Prints lines that are an answer, not an event; with `--json` they become `said` events. */
	text(lines: readonly string[]): void {
		for (const line of lines) {
			if (this.#format === 'json') {
				this.#lab.journal.record(labSource, {event: 'said', message: line});
			} else {
				this.#output.write(`${visibleText(line)}\n`);
			}
		}
	}

	/** Waits until everything has been printed and taken, also how much was not printed; or until nobody takes it any more. */
	async flush(): Promise<void> {
		do {
			await this.#room;
			await Promise.race([
				new Promise<void>(resolve => {
					this.#output.write('', () => {
						resolve();
					});
				}),
				this.gone,
			]);
		} while (this.#full);
	}

	#print(event: LabEvent): void {
		if (this.#full && this.#lab.isDatagram(event.endpoint) && event.data !== undefined) {
			this.#unprinted++;
			return;
		}

		const bytes = this.#lab.journal.bytes(event);
		const line = this.#format === 'json' ? eventToJson(event, bytes) : describeLine(event, bytes);
		if (!this.#output.write(`${line}\n`) && !this.#full) {
			this.#room = this.#waitForRoom();
		}
	}

	async #waitForRoom(): Promise<void> {
		this.#full = true;
		this.#lab.setOutputFull(true);
		await Promise.race([once(this.#output, 'drain'), this.gone]);
		this.#full = false;
		if (this.#unprinted > 0) {
			const count = this.#unprinted;
			this.#unprinted = 0;
			this.#lab.journal.record(labSource, {event: 'lost', result: count, message: `${count} datagram events were not printed while the output was full`});
		}

		this.#lab.setOutputFull(false);
	}
}
