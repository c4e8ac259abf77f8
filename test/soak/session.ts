/** A session without a screen that something is done to, with a conversation (`s1`, `c1`) that must not notice it. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type Ended, Program, type Told} from '../helpers/program.ts';

/** Round trips within which what was closed is gone. */
const settling = 50;

export class Session implements AsyncDisposable {
	/** For its files; gone afterwards. */
	readonly folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-soak-'));
	readonly program: Program;
	#descriptors = 0;
	#rounds = 0;
	#tallied = 0;
	readonly #counts = new Map<string, number>();
	readonly #bytes = new Map<string, number>();

	/** `before`: the words of a program that starts it in its own place, or watches it (`strace -D`). */
	static async open(before: readonly string[] = []): Promise<Session> {
		const session = new Session(before);
		await session.roundTrip();
		session.#descriptors = session.descriptors;
		return session;
	}

	private constructor(before: readonly string[]) {
		this.program = new Program(['--json', '-e', 'listen tcp:0 echo', '-e', 'connect s1'], {before});
	}

	/** How many the process has open (proc(5)). */
	get descriptors(): number {
		return readdirSync(`/proc/${this.program.child.pid}/fd`).length;
	}

	line(text: string): void {
		this.program.line(text);
	}

	/** Types a line that makes an endpoint, and answers where that is bound. */
	async listen(text: string): Promise<number> {
		const from = this.program.events.length;
		this.line(text);
		const event = text.startsWith('listen udp') ? 'bind' : 'listen';
		await this.until(() => this.#since(from, event) !== undefined);
		return Number(this.#since(from, event)!.local!.split(':').at(-1));
	}

	/** Waits for something that changes only when an event is told. */
	async until(isReady: () => boolean): Promise<void> {
		await this.program.until(isReady);
	}

	/** The first event that fits, among those from now on and before. */
	async told(fits: (event: Told) => boolean): Promise<Told> {
		return this.program.told(fits);
	}

	/** How many events of this name were told, of an endpoint or of all that a listener accepted: `s2`. */
	count(endpoint: string, event: string): number {
		this.#tally();
		return this.#counts.get(`${endpoint} ${event}`) ?? 0;
	}

	/** The bytes of these events. */
	bytes(endpoint: string, event: string): number {
		this.#tally();
		return this.#bytes.get(`${endpoint} ${event}`) ?? 0;
	}

	/** The conversation beside it goes on. */
	async roundTrip(): Promise<void> {
		const text = `round trip ${++this.#rounds}`;
		const data = Buffer.from(text).toString('base64');
		this.line(`c1 send ${text}`);
		await this.told(event => event.endpoint === 'c1' && event.event === 'recv' && event.data === data);
	}

	/** What must hold whatever was done: the other conversation goes on, and nothing is left open. */
	async assertSound(): Promise<void> {
		await this.roundTrip();
		for (let trips = 0; trips < settling && this.descriptors > this.#descriptors; trips++) {
			await this.roundTrip();
		}

		assert.equal(this.descriptors, this.#descriptors, 'descriptors that stay open');
	}

	/** Events that were not printed, as it tells: datagrams come though the output is full. */
	get lost(): number {
		const counts = this.program.events.filter(({event}) => event === 'lost').map(({result}) => Number(result));
		return counts.reduce((sum, count) => sum + count, 0);
	}

	/** Ends it; every event was told, or counted. */
	async quit(): Promise<Ended> {
		this.line('quit');
		const ended = await this.program.ended;
		const {events} = this.program;
		assert.equal(events.at(-1)!.seq - events.length, this.lost, 'events that are not told');
		assert.equal(this.program.errors, '');
		return ended;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		this.program.child.kill('SIGKILL');
		await this.program.ended;
		rmSync(this.folder, {recursive: true});
	}

	#since(from: number, event: string): Told | undefined {
		return this.program.events.slice(from).find(told => told.event === event && told.errno === undefined);
	}

	#tally(): void {
		const {events} = this.program;
		for (const {endpoint, event, bytes = 0} of events.slice(this.#tallied)) {
			const key = `${endpoint.split('.', 1)[0]} ${event}`;
			this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
			this.#bytes.set(key, (this.#bytes.get(key) ?? 0) + bytes);
		}

		this.#tallied = events.length;
	}
}

/** The words that make a system call of the program fail: `injected('bind:error=EACCES')`. */
export function injected(...faults: readonly string[]): string[] {
	return ['strace', '-D', '-f', '-qq', '-o', '/dev/null', ...faults.flatMap(fault => ['-e', `inject=${fault}`])];
}

/** The words that let the program have so many file descriptors. */
export function withDescriptors(count: number): string[] {
	return ['bash', '-c', `ulimit -n ${count}; exec "$@"`, 'bash'];
}

/** The environment that loads a module of this folder into the program. */
export function loading(name: string): Record<string, string> {
	return {NODE_OPTIONS: `--import=${new URL(name, import.meta.url).href}`};
}

/** The words that do. */
export function withModule(name: string): string[] {
	return ['env', ...Object.entries(loading(name)).map(([key, value]) => `${key}=${value}`)];
}

export function lacksStrace(): string | false {
	const canTrace = spawnSync('strace', ['-f', '-e', 'trace=none', 'true']).status === 0;
	return !canTrace && 'strace is missing, or not allowed here';
}
