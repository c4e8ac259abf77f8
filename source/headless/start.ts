import os from 'node:os';
import process from 'node:process';
import type {CommandLine} from '../command-line.ts';
import {endingSignals} from '../core/ending-signals.ts';
import {now_us} from '../core/clock.ts';
import {openLab} from '../open-lab.ts';
import {runHeadless} from './run.ts';
import {exitCodes} from './session.ts';

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

/** The exit code for the first signal that ends a session, and for the second. */
function endingCodes(): {readonly stop: Promise<number>; readonly stopNow: Promise<number>} {
	const [first, second] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
	let take = first.resolve;
	const onSignal = (signal: NodeJS.Signals): void => {
		take(exitCodes.signalled + os.constants.signals[signal]);
		take = second.resolve;
	};

	for (const signal of endingSignals([...process.execArgv, process.env['NODE_OPTIONS'] ?? ''])) {
		process.on(signal, onSignal);
	}

	return {stop: first.promise, stopNow: second.promise};
}
