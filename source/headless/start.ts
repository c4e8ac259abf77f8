import process from 'node:process';
import type {CommandLine} from '../command-line.ts';
import {now_us} from '../core/clock.ts';
import {openLab} from '../open-lab.ts';
import {endingCodes} from './ending-codes.ts';
import {runHeadless} from './run.ts';

/** Runs without a screen, on the streams of this process; resolves to the exit code. */
export async function startHeadless(options: CommandLine): Promise<number> {
	return runHeadless({
		...options,
		lab: openLab({...options, now_us}),
		input: process.stdin,
		output: process.stdout,
		errors: process.stderr,
		format: options.json ? 'json' : 'plain',
		...endingCodes(),
	});
}
