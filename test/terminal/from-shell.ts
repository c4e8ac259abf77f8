/** The program as a shell starts it, whose terminal it has to give back. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import type {Terminal, TerminalOptions} from '../helpers/terminal.ts';
import {program, startPlayground, type Playground} from './playground.ts';

/** Starts it from a shell that tells how it ended; `before` are the words of a program that starts it in its own place. */
export async function fromShell({before = [], ...options}: Partial<TerminalOptions> & {readonly before?: readonly string[]} = {}): Promise<Playground> {
	const words = ['-c', '"$@"; echo "ended with $?"; read answer', 'sh', ...before, ...program];
	return startPlayground({command: 'sh', arguments: words, columns: 80, rows: 24, ...options});
}

/** The shell is back, in the main screen, with the terminal as it was and this exit code. */
export async function assertRestored(terminal: Terminal, code: number): Promise<void> {
	await terminal.until(screen => screen.includes(`ended with ${code}`), `the shell, with exit code ${code}`);
	assert.equal(terminal.alternate(), false);
	assert.deepEqual(terminal.modes(), {isWrapping: true, isPasteBracketed: false, isSynchronizing: false, mouse: 'none'});
	assert.equal(terminal.cursor().isVisible, true);
	const flags = await terminal.driverFlags();
	assert.equal(flags.has('icanon') && flags.has('echo'), true);
}

/** The program's own process: the child of the shell (proc(5)). */
export function childOf(shell_pid: number): number {
	return Number(readFileSync(`/proc/${shell_pid}/task/${shell_pid}/children`, 'utf8').trim().split(' ', 1)[0]);
}
