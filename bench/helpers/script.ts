/** A file of `references/` or `loads/`, run by Node in a process of its own. It tells figures as lines of JSON. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import process from 'node:process';
import {createInterface, type Interface} from 'node:readline';
import {processorTime_us} from './proc.ts';

const folder = path.join(import.meta.dirname, '..');

export class Script implements AsyncDisposable {
	readonly child: ChildProcess;
	readonly #file: string;
	readonly #lines: AsyncIterator<string>;

	/** `file` is named from the folder of the benchmarks: `references/tcp-echo.ts`. */
	constructor(file: string, ...words: ReadonlyArray<string | number>) {
		this.#file = file;
		const args = [path.join(folder, file), ...words.map(String)];
		this.child = spawn(process.execPath, args, {stdio: ['pipe', 'pipe', 'inherit']});
		const lines: Interface = createInterface(this.child.stdout!);
		this.#lines = lines[Symbol.asyncIterator]();
	}

	get pid(): number {
		return this.child.pid!;
	}

	/** The next line that it prints. Throws when it ends without one. */
	async next<Told>(): Promise<Told> {
		const next = await this.#lines.next();
		if (next.done === true) {
			throw new Error(`${this.#file} ended without a figure`);
		}

		return JSON.parse(next.value) as Told;
	}

	/** Writes a line to its standard input. */
	tell(line: string): void {
		this.child.stdin!.write(`${line}\n`);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		if (this.child.exitCode === null && this.child.signalCode === null) {
			this.child.kill('SIGKILL');
			await once(this.child, 'exit');
		}
	}
}

/** Starts a reference that serves, and answers what is measured of it at its port. */
export async function ofReference<Figures>(
	measure: (port: number, pid: number) => Promise<Figures>,
	file: string,
	...words: ReadonlyArray<string | number>
): Promise<Figures> {
	await using server = new Script(file, ...words);
	const {port} = await server.next<{port: number}>();
	return await measure(port, server.pid);
}

/** Runs a load to its end and answers the one line that it tells. */
export async function runLoad<Told>(file: string, ...words: ReadonlyArray<string | number>): Promise<Told> {
	await using load = new Script(file, ...words);
	return await load.next<Told>();
}

/**
Runs a load that tells two lines, `"warm"` and its figures, and answers the figures with the processor time that a
process spent between the two, in microseconds. Where that is not known, it is left out.
*/
export async function runWarmLoad<Told>(
	pid: number,
	file: string,
	...words: ReadonlyArray<string | number>
): Promise<Told & {readonly spent_us?: number}> {
	await using load = new Script(file, ...words);
	await load.next<'warm'>();
	const before_us = processorTime_us(pid);
	const told = await load.next<Told>();
	const after_us = processorTime_us(pid);
	return {...told, ...before_us !== undefined && after_us !== undefined && {spent_us: after_us - before_us}};
}
