import {fixedAddresses} from './fixed-addresses.ts';
import {runApart} from './process/run-apart.ts';
import {placeholdersOf} from './placeholders.ts';
import {readScript} from './read-script.ts';
import type {Reporter} from './report/reporter.ts';
import type {TestResult} from './report/result.ts';
import type {RunOptions} from './run-options.ts';
import {runSideBySide, type Job} from './side-by-side.ts';
import {linesOf} from './statement.ts';

type Settings = {
	readonly options: Pick<RunOptions, 'files' | 'values' | 'timeout_ms' | 'seed' | 'jobs'>;
	readonly reporter: Reporter;
	readonly print: (text: string) => void;
	/** Ends the scripts that run, and begins no other. */
	readonly signal: AbortSignal;
};

/**
Runs each file in a process of its own, several at a time where they do not use the same addresses, and prints their
results in the order of the files, each as soon as those before it are known. Answers the results of those that came to
an end.
*/
export async function runFilesSideBySide({options, reporter, print, signal}: Settings): Promise<readonly TestResult[]> {
	const {files, jobs} = options;
	const results = new Map<number, TestResult>();
	let printed = 0;
	const take = (index: number, result: TestResult) => {
		results.set(index, result);
		for (let next = results.get(printed); next !== undefined; next = results.get(printed)) {
			printed++;
			print(reporter.result(printed, next));
		}
	};

	const all = await Promise.all(files.map(async (file, index): Promise<Job> => ({
		uses: await addressesOf(file, options),
		async run() {
			const result = await runApart(file, options, signal);
			if (result !== undefined) {
				take(index, result);
			}
		},
	})));
	print(reporter.begin(files.length));
	await runSideBySide(all, {max: jobs, isStopped: () => signal.aborted});
	return files.flatMap((_, index) => results.get(index) ?? []);
}

async function addressesOf(file: string, {values}: Settings['options']): Promise<ReadonlySet<string>> {
	const {script} = await readScript(file);
	return fixedAddresses(linesOf(script.statements).map(({line}) => fillGiven(line, values)).toArray());
}

/** A line with those of its variables filled in that are given on the command line. */
function fillGiven(line: string, values: RunOptions['values']): string {
	let filled = line;
	for (const {name, start, end} of placeholdersOf(line).toReversed()) {
		const value = values.get(name) ?? filled.slice(start, end);
		filled = filled.slice(0, start) + value + filled.slice(end);
	}

	return filled;
}
