/** The program without a screen, as it was built, run as a person would run it: a process of its own, lines in, events out. */
import {type ChildProcess, spawn} from 'node:child_process';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import type {Fact} from '../../source/core/events.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** An event as `--json` prints it. */
export type Told = Omit<Fact, 'event'> & {
	readonly seq: number;
	readonly time: string;
	readonly endpoint: string;
	readonly event: string;
	readonly peer?: string;
	/** Base64. */
	readonly data?: string;
};

export type Ended = {readonly code: number | undefined; readonly signal: string | undefined};

type Options = {readonly before?: readonly string[]; readonly reads?: boolean; readonly output?: number};

export class Program {
	/** Every whole line printed so far. */
	readonly lines: string[] = [];
	errors = '';
	readonly child: ChildProcess;
	/** Once it has ended and everything it printed has been read. */
	readonly ended: Promise<Ended>;
	readonly #waiting = new Set<() => void>();
	readonly #events: Told[] = [];
	#begun = '';
	#over = false;

	/** Starts it with these words; `before` are the words of a program that watches it, and `output` is a file descriptor for its standard output. */
	constructor(words: readonly string[], {before = [], reads = true, output}: Options = {}) {
		const [command, ...args] = [...before, process.execPath, 'dist/cli.js', ...words] as [string, ...string[]];
		this.child = spawn(command, args, {cwd: root, stdio: ['pipe', output ?? 'pipe', 'pipe'], env: {...process.env, NO_COLOR: '1'}});
		this.child.stdin!.on('error', () => undefined);
		this.child.stderr!.setEncoding('utf8').on('data', (text: string) => {
			this.errors += text;
			this.#look();
		});
		if (reads && output === undefined) {
			this.read();
		}

		this.ended = new Promise(resolve => {
			this.child.once('close', (code, signal) => {
				this.#over = true;
				this.#look();
				resolve({code: code ?? undefined, signal: signal ?? undefined});
			});
		});
	}

	/** Begins to read what it prints. */
	read(): void {
		this.child.stdout!.setEncoding('utf8').on('data', (text: string) => {
			const [first, ...rest] = text.split('\n');
			this.#begun += first!;
			for (const begun of rest) {
				this.lines.push(this.#begun);
				this.#begun = begun;
			}

			this.#look();
		});
	}

	/** Types a line. */
	line(text: string): void {
		this.child.stdin!.write(`${text}\n`);
	}

	/** Ends its standard input. */
	end(): void {
		this.child.stdin!.end();
	}

	/** Every whole line of JSON printed so far. */
	get events(): readonly Told[] {
		for (const line of this.lines.slice(this.#events.length)) {
			this.#events.push(JSON.parse(line) as Told);
		}

		return this.#events;
	}

	/** Waits until an event that fits was told, and answers it; an error when the program ends without. */
	async told(fits: (event: Told) => boolean): Promise<Told> {
		await this.until(() => this.events.some(event => fits(event)));
		return this.events.find(event => fits(event))!;
	}

	/** Waits for something that changes only when the program prints. */
	async until(ready: () => boolean): Promise<void> {
		if (ready()) {
			return;
		}

		await new Promise<void>((resolve, reject) => {
			const look = () => {
				if (ready()) {
					resolve();
				} else if (this.#over) {
					reject(new Error(`it ended before that:\n${this.lines.slice(-20).join('\n')}\n${this.errors}`));
				} else {
					return;
				}

				this.#waiting.delete(look);
			};

			this.#waiting.add(look);
			look();
		});
	}

	#look(): void {
		for (const look of this.#waiting) {
			look();
		}
	}
}
