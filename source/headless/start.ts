import process from 'node:process';
import type {CommandLine} from '../command-line.ts';
import {now_us} from '../lab/clock.ts';
import {openLab} from '../open-lab.ts';
import {runHeadless} from './run.ts';

/** Signals that end a session, with the exit code a shell knows them by. */
const signals = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129} as const;

/** Runs without a screen, on the streams of this process; answers the exit code. */
export async function startHeadless(options: CommandLine): Promise<number> {
	const stop = new Promise<number>(resolve => {
		for (const [signal, code] of Object.entries(signals)) {
			process.on(signal, () => {
				resolve(code);
			});
		}
	});
	return runHeadless({
		...options,
		lab: openLab({...options, now_us}),
		input: process.stdin,
		output: process.stdout,
		errors: process.stderr,
		format: options.json ? 'json' : 'plain',
		stop,
	});
}
