import process from 'node:process';
import type {CommandLine} from '../command-line.ts';
import {now_us} from '../core/clock.ts';
import {limits} from '../core/limits.ts';
import {openLab} from '../open-lab.ts';
import {scriptsWithin} from '../scripts/within-session.ts';
import {freePorts} from '../sockets/free-port.ts';
import {endingCodes} from './ending-codes.ts';
import {runHeadless} from './run.ts';

/** Runs without a screen, on the streams of this process; resolves to the exit code. */
export async function startHeadless(options: CommandLine): Promise<number> {
	const lab = openLab({...options, now_us});
	const codes = endingCodes();
	const stopped = new AbortController();
	void codes.stop.then(() => {
		stopped.abort();
	});
	return runHeadless({
		...options,
		lab,
		scripts: scriptsWithin(lab, {freePorts, timeout_ms: limits.script_timeout_ms, signal: stopped.signal}),
		input: process.stdin,
		output: process.stdout,
		errors: process.stderr,
		format: options.json ? 'json' : 'plain',
		...codes,
	});
}
