import os from 'node:os';
import process from 'node:process';
import {endingSignals} from '../core/ending-signals.ts';
import {exitCodes} from './exit-codes.ts';

/**
The exit code for the first signal that ends a session, and for the second. From now on signals are handled here. One
hangup is told several times, by the system and by the shell: a further SIGHUP is no second signal.
*/
export function endingCodes(): {readonly stop: Promise<number>; readonly stopNow: Promise<number>} {
	const [first, second] = [Promise.withResolvers<number>(), Promise.withResolvers<number>()];
	let take = first.resolve;
	let isEnding = false;
	const onSignal = (signal: NodeJS.Signals): void => {
		if (isEnding && signal === 'SIGHUP') {
			return;
		}

		isEnding = true;
		take(exitCodes.signalled + os.constants.signals[signal]);
		take = second.resolve;
	};

	for (const signal of endingSignals([...process.execArgv, process.env['NODE_OPTIONS'] ?? ''])) {
		process.on(signal, onSignal);
	}

	return {stop: first.promise, stopNow: second.promise};
}
