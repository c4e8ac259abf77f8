import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {limits} from '../../core/limits.ts';
import {partProcess} from '../../core/parts.ts';
import {formatDuration} from '../../core/quantities.ts';
import {crashResult, testResult, type TestResult} from '../report/result.ts';
import type {ScriptResult} from '../result.ts';
import type {FromScript, ToScript} from './messages.ts';
import {KeptOutput} from './kept-output.ts';

/**
Runs a script in a process of its own, so that whatever it does leaves the others alone; undefined when it was stopped
by `signal`. A process that ends without an answer, or does not end within the script's time limit, has crashed.
*/
export async function runApart(
	file: string,
	options: ToScript['options'],
	signal: AbortSignal,
): Promise<TestResult | undefined> {
	const began_ms = performance.now();
	const [program, ...words] = partProcess({part: 'script', from: import.meta.url, source: 'worker.ts'}, []);
	const child = fork(program!, words, {
		execArgv: [],
		serialization: 'advanced',
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	const [said, errors] = [new KeptOutput(child.stdout!), new KeptOutput(child.stderr!)];
	const stop = () => {
		child.kill('SIGTERM');
		setTimeout(() => {
			child.kill('SIGKILL');
		}, limits.exit_wait_ms).unref();
	};

	signal.addEventListener('abort', stop);
	const result = await answerOf(child, {file, options});
	signal.removeEventListener('abort', stop);
	if (typeof result !== 'string') {
		return result.end.type === 'stopped' ? undefined : testResult(result, said.lines);
	}

	if (signal.aborted) {
		return undefined;
	}

	const elapsed_ms = performance.now() - began_ms;
	return crashResult(file, {message: result, elapsed_ms, errors: errors.lines, output: said.lines});
}

/** What the script came to; a sentence when its process has ended without telling. */
async function answerOf(child: ChildProcess, message: ToScript): Promise<ScriptResult | string> {
	let result: ScriptResult | undefined;
	let why: string | undefined;
	child.once('message', (answer: FromScript) => {
		result = answer;
	});
	child.once('error', error => {
		why = `its process cannot be started: ${error.message}`;
	});
	// The process may have ended already.
	child.send(message, () => undefined);
	const most_ms = message.options.timeout_ms + limits.script_exit_wait_ms;
	const watchdog = setTimeout(() => {
		why = `its process did not end within ${formatDuration(most_ms)} and was killed`;
		child.kill('SIGKILL');
	}, most_ms);
	await closed(child);
	clearTimeout(watchdog);
	return result ?? why ?? endOf(child);
}

/** Resolves when the process has ended and all that it printed has been read; also when it was never started. */
async function closed(child: ChildProcess): Promise<void> {
	try {
		await once(child, 'close');
	} catch {
		// `why` says it.
	}
}

function endOf({exitCode, signalCode}: ChildProcess): string {
	return `its process ${signalCode === null ? `exited with code ${exitCode}` : `was ended by ${signalCode}`}`;
}
