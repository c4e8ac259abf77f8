/** The program as it was built, without a screen or in a pseudo-terminal of its own. */
import {closeSync, mkdtempSync, openSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {Terminal, type TerminalOptions} from '../../test/helpers/terminal.ts';
import {Child, type Environment} from './child.ts';

const program = path.join(import.meta.dirname, '../../dist/cli.js');

/** What to begin with: lines, other options, `--keep 64MiB` and the like, what is added to the environment. */
export type Beginning = Readonly<{lines?: readonly string[]; options?: readonly string[]; environment?: Environment}>;

/** What it was told to begin with, as words of the command line. */
function words({lines = [], options = []}: Beginning): string[] {
	return [program, ...options, ...lines.flatMap(line => ['-e', line])];
}

/** Without a screen: every event is printed to /dev/null as one line. Ends with the bench. */
export class Headless extends Child {
	/** What to begin with, or other words of the command line. */
	constructor(beginning: Beginning | readonly string[]) {
		const nowhere = openSync('/dev/null', 'w');
		const [all, environment] = 'length' in beginning
			? [beginning]
			: [[...words(beginning), '--plain'], beginning.environment];
		super(process.execPath, all, ['pipe', nowhere, 'inherit'], environment);
		closeSync(nowhere);
	}
}

/** Lines of a script, which prints nothing of what happens. Ends with the bench. */
export class Quiet extends Headless {
	readonly #folder: string;

	constructor(lines: readonly string[]) {
		const folder = mkdtempSync(path.join(tmpdir(), 'sockplay-bench-'));
		const file = path.join(folder, 'lines.play');
		writeFileSync(file, lines.map(line => `${line}\n`).join(''));
		super([program, 'run', '--timeout', '5m', file]);
		this.#folder = folder;
	}

	override async [Symbol.asyncDispose](): Promise<void> {
		await super[Symbol.asyncDispose]();
		rmSync(this.#folder, {recursive: true});
	}
}

/** How large the terminal is, the line to it (see `TerminalOptions`), and whether it is behind an SSH connection. */
type Place = Pick<TerminalOptions, 'columns' | 'rows' | 'line'> & {readonly isRemote?: boolean};

/** On the screen of a terminal that an emulator reads. `--blank`: nothing but the lines is there. */
export function onScreen(beginning: Beginning & Place): Terminal {
	const {columns = 120, rows = 40, line, isRemote = false} = beginning;
	const all = words({...beginning, options: ['--blank', ...beginning.options ?? []]});
	const ssh = isRemote && {SSH_CONNECTION: '127.0.0.1 50022 127.0.0.1 22'};
	const environment = {COLORTERM: 'truecolor', ...ssh, ...beginning.environment};
	return new Terminal({command: process.execPath, arguments: all, columns, rows, environment, ...line && {line}});
}
