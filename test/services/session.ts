/** A session of lines on some network, with what its endpoints receive and tell. */
import {Buffer} from 'node:buffer';
import {execute} from '../../source/commands/execute.ts';
import type {Outcome} from '../../source/commands/outcome.ts';
import type {LabEvent} from '../../source/core/events.ts';
import type {Network} from '../../source/core/network.ts';
import {Lab} from '../../source/lab/lab.ts';
import {seededBytes} from '../../source/core/seeded-bytes.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {streamsOf} from '../helpers/entries.ts';

/** 2026-11-21 01:42:51.250 UTC. */
const start_us = 1_795_225_371_250_000;

export class Session {
	readonly lab: Lab;
	/** `s1.1 close`, `s1.1 note …`, in the order it was told; sends and recvs only as their bytes in `received` and `sent`. */
	readonly told: string[] = [];
	now_us = start_us;
	readonly #scheduled = new Set<{readonly due_us: number; readonly run: () => void}>();
	readonly #received: Record<string, Uint8Array[]> = {};
	readonly #waiting: Array<{readonly ready: () => boolean; readonly resolve: () => void}> = [];

	constructor(network: Network = memoryNetwork()) {
		const now_us = () => this.now_us;
		this.lab = new Lab({
			network,
			now_us,
			random: seededBytes('1'),
			clock: {
				now_us,
				schedule: (due_us, run) => {
					const entry = {due_us, run};
					this.#scheduled.add(entry);
					return () => {
						this.#scheduled.delete(entry);
					};
				},
			},
		});
		this.lab.journal.subscribe(event => {
			this.#heard(event);
		});
		this.lab.watch(() => {
			this.#look();
		});
	}

	async run(line: string): Promise<Outcome> {
		return execute(this.lab, line, {screen: false});
	}

	/** Runs lines that are right. */
	async play(...lines: readonly string[]): Promise<void> {
		for (const line of lines) {
			const outcome = await this.run(line);
			if ('message' in outcome) {
				throw new Error(`${line}: ${(outcome).message}`);
			}
		}
	}

	/** Lets time go by; nothing else does. */
	pass(duration_ms: number): void {
		this.now_us += duration_ms * 1000;
		// What is scheduled meanwhile for a time that has come has its turn, too.
		for (const entry of this.#scheduled) {
			if (!(entry.due_us <= this.now_us)) {
				continue;
			}

			this.#scheduled.delete(entry);
			entry.run();
		}
	}

	/** Waits for something that changes only when something is told. */
	async until(ready: () => boolean): Promise<void> {
		if (!ready()) {
			await new Promise<void>(resolve => {
				this.#waiting.push({ready, resolve});
			});
		}
	}

	/** Waits until an endpoint has told this. */
	async line(text: string): Promise<void> {
		await this.until(() => this.told.includes(text));
	}

	/** Waits until an endpoint has received this text, and maybe more behind it. */
	async hears(name: string, text: string): Promise<void> {
		await this.until(() => this.text(name).startsWith(text));
	}

	/** All that an endpoint has received. */
	bytes(name: string) {
		return Buffer.concat(this.#received[name] ?? []);
	}

	text(name: string): string {
		return this.bytes(name).toString('latin1');
	}

	/** What one endpoint has told. */
	of(name: string): string[] {
		return this.told.filter(line => line.startsWith(`${name} `)).map(line => line.slice(name.length + 1));
	}

	/** The port that a listener was given. */
	port(name: string): number {
		const local = this.lab.registry.get(name)?.reachableAt;
		return local === undefined || local.transport === 'unix' ? 0 : local.port;
	}

	/** Closes everything and waits until it is closed. */
	async end(): Promise<void> {
		for (const entry of streamsOf(this.lab)) {
			entry.endpoint?.reset();
		}

		this.lab.closeAll();
		await this.until(() => !this.lab.busy);
	}

	#heard(event: LabEvent): void {
		const {endpoint, event: name, message, errno, result} = event;
		if (name === 'recv' && event.data !== undefined) {
			(this.#received[endpoint] ??= []).push(Buffer.from(this.lab.journal.bytes(event) ?? []));
		} else if (name === 'recv') {
			this.told.push(`${endpoint} recv ${errno ?? result}`);
		} else if (['note', 'error', 'shutdown', 'close', 'setsockopt', 'dropped'].includes(name)) {
			this.told.push(`${endpoint} ${name}${['note', 'error', 'dropped'].includes(name) ? ` ${message}` : (name === 'setsockopt' ? ` ${event.args}` : '')}`);
		}

		this.#look();
	}

	#look(): void {
		for (const waiter of this.#waiting.filter(each => each.ready())) {
			this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
			waiter.resolve();
		}
	}
}
