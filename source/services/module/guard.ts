import {AsyncLocalStorage} from 'node:async_hooks';
import process from 'node:process';

type Failed = (error: unknown) => void;

const running = new AsyncLocalStorage<Failed>();
let isWatching = false;

/** Runs foreign code. What it throws later, from a timer or a promise that nobody awaits, is handed to `failed` and ends nothing else. (Node 26 and later can tell whose error it is; before, such an error is a crash.) */
export function guarded<Result>(failed: Failed, run: () => Result): Result {
	watch();
	return running.run(failed, run);
}

/** Runs code of our own that foreign code has called: its errors are ours. */
export function unguarded<Result>(run: () => Result): Result {
	return running.exit(run);
}

function watch(): void {
	if (isWatching || typeof process.addUncaughtExceptionCaptureCallback !== 'function') {
		return;
	}

	isWatching = true;
	process.addUncaughtExceptionCaptureCallback(error => {
		const failed = running.getStore();
		failed?.(error);
		return failed !== undefined;
	});
}
