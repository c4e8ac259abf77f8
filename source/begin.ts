import process from 'node:process';
import {takePart} from './core/parts.ts';
import {startPart} from './program-parts.ts';

/** Starts what the words of this process or thread ask for: the program, or a part of it. */
export async function begin(): Promise<void> {
	// Without a listener Node would open its debugger.
	process.on('SIGUSR1', () => undefined);
	// React's development build doubles the cost of a frame; the variable has to be set before it is loaded.
	process.env['NODE_ENV'] ??= 'production';
	await startPart(takePart(process.argv) ?? 'program');
}
