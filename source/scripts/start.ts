import process from 'node:process';
import {now_us} from '../core/clock.ts';
import {explainProblem} from '../core/problem.ts';
import {formatDuration} from '../core/quantities.ts';
import {visibleText} from '../core/visible.ts';
import {endingCodes} from '../headless/ending-codes.ts';
import {flushed} from '../headless/flushed.ts';
import {exitCodes} from '../headless/session.ts';
import {openLab} from '../open-lab.ts';
import {freePorts} from '../sockets/free-port.ts';
import {playFile} from './play-file.ts';
import {endLines} from './result-text.ts';
import type {ScriptResult} from './result.ts';
import {readRunOptions, runHelp, type RunOptions} from './run-options.ts';

/** `sockplay run FILE…`: runs scripts, one after the other, on the streams of this process. */
export async function start(argv: readonly string[]): Promise<number> {
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', () => undefined);
	}

	const options = readRunOptions('sockplay run', argv);
	if ('problem' in options) {
		return say(process.stderr, explainProblem(options.line, options.problem), exitCodes.wrong);
	}

	return options.isHelp ? say(process.stdout, runHelp, exitCodes.done) : runFiles(options);
}

async function runFiles(options: RunOptions): Promise<number> {
	const {stop} = endingCodes();
	const stopped = new AbortController();
	let code: number = exitCodes.done;
	void stop.then(signalled => {
		code = signalled;
		stopped.abort();
	});
	for (const file of options.files) {
		const result = await playFile(file, {
			lab: openLab({...options, now_us}),
			output: process.stdout,
			options,
			freePorts,
			signal: stopped.signal,
		});
		if (stopped.signal.aborted) {
			return code;
		}

		code = Math.max(code, exitCodeOf(result));
		await tell(result, options);
	}

	return code;
}

function exitCodeOf({end: {type}}: ScriptResult): number {
	const codes = {passed: exitCodes.done, stopped: exitCodes.done, failed: exitCodes.refused, wrong: exitCodes.wrong};
	return codes[type];
}

/** What a script came to: on standard output, unless only events belong there. */
async function tell({file, end, elapsed_us}: ScriptResult, {format}: RunOptions): Promise<void> {
	const output = format === 'said' ? process.stdout : process.stderr;
	const lines = end.type === 'passed'
		? [`passed ${visibleText(file)} (${formatDuration(elapsed_us / 1000)})`]
		: endLines(end);
	await say(output, lines.join('\n'), 0);
}

async function say(output: NodeJS.WriteStream, text: string, code: number): Promise<number> {
	output.write(`${text}\n`);
	await flushed(output);
	return code;
}
