import process from 'node:process';
import {now_us} from '../core/clock.ts';
import {explainProblem, isProblem} from '../core/problem.ts';
import {formatDuration} from '../core/quantities.ts';
import {visibleText} from '../core/visible.ts';
import {endingCodes} from '../headless/ending-codes.ts';
import {flushed} from '../headless/flushed.ts';
import {print, watchOutput} from '../headless/print.ts';
import {exitCodes} from '../headless/exit-codes.ts';
import {openLab} from '../open-lab.ts';
import {freePorts} from '../sockets/free-port.ts';
import {playFile} from './play-file.ts';
import {createReport} from './report/create-report.ts';
import {junitXml} from './report/junit.ts';
import {asTap, forPeople} from './report/reporter.ts';
import {testResult, type TestResult} from './report/result.ts';
import {endLines} from './result-text.ts';
import type {ScriptResult} from './result.ts';
import {runFilesSideBySide} from './run-side-by-side.ts';
import type {RunOptions} from './run-options.ts';
import {withOptions} from './with-options.ts';

/** `sockplay run FILE…`: runs scripts and says what they came to. */
export async function start(argv: readonly string[]): Promise<number> {
	return withOptions('sockplay run', argv, runFiles);
}

async function runFiles(options: RunOptions): Promise<number> {
	const report = options.junit === undefined ? undefined : await createReport(options.junit);
	if (isProblem(report)) {
		await print(process.stderr, explainProblem(options.junit!, report));
		return exitCodes.wrong;
	}

	const outputFailure = watchOutput();
	const {stop, stopNow} = endingCodes();
	const stopped = new AbortController();
	let signalled: number | undefined;
	void stop.then(code => {
		signalled = code;
		stopped.abort();
	});
	const run = async () => {
		const [began, began_ms] = [new Date(), performance.now()];
		const results = await (isOfSeveral(options) ? sideBySide : oneByOne)(options, stopped.signal);
		const unwritten = await report?.(junitXml(results, {began, elapsed_ms: performance.now() - began_ms}));
		const failures = [unwritten?.message, outputFailure()].filter(message => message !== undefined);
		for (const message of failures) {
			await print(process.stderr, message);
		}

		const codes = [...results.map(result => exitCodeOf(result)), ...failures.map(() => exitCodes.refused)];
		return signalled ?? Math.max(exitCodes.done, ...codes);
	};

	return Promise.race([run(), stopNow]);
}

/** Whether what is printed is the results of tests; else it is what happens. */
function isOfSeveral({files, format, tap, junit}: RunOptions): boolean {
	return format === 'said' && (files.length > 1 || tap || junit !== undefined);
}

/** Each in a process of its own, and what they came to on standard output. */
async function sideBySide(options: RunOptions, signal: AbortSignal): Promise<readonly TestResult[]> {
	const began_ms = performance.now();
	const reporter = options.tap ? asTap : forPeople;
	const write = (text: string) => {
		process.stdout.write(text);
	};

	const results = await runFilesSideBySide({options, reporter, print: write, signal});
	write(signal.aborted ? reporter.brokenOff('ended by a signal') : reporter.end(results, performance.now() - began_ms));
	await flushed(process.stdout);
	return results;
}

/** In this process, what happens on standard output. */
async function oneByOne(options: RunOptions, signal: AbortSignal): Promise<readonly TestResult[]> {
	const results: TestResult[] = [];
	for (const file of options.files) {
		const result = await playFile(file, {
			lab: openLab({...options, now_us}),
			output: process.stdout,
			options,
			freePorts,
			signal,
		});
		if (signal.aborted) {
			break;
		}

		results.push(testResult(result, []));
		await tell(result, options);
	}

	return results;
}

function exitCodeOf({outcome}: TestResult): number {
	const codes = {
		passed: exitCodes.done, failed: exitCodes.refused, crashed: exitCodes.refused, wrong: exitCodes.wrong,
	};
	return codes[outcome];
}

/** What a script came to, unless it was stopped: on standard output where not only events belong there. */
async function tell({file, end, elapsed_us}: ScriptResult, {format}: RunOptions): Promise<void> {
	const output = format === 'said' ? process.stdout : process.stderr;
	const lines = end.type === 'passed'
		? [`passed ${visibleText(file)} (${formatDuration(elapsed_us / 1000)})`]
		: endLines(end);
	if (lines.length > 0) {
		await print(output, lines.join('\n'));
	}
}
