/** Reads the words after `sockplay run` and `sockplay check`. */
import {availableParallelism} from 'node:os';
import {parseArgs} from 'node:util';
import {limits} from '../core/limits.ts';
import {isProblem, problem, shiftProblem, type Problem} from '../core/problem.ts';
import {parseDuration} from '../core/quantities.ts';

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

/** A mistake on the command line, with the words it is in. */
export type WordsProblem = {readonly line: string; readonly problem: Problem};

const flags = {
	json: {type: 'boolean'},
	plain: {type: 'boolean'},
	timeout: {type: 'string'},
	seed: {type: 'string'},
	tap: {type: 'boolean'},
	junit: {type: 'string'},
	jobs: {type: 'string'},
	help: {type: 'boolean', short: 'h'},
} as const;

/** `sockplay run --help`. */
export const runHelp = `
Usage
  $ sockplay run [options] FILE… [NAME=VALUE…]    run scripts; of several each is a test
  $ sockplay check FILE… [NAME=VALUE…]            read them, and tell every mistake

Options
  --plain          one line per event on standard output
  --json           one JSON object per event
  --timeout 30s    the time limit of a script
  --seed TEXT      the seed of random: data
  --tap            results as TAP on standard output
  --junit FILE     results as JUnit XML, too
  --jobs N         so many files at the same time; those that name the same
                   port or path run one after the other
  --help           this text

Exit codes: 0 every script passed; 1 one failed; 2 one has mistakes; 130 and 143 for SIGINT and SIGTERM.
"sockplay help scripts" says what may stand in a script.`.trimStart();

/** `command`: the words before `argv`, for the place of a mistake. */
export function readRunOptions(command: string, argv: readonly string[]): RunOptions | WordsProblem {
	const {tokens} = parseArgs({args: [...argv], options: flags, strict: false, tokens: true});
	const given = new Map<string, Given>();
	const wrong = (index: number, found: Problem) => markWord(command, argv, index, found);
	for (const token of tokens.filter(({kind}) => kind === 'option') as Given[]) {
		const found = flagProblem(token, given);
		if (found !== undefined) {
			return wrong(token.index, found);
		}

		given.set(token.name, token);
	}

	const measure = (name: string, parse: (written: string) => number | Problem, usual: number) => {
		const flag = given.get(name);
		const found = flag === undefined ? usual : parse(flag.value!);
		return isProblem(found) ? wrong(flag!.inlineValue === true ? flag!.index : flag!.index + 1, found) : found;
	};

	const timeout_ms = measure('timeout', parseTimeout, limits.script_timeout_ms);
	const jobs = measure('jobs', parseJobs, Math.max(2, availableParallelism()));
	if (typeof timeout_ms !== 'number' || typeof jobs !== 'number') {
		return [timeout_ms, jobs].find(each => typeof each !== 'number')!;
	}

	const tap = given.get('tap');
	const events = given.get('json') ?? given.get('plain');
	if (tap !== undefined && events !== undefined) {
		return wrong(tap.index, problem(`${events.rawName} has standard output`, undefined, '--junit FILE works beside it'));
	}

	const words = tokens.filter(token => token.kind === 'positional').map(({value}) => value);
	const {files, values} = filesAndValues(words);
	if (files.length === 0 && !given.has('help')) {
		const end = [command, ...argv].join(' ').length;
		const found = problem('a file is missing', {start: end + 1, end: end + 1}, `\`${command} talk.play\`, for example`);
		return {line: `${[command, ...argv].join(' ')} `, problem: found};
	}

	const [seed, junit] = [given.get('seed')?.value, given.get('junit')?.value];
	return {
		files,
		values,
		format: formatOf(given),
		timeout_ms,
		isHelp: given.has('help'),
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

/** A flag as it was given. A value in the flag's own word (`--timeout=5s`) is `inlineValue`. */
type Given = {
	readonly name: string;
	readonly rawName: string;
	readonly index: number;
	readonly value?: string | undefined;
	readonly inlineValue?: boolean | undefined;
};

function flagProblem(
	{name, rawName, value, inlineValue}: Given,
	before: ReadonlyMap<string, Given>,
): Problem | undefined {
	if (!Object.hasOwn(flags, name)) {
		return problem(`there is no option ${rawName}`, undefined, '--help lists them');
	}

	const needsValue = flags[name as keyof typeof flags].type === 'string';
	if (needsValue && (value === undefined || (inlineValue === false && value.startsWith('--')))) {
		return problem(`${rawName} needs a value`);
	}

	if (!needsValue && value !== undefined) {
		return problem(`${rawName} takes no value`);
	}

	return before.has(name) ? problem(`${rawName} can be given only once`) : undefined;
}

function parseTimeout(written: string): number | Problem {
	const duration_ms = parseDuration(written);
	return duration_ms === 0 ? problem('this has to be above 0') : duration_ms;
}

function parseJobs(written: string): number | Problem {
	return /^[1-9]\d{0,2}$/v.test(written) ? Number(written) : problem('a whole number from 1 to 999');
}

function formatOf(given: ReadonlyMap<string, Given>): RunOptions['format'] {
	if (given.has('json')) {
		return 'json';
	}

	return given.has('plain') ? 'plain' : 'said';
}

function markWord(command: string, argv: readonly string[], index: number, found: Problem): WordsProblem {
	const before = [command, ...argv.slice(0, index)].join(' ');
	const whole = {...found, start: 0, end: argv[index]!.length};
	return {line: [command, ...argv].join(' '), problem: shiftProblem(whole, before.length + 1)};
}
