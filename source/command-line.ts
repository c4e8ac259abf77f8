/** Parses the command line into options and lines. */
import packageJson from '../package.json' with {type: 'json'};
import {quoteWord} from './core/escape.ts';
import {Flags, type WordsProblem} from './core/flags.ts';
import {isProblem, problem, type Problem} from './core/problem.ts';
import {parseDuration, parseSize} from './core/quantities.ts';
import {parseTheme, themeChoices, type ThemeChoice} from './core/theme-names.ts';

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

const flags = {
	line: {short: 'e', needs: 'a line', mayBeEmpty: true, many: true},
	plain: {},
	json: {},
	blank: {},
	ascii: {},
	unicode: {},
	for: {needs: 'a duration: 5s, say'},
	keep: {needs: 'a size: 64MiB, say'},
	record: {needs: 'a file: talk.pcapng, say'},
	theme: {needs: `one of ${themeChoices.join(' ')}`},
	'no-mouse': {},
	seed: {needs: 'a text', mayBeEmpty: true},
	log: {short: 'v'},
	idle: {needs: 'a duration: 5s, say'},
	timeout: {needs: 'a duration: 5s, say'},
	'wait-after-eof': {needs: 'a duration: 5s, say'},
	'keep-open': {},
	zero: {},
	help: {short: 'h'},
	version: {},
} as const;

type CommandFlags = Flags<keyof typeof flags>;

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
  --unicode      draw lines, signs and all letters, whatever the terminal says
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
): CommandLine | WordsProblem | {readonly text: Promise<string>} {
	const given = new Flags('sockplay', argv, flags);
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
			...(words.length === 0 ? [] : [lineOf(words)]),
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
	const asked = given.first('log', 'idle', 'timeout', 'wait-after-eof', 'keep-open', 'zero');
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
		line: lineOf(words),
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

	const {default: meow} = await import('meow');
	const {help} = meow(helpText, {
		importMeta,
		pkg: packageJson,
		argv: [],
		description: 'A playground for sockets: both ends, every call, every byte, side by side, live.',
	});
	return help;
}

/** The values that are more than a text. */
function readMeasures(given: CommandFlags): Pick<CommandLine, 'for_ms' | 'keep_bytes' | 'theme'> | Problem {
	const for_ms = given.read('for', parseDuration);
	const keep_bytes = given.read('keep', parseSize);
	const theme = given.read('theme', parseTheme);
	const wrong = [for_ms, keep_bytes, theme].find(value => isProblem(value));
	return wrong ?? {
		...(for_ms !== undefined && {for_ms: for_ms as number}),
		...(keep_bytes !== undefined && {keep_bytes: keep_bytes as number}),
		...(theme !== undefined && {theme: theme as ThemeChoice}),
	};
}

/**
The shell removes the quotes of `greet "hello world"`, so a word with a space is quoted again, unless it is a literal.
*/
function lineOf(words: readonly string[]): string {
	return words.map(word => (/\s/v.test(word) && !/^(?:hex:|")/v.test(word) ? quoteWord(word) : word)).join(' ');
}
