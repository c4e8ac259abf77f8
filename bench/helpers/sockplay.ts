/** The program as it was built, without a screen or in a pseudo-terminal of its own. */
import {closeSync, openSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {Terminal, type TerminalOptions} from '../../test/helpers/terminal.ts';

const program = path.join(import.meta.dirname, '../../dist/cli.js');

/** What to begin with: lines, other options, `--keep 64MiB` and the like. */
export type Beginning = Readonly<{lines?: readonly string[]; options?: readonly string[]}>;

/** What it was told to begin with, as words of the command line. */
function words({lines = [], options = []}: Beginning): string[] {
	return [program, ...options, ...lines.flatMap(line => ['-e', line])];
}

/** Without a screen: every event is printed to /dev/null as one line. Ends with the bench. */
export class Headless implements AsyncDisposable {
	readonly child: ChildProcess;

	constructor(beginning: Beginning) {
		const nowhere = openSync('/dev/null', 'w');
		this.child = spawn(process.execPath, [...words(beginning), '--plain'], {stdio: ['pipe', nowhere, 'inherit']});
		closeSync(nowhere);
	}

	get pid(): number {
		return this.child.pid!;
	}

	/** Types a line. */
	line(text: string): void {
		this.child.stdin!.write(`${text}\n`);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		if (this.child.exitCode === null && this.child.signalCode === null) {
			this.child.kill('SIGKILL');
			await once(this.child, 'exit');
		}
	}
}

/** How large the terminal is, the line to it (see `TerminalOptions`), and whether it is behind an SSH connection. */
type Place = Pick<TerminalOptions, 'columns' | 'rows' | 'line'> & {readonly isRemote?: boolean};

/** On the screen of a terminal that an emulator reads. `--blank`: nothing but the lines is there. */
export function onScreen(beginning: Beginning & Place): Terminal {
	const {columns = 120, rows = 40, line, isRemote = false} = beginning;
	const all = words({...beginning, options: ['--blank', ...beginning.options ?? []]});
	const environment = {COLORTERM: 'truecolor', ...isRemote && {SSH_CONNECTION: '127.0.0.1 50022 127.0.0.1 22'}};
	return new Terminal({command: process.execPath, arguments: all, columns, rows, environment, ...line && {line}});
}
