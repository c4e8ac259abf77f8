/** A file of `references/` or `loads/`, run by Node in a process of its own. It tells figures as lines of JSON. */
import path from 'node:path';
import process from 'node:process';
import {createInterface, type Interface} from 'node:readline';
import {Child} from './child.ts';
import {processorTime_us} from './proc.ts';

const folder = path.join(import.meta.dirname, '..');

export class Script extends Child {
	readonly #file: string;
	readonly #lines: AsyncIterator<string>;

	/** `file` is named from the folder of the benchmarks: `references/tcp-echo.ts`. */
	constructor(file: string, ...words: ReadonlyArray<string | number>) {
		super(process.execPath, [path.join(folder, file), ...words.map(String)], ['pipe', 'pipe', 'inherit']);
		this.#file = file;
		const lines: Interface = createInterface(this.child.stdout!);
		this.#lines = lines[Symbol.asyncIterator]();
	}

	/** The next line that it prints. Throws when it ends without one. */
	async next<Told>(): Promise<Told> {
		const next = await this.#lines.next();
		if (next.done === true) {
			throw new Error(`${this.#file} ended without a figure`);
		}

		return JSON.parse(next.value) as Told;
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
