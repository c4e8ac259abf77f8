/** Reads the words behind `sockplay replay`. */
import type {Address} from '../core/address.ts';
import {Flags, type WordsProblem} from '../core/flags.ts';
import {limits} from '../core/limits.ts';
import {parseAddress} from '../core/parse-address.ts';
import {parsePattern, type Pattern} from '../core/pattern.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {parseTimeout} from '../core/quantities.ts';
import {flags} from './flags.ts';
import type {Timing} from './pace.ts';
import type {Role} from './recorded-call.ts';
import type {ReplaySettings} from './settings.ts';
import {usage} from './usage.ts';

export type ReplayOptions = Omit<ReplaySettings, 'ignored'> & {
	readonly file: string;
	/** Names of the conversations to play; none: all. */
	readonly only: readonly string[];
	readonly ignore: readonly Pattern[];
	readonly format: 'plain' | 'json' | 'tap';
	/** Print the calls on standard error. */
	readonly log: boolean;
};

type ReplayFlags = Flags<keyof typeof flags>;

/** The options, the text of `--help`, or the first mistake. */
export function readOptions(argv: readonly string[]): ReplayOptions | WordsProblem | {readonly help: string} {
	const words = new Flags('sockplay replay', argv, flags);
	if (words.has('help')) {
		return {help: usage};
	}

	const found = words.mistake ?? wordsProblem(words) ?? optionsOf(words);
	return isProblem(found) ? {line: words.line, problem: found} : found;
}

/** What is missing, or too much. */
function wordsProblem(given: ReplayFlags): Problem | undefined {
	const {words} = given;
	if (words.length > 2) {
		return given.problemAt(words[2]!, problem('a recording and an address are enough'));
	}

	const missing = [
		...(given.has('as') ? [] : ['--as client or --as server']),
		...['a recording', 'an address'].slice(words.length),
	];
	return missing.length === 0
		? undefined
		: given.missing(missing[0]!, 'sockplay replay FILE --as client|server ADDRESS');
}

function optionsOf(given: ReplayFlags): ReplayOptions | Problem {
	const [file, to] = [given.words[0]!, given.words[1]!];
	const role = given.read('as', text => choice<Role>(text, ['client', 'server']));
	const timing = given.read('timing', text => choice<Timing>(text, ['fast', 'recorded'])) ?? 'fast';
	const accept_ms = given.read('timeout', parseTimeout);
	const ignore = given.values('ignore').map(word => given.readWord(word, parsePattern));
	const address = given.readWord(to, parseAddress);
	const wrong = [role, timing, accept_ms, address, ...ignore].find(value => isProblem(value));
	return wrong ?? {
		file: file.text,
		role: role as Role,
		address: address as Address,
		only: given.values('only').map(({text}) => text),
		timing: timing as Timing,
		timeout_ms: accept_ms as number | undefined ?? limits.replay_timeout_ms,
		...(accept_ms !== undefined && {accept_ms: accept_ms as number}),
		ignore: ignore as Pattern[],
		format: formatOf(given),
		log: given.has('log'),
	};
}

function formatOf(given: ReplayFlags): ReplayOptions['format'] {
	if (given.has('json')) {
		return 'json';
	}

	return given.has('tap') ? 'tap' : 'plain';
}

function choice<Choice extends string>(text: string, choices: readonly Choice[]): Choice | Problem {
	return choices.find(each => each === text) ?? problem(`this is ${choices.join(' or ')}`);
}
