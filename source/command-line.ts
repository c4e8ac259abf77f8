/** Parses the command line into options and lines. */
import {parseArgs} from 'node:util';
import meow from 'meow';
import packageJson from '../package.json' with {type: 'json'};
import {quoteWord} from './core/escape.ts';
import {isProblem, problem, shiftProblem, type Problem} from './core/problem.ts';
import {parseDuration, parseSize} from './core/quantities.ts';
import {parseTheme, themeChoices, type ThemeChoice} from './core/theme-names.ts';

export type CommandLine = {
	/** `-e LINE`, in order, and the words after the options as the first of them. */
	readonly lines: readonly string[];
	readonly plain: boolean;
	readonly json: boolean;
	readonly blank: boolean;
	readonly ascii: boolean;
	readonly theme?: ThemeChoice;
	readonly mouse: boolean;
	readonly for_ms?: number;
	readonly keep_bytes?: number;
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

/** A mistake on the command line, with the words it is in. */
export type CommandLineProblem = {readonly line: string; readonly problem: Problem};

const flags = {
	line: {type: 'string', short: 'e', multiple: true},
	plain: {type: 'boolean'},
	json: {type: 'boolean'},
	blank: {type: 'boolean'},
	ascii: {type: 'boolean'},
	for: {type: 'string'},
	keep: {type: 'string'},
	record: {type: 'string'},
	theme: {type: 'string'},
	'no-mouse': {type: 'boolean'},
	seed: {type: 'string'},
	log: {type: 'boolean', short: 'v'},
	idle: {type: 'string'},
	timeout: {type: 'string'},
	'wait-after-eof': {type: 'string'},
	'keep-open': {type: 'boolean'},
	zero: {type: 'boolean'},
	help: {type: 'boolean', short: 'h'},
	version: {type: 'boolean'},
} as const;

/** The flags that take a value, and whether it may be empty. */
const values: Readonly<Record<string, {readonly needs: string; readonly mayBeEmpty?: boolean}>> = {
	line: {needs: 'a line', mayBeEmpty: true},
	for: {needs: 'a duration: 5s, say'},
	keep: {needs: 'a size: 64MiB, say'},
	record: {needs: 'a file: talk.pcapng, say'},
	seed: {needs: 'a text', mayBeEmpty: true},
	idle: {needs: 'a duration: 5s, say'},
	timeout: {needs: 'a duration: 5s, say'},
	'wait-after-eof': {needs: 'a duration: 5s, say'},
	theme: {needs: `one of ${themeChoices.join(' ')}`},
};

/** The flags of a pipe alone. */
const pipeFlags = new Set(['log', 'idle', 'timeout', 'wait-after-eof', 'keep-open', 'zero']);

const helpText = String.raw`
Usage
  $ sockplay [options] [LINE]      the playground: server, client, raw bytes
  $ sockplay listen ADDRESS [SERVICE …]
  $ sockplay connect ADDRESS
  $ sockplay open FILE             look at a recording: .pcapng .jsonl .hex
  $ sockplay run FILE…             run scripts; several are tests, side by side
  $ sockplay check FILE…           read scripts, and show every mistake
  $ sockplay nc [OPTIONS] …        netcat: sockplay nc -h
  $ sockplay replay FILE --as client ADDRESS    play a recording to a live peer

Options
  -e LINE        run this line first; any number of times
  --blank        open the screen with nothing running
  --plain        no screen: one line per event on standard output
  --json         no screen: one JSON object per event
  --for 5s       end after this long
  --keep 64MiB   bytes of traffic kept for the raw-bytes pane
  --record FILE  write everything to FILE as it happens: .pcapng .hex .txt .jsonl
  --seed TEXT    the seed of random: data
  --ascii        draw with ASCII only
  --no-mouse     leave the mouse to the terminal
  --theme NAME   auto dark light contrast contrast-light colour-blind
                 colour-blind-light mono
  --log, -v      connect and listen between pipes: the log goes to standard error
  --idle 5s      end after this long without a byte
  --timeout 5s   give up when nobody has answered, or connected, for this long
  --wait-after-eof 5s  after the end of input, wait this long for the peer
  --keep-open    listen: serve one connection after the other
  --zero         connect and report, send nothing; also 20-25 and 22,80
  --help         this text; "sockplay help" lists the verbs
  --version

Examples
  $ sockplay
  $ sockplay listen tcp:4000 echo
  $ sockplay --json -e 'listen tcp:0 echo' -e 'connect s1' -e 'send hello\n' --for 1s
`;

/**
Parses the command line; a mistake is returned with its place. `--help` and `--version` return the text to print.
*/
export function readCommandLine(
	argv: readonly string[],
	importMeta: ImportMeta,
): CommandLine | CommandLineProblem | {readonly text: string} {
	const {tokens} = parseArgs({args: [...argv], options: flags, strict: false, tokens: true});
	const given = tokens.filter(token => token.kind === 'option');
	const wrong = firstMistake(argv, given);
	if (wrong !== undefined) {
		return wrong;
	}

	const flag = (name: keyof typeof flags) => given.find(each => each.name === name);
	if (flag('help') !== undefined || flag('version') !== undefined) {
		return {text: textAsked(importMeta, flag('help') !== undefined)};
	}

	const measures = readMeasures(argv, flag);
	if ('problem' in measures) {
		return measures;
	}

	const words = tokens.filter(token => token.kind === 'positional').map(({value}) => value);
	const record = flag('record')?.value;
	const seed = flag('seed')?.value;
	const pipe = readPipe(argv, given, words);
	if (pipe !== undefined && 'problem' in pipe) {
		return pipe;
	}

	return {
		lines: [
			...(record === undefined ? [] : [`record ${quoteWord(record)}`]),
			...(words.length === 0 ? [] : [lineOf(words)]),
			...given.filter(({name}) => name === 'line').map(({value}) => value!),
		],
		plain: flag('plain') !== undefined,
		json: flag('json') !== undefined,
		blank: flag('blank') !== undefined,
		ascii: flag('ascii') !== undefined,
		mouse: flag('no-mouse') === undefined,
		...measures,
		...(seed !== undefined && {seed}),
		...(pipe !== undefined && {pipe}),
	};
}

/** What the words are as a pipe; a problem where a flag of pipes was given and they cannot be one. */
function readPipe(
	argv: readonly string[],
	given: readonly Given[],
	words: readonly string[],
): CommandLineProblem | PipeWords | undefined {
	const asked = given.find(({name}) => pipeFlags.has(name));
	const other = given.find(({name}) => ['line', 'plain', 'json', 'blank'].includes(name));
	if ((words[0] !== 'connect' && words[0] !== 'listen') || other !== undefined) {
		const message = `${asked?.rawName} is for a pipe: connect or listen`;
		const hint = other === undefined ? 'sockplay connect ADDRESS' : `leave out ${other.rawName}`;
		return asked && markWord(argv, asked.index, problem(message, {start: 0, end: argv[asked.index]!.length}, hint));
	}

	const flag = (name: string) => given.find(each => each.name === name);
	const times: Partial<Record<'idle' | 'timeout' | 'wait-after-eof', number>> = {};
	for (const name of ['idle', 'timeout', 'wait-after-eof'] as const) {
		const time_ms = measure(flag(name), parseDuration);
		if (isProblem(time_ms)) {
			return markValue(argv, flag(name)!, time_ms);
		}

		Object.assign(times, time_ms !== undefined && {[name]: time_ms});
	}

	const {idle: idle_ms, timeout: timeout_ms, 'wait-after-eof': waitAfterEof_ms} = times;
	const record = flag('record')?.value;
	return {
		words,
		line: lineOf(words),
		isAsked: asked !== undefined,
		log: flag('log') !== undefined,
		keepOpen: flag('keep-open') !== undefined,
		zero: flag('zero') !== undefined,
		...(idle_ms !== undefined && {idle_ms}),
		...(timeout_ms !== undefined && {timeout_ms}),
		...(waitAfterEof_ms !== undefined && {waitAfterEof_ms}),
		...(record !== undefined && {record}),
	};
}

/** A flag as it was given. A value in the flag's own word (`--for=5s`) is `inlineValue`. */
type Given = {
	readonly name: string;
	readonly rawName: string;
	readonly index: number;
	readonly value?: string | undefined;
	readonly inlineValue?: boolean | undefined;
};

function textAsked(importMeta: ImportMeta, isHelp: boolean): string {
	const {help} = meow(helpText, {
		importMeta,
		pkg: packageJson,
		argv: [],
		description: 'A playground for sockets: both ends, every call, every byte, side by side, live.',
	});
	return isHelp ? help : packageJson.version;
}

/** The values that are more than a text. */
function readMeasures(
	argv: readonly string[],
	flag: (name: 'for' | 'keep' | 'theme') => Given | undefined,
): CommandLineProblem | Pick<CommandLine, 'for_ms' | 'keep_bytes' | 'theme'> {
	const for_ms = measure(flag('for'), parseDuration);
	if (isProblem(for_ms)) {
		return markValue(argv, flag('for')!, for_ms);
	}

	const keep_bytes = measure(flag('keep'), parseSize);
	if (isProblem(keep_bytes)) {
		return markValue(argv, flag('keep')!, keep_bytes);
	}

	const theme = measure(flag('theme'), parseTheme);
	if (isProblem(theme)) {
		return markValue(argv, flag('theme')!, theme);
	}

	return {
		...(for_ms !== undefined && {for_ms}),
		...(keep_bytes !== undefined && {keep_bytes}),
		...(theme !== undefined && {theme}),
	};
}

function measure<Value>(
	flag: Given | undefined,
	parse: (written: string) => Value | Problem,
): Value | Problem | undefined {
	return flag?.value === undefined ? undefined : parse(flag.value);
}

/**
The shell removes the quotes of `greet "hello world"`, so a word with a space is quoted again, unless it is a literal.
*/
function lineOf(words: readonly string[]): string {
	return words.map(word => (/\s/v.test(word) && !/^(?:hex:|")/v.test(word) ? quoteWord(word) : word)).join(' ');
}

function firstMistake(argv: readonly string[], given: readonly Given[]): CommandLineProblem | undefined {
	for (const [index, flag] of given.entries()) {
		const isAgain = given.slice(0, index).some(({name}) => name === flag.name);
		const found = mistakeOf(flag, isAgain);
		if (found !== undefined) {
			return markWord(argv, flag.index, {...found, start: 0, end: argv[flag.index]!.length});
		}
	}

	return undefined;
}

function mistakeOf(flag: Given, isAgain: boolean): Problem | undefined {
	const {name, rawName, value} = flag;
	if (!Object.hasOwn(flags, name)) {
		return problem(`there is no option ${rawName}`, undefined, '--help lists them');
	}

	if (!Object.hasOwn(values, name)) {
		return value === undefined ? undefined : problem(`${rawName} takes no value`);
	}

	if (isWithoutValue(flag)) {
		return problem(`${rawName} needs ${values[name]!.needs}`);
	}

	return isAgain && name !== 'line' ? problem(`${rawName} can be given only once`) : undefined;
}

/** Also when the next word is another flag. */
function isWithoutValue({name, value, inlineValue}: Given): boolean {
	return value === undefined
		|| (value === '' && values[name]?.mayBeEmpty !== true)
		|| (inlineValue === false && value.startsWith('--'));
}

function markValue(
	argv: readonly string[],
	{rawName, index, value = '', inlineValue}: Given,
	found: Problem,
): CommandLineProblem {
	const offset = inlineValue === true ? rawName.length + 1 : 0;
	const moved = {...found, start: found.start + offset, end: Math.max(found.end, value.length) + offset};
	return markWord(argv, inlineValue === true ? index : index + 1, moved);
}

function markWord(argv: readonly string[], index: number, found: Problem): CommandLineProblem {
	const before = ['sockplay', ...argv.slice(0, index)].join(' ');
	return {line: ['sockplay', ...argv].join(' '), problem: shiftProblem(found, before.length + 1)};
}
