/** Parses the command line into options and lines. */
import packageJson from '../package.json' with {type: 'json'};
import {lineOfWords} from './core/command-line-words.ts';
import {quoteWord} from './core/escape.ts';
import {Flags, type WordsProblem} from './core/flags.ts';
import {isProblem, problem, type Problem} from './core/problem.ts';
import {parseDuration, parseSize} from './core/quantities.ts';
import {parseTheme, type ThemeChoice} from './core/theme-names.ts';
import {flags, pipeFlags} from './usage/flags.ts';

export type CommandLine = {
	/** `-e LINE`, in order, and the words after the options as the first of them. */
	readonly lines: readonly string[];
	readonly plain: boolean;
	readonly json: boolean;
	readonly blank: boolean;
	/** Decided for good, whatever the terminal or the locale says. */
	readonly characters?: 'ascii' | 'unicode';
	readonly theme?: ThemeChoice;
	readonly mouse: boolean;
	readonly for_ms?: number;
	readonly keep_bytes?: number;
	readonly terminalTimeout_ms?: number;
	readonly seed?: string;
	/** What a pipe needs; left out where the words cannot be one. */
	readonly pipe?: PipeWords;
};

/** The words of `connect` or `listen` alone, which between two streams that are no terminals are a pipe. */
export type PipeWords = {
	readonly words: readonly string[];
	/** The same as a line. */
	readonly line: string;
	/** An option that only a pipe has was given: it is one, whatever its streams are. */
	readonly isAsked: boolean;
	readonly log: boolean;
	readonly keepOpen: boolean;
	readonly zero: boolean;
	readonly idle_ms?: number;
	readonly timeout_ms?: number;
	readonly waitAfterEof_ms?: number;
	readonly record?: string;
};

const allFlags = {...flags, ...pipeFlags};

type CommandFlags = Flags<keyof typeof allFlags>;

/**
Parses the command line; a mistake is returned with its place. `--help` and `--version` return the text to print.
*/
export function readCommandLine(
	argv: readonly string[],
	importMeta: ImportMeta,
): CommandLine | WordsProblem | {readonly text: Promise<string>} {
	const given = new Flags('sockplay', argv, allFlags);
	const {line, mistake} = given;
	if (mistake !== undefined) {
		return {line, problem: mistake};
	}

	if (given.first('help', 'version') !== undefined) {
		return {text: textAsked(importMeta, given.has('help'))};
	}

	const found = optionsOf(given);
	return isProblem(found) ? {line, problem: found} : found;
}

function optionsOf(given: CommandFlags): CommandLine | Problem {
	const measures = readMeasures(given);
	if (isProblem(measures)) {
		return measures;
	}

	const words = given.words.map(({text}) => text);
	const pipe = readPipe(given, words);
	if (isProblem(pipe)) {
		return pipe;
	}

	const characters = readCharacters(given);
	if (isProblem(characters)) {
		return characters;
	}

	const [record, seed] = [given.value('record'), given.value('seed')];
	return {
		lines: [
			...(record === undefined ? [] : [`record ${quoteWord(record)}`]),
			...(words.length === 0 ? [] : [lineOfWords(words)]),
			...given.values('line').map(({text}) => text),
		],
		plain: given.has('plain'),
		json: given.has('json'),
		blank: given.has('blank'),
		mouse: !given.has('no-mouse'),
		...(characters !== undefined && {characters}),
		...measures,
		...(seed !== undefined && {seed}),
		...(pipe !== undefined && {pipe}),
	};
}

function readCharacters(given: CommandFlags): CommandLine['characters'] | Problem {
	const [ascii, unicode] = [given.first('ascii'), given.first('unicode')];
	if (ascii !== undefined && unicode !== undefined) {
		return given.problemAt(unicode, problem('--unicode is the opposite of --ascii', undefined, 'leave out one of them'));
	}

	return (ascii ?? unicode)?.name as CommandLine['characters'];
}

/** What the words are as a pipe; a problem where a flag of pipes was given and they cannot be one. */
function readPipe(given: CommandFlags, words: readonly string[]): PipeWords | Problem | undefined {
	const asked = given.first(...Object.keys(pipeFlags) as Array<keyof typeof pipeFlags>);
	const other = given.first('line', 'plain', 'json', 'blank');
	if ((words[0] !== 'connect' && words[0] !== 'listen') || other !== undefined) {
		const hint = other === undefined ? 'sockplay connect ADDRESS' : `leave out ${other.written}`;
		return asked && given.problemAt(asked, problem(`${asked.written} is for a pipe: connect or listen`, undefined, hint));
	}

	const idle_ms = given.read('idle', parseDuration);
	const timeout_ms = given.read('timeout', parseDuration);
	const waitAfterEof_ms = given.read('wait-after-eof', parseDuration);
	const wrong = [idle_ms, timeout_ms, waitAfterEof_ms].find(value => isProblem(value));
	const record = given.value('record');
	return wrong ?? {
		words,
		line: lineOfWords(words),
		isAsked: asked !== undefined,
		log: given.has('log'),
		keepOpen: given.has('keep-open'),
		zero: given.has('zero'),
		...(idle_ms !== undefined && {idle_ms: idle_ms as number}),
		...(timeout_ms !== undefined && {timeout_ms: timeout_ms as number}),
		...(waitAfterEof_ms !== undefined && {waitAfterEof_ms: waitAfterEof_ms as number}),
		...(record !== undefined && {record}),
	};
}

/** meow is loaded when it is needed only: that takes 10 ms, which would delay every start. */
async function textAsked(importMeta: ImportMeta, isHelp: boolean): Promise<string> {
	if (!isHelp) {
		return packageJson.version;
	}

	const [{default: meow}, {helpText}] = await Promise.all([import('meow'), import('./usage/help-text.ts')]);
	const {help} = meow(helpText(), {
		importMeta,
		pkg: packageJson,
		argv: [],
		description: 'A playground for sockets: both ends, every call, every byte, side by side, live.',
	});
	return help;
}

type Measure = 'for_ms' | 'keep_bytes' | 'terminalTimeout_ms' | 'theme';

/** The values that are more than a text. */
function readMeasures(given: CommandFlags): Pick<CommandLine, Measure> | Problem {
	const for_ms = given.read('for', parseDuration);
	const keep_bytes = given.read('keep', parseSize);
	const terminalTimeout_ms = given.read('terminal-timeout', parseDuration);
	const theme = given.read('theme', parseTheme);
	const wrong = [for_ms, keep_bytes, terminalTimeout_ms, theme].find(value => isProblem(value));
	return wrong ?? {
		...(for_ms !== undefined && {for_ms: for_ms as number}),
		...(keep_bytes !== undefined && {keep_bytes: keep_bytes as number}),
		...(terminalTimeout_ms !== undefined && {terminalTimeout_ms: terminalTimeout_ms as number}),
		...(theme !== undefined && {theme: theme as ThemeChoice}),
	};
}
