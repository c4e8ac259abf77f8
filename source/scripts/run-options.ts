/** Reads the words after `sockplay run` and `sockplay check`. */
import {availableParallelism} from 'node:os';
import {flagLines} from '../core/flag-table.ts';
import {Flags, type WordsProblem} from '../core/flags.ts';
import {limits} from '../core/limits.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {parseTimeout} from '../core/quantities.ts';
import {flags} from './flags.ts';

/** What is to be run, and how. */
export type RunOptions = {
	readonly files: readonly string[];
	/** `NAME=VALUE`. */
	readonly values: ReadonlyMap<string, string>;
	/** What is printed of each event: JSON, a line of the plain log, or nothing but what scripts say. */
	readonly format: 'json' | 'plain' | 'said';
	readonly timeout_ms: number;
	readonly seed?: string;
	readonly isHelp: boolean;
	/** Results as TAP on standard output. */
	readonly tap: boolean;
	/** Results as JUnit XML into this file. */
	readonly junit?: string;
	/** How many files are run at the same time. */
	readonly jobs: number;
};

type RunFlags = Flags<keyof typeof flags>;

/** `sockplay run --help`. */
export const runHelp = `
Usage
  $ sockplay run [options] FILE… [NAME=VALUE…]    run scripts; of several each is a test
  $ sockplay check FILE… [NAME=VALUE…]            read them, and tell every mistake

Options
${flagLines(flags).join('\n')}

Exit codes: 0 every script passed; 1 one failed; 2 one has mistakes; 130 and 143 for SIGINT and SIGTERM.
"sockplay help scripts" says what may stand in a script.`.trimStart();

/** `command`: the words before `argv`, for the place of a mistake. */
export function readRunOptions(command: string, argv: readonly string[]): RunOptions | WordsProblem {
	const given = new Flags(command, argv, flags);
	const found = given.mistake ?? optionsOf(command, given);
	return isProblem(found) ? {line: given.line, problem: found} : found;
}

function optionsOf(command: string, given: RunFlags): RunOptions | Problem {
	const timeout_ms = given.read('timeout', parseTimeout) ?? limits.script_timeout_ms;
	const jobs = given.read('jobs', parseJobs) ?? Math.max(2, availableParallelism());
	if (isProblem(timeout_ms) || isProblem(jobs)) {
		return isProblem(timeout_ms) ? timeout_ms : jobs as Problem;
	}

	const events = given.first('json', 'plain');
	const tap = given.first('tap');
	if (tap !== undefined && events !== undefined) {
		const message = `${events.written} has standard output`;
		return given.problemAt(tap, problem(message, undefined, '--junit FILE works beside it'));
	}

	const isHelp = given.has('help');
	const {files, values} = filesAndValues(given.words.map(({text}) => text));
	if (files.length === 0 && !isHelp) {
		return given.missing('a file', `\`${command} talk.play\`, for example`);
	}

	const [seed, junit] = [given.value('seed'), given.value('junit')];
	return {
		files,
		values,
		format: formatOf(given),
		timeout_ms,
		isHelp,
		tap: tap !== undefined,
		jobs,
		...(seed !== undefined && {seed}),
		...(junit !== undefined && {junit}),
	};
}

/** `NAME=VALUE` are variables, all other words files. A file whose name has a `=` can be named with its folder. */
export function filesAndValues(words: readonly string[]): Pick<RunOptions, 'files' | 'values'> {
	const values = new Map<string, string>();
	const files: string[] = [];
	for (const word of words) {
		const {name, value} = /^(?<name>[a-z_][\w\-]*)=(?<value>.*)$/isv.exec(word)?.groups ?? {};
		if (name === undefined) {
			files.push(word);
		} else {
			values.set(name, value!);
		}
	}

	return {files, values};
}

function parseJobs(written: string): number | Problem {
	return /^[1-9]\d{0,2}$/v.test(written) ? Number(written) : problem('a whole number from 1 to 999');
}

function formatOf(given: RunFlags): RunOptions['format'] {
	if (given.has('json')) {
		return 'json';
	}

	return given.has('plain') ? 'plain' : 'said';
}
