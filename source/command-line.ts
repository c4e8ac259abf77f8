/** The words after `sockplay`, as options and lines. */
import meow from 'meow';
import {quoteWord} from './core/escape.ts';
import {isProblem, problem, type Problem} from './core/problem.ts';
import {parseDuration, parseSize} from './core/quantities.ts';

export type CommandLine = {
	/** `-e LINE`, in order, and the words after the options as the first of them. */
	readonly lines: readonly string[];
	readonly plain: boolean;
	readonly json: boolean;
	readonly blank: boolean;
	readonly ascii: boolean;
	readonly for_ms?: number;
	readonly keep_bytes?: number;
	readonly seed?: string;
};

/** A mistake on the command line, with the words it is in. */
export type CommandLineProblem = {readonly line: string; readonly problem: Problem};

const flags = {
	line: {type: 'string', shortFlag: 'e', isMultiple: true},
	plain: {type: 'boolean'},
	json: {type: 'boolean'},
	blank: {type: 'boolean'},
	ascii: {type: 'boolean'},
	for: {type: 'string'},
	keep: {type: 'string'},
	record: {type: 'string'},
	seed: {type: 'string'},
	help: {type: 'boolean', shortFlag: 'h'},
	version: {type: 'boolean'},
} as const;

export const helpText = String.raw`
Usage
  $ sockplay [options] [LINE]      the playground: server, client, raw bytes
  $ sockplay listen ADDRESS [SERVICE …]
  $ sockplay connect ADDRESS
  $ sockplay open FILE             look at a recording: .pcapng .jsonl .hex

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
  --help         this text; "sockplay help" lists the verbs
  --version

Examples
  $ sockplay
  $ sockplay listen tcp:4000 echo
  $ sockplay --json -e 'listen tcp:0 echo' -e 'connect s1' -e 'send hello\n' --for 1s
`;

/** Reads the words. `--help` and `--version` print and end the process, as meow does it. */
export function readCommandLine(argv: readonly string[], importMeta: ImportMeta): CommandLine | CommandLineProblem {
	const wrong = unknownFlag(argv) ?? unfinishedFlag(argv);
	if (wrong !== undefined) {
		return wrong;
	}

	const cli = meow(helpText, {importMeta, argv, flags, description: 'A playground for sockets: both ends, every call, every byte, side by side, live.'});
	const for_ms = cli.flags.for === undefined ? undefined : parseDuration(cli.flags.for);
	const keep_bytes = cli.flags.keep === undefined ? undefined : parseSize(cli.flags.keep);
	const {seed} = cli.flags;
	if (isProblem(for_ms)) {
		return wrongValue(argv, '--for', cli.flags.for!, for_ms);
	}

	if (isProblem(keep_bytes)) {
		return wrongValue(argv, '--keep', cli.flags.keep!, keep_bytes);
	}

	const recording = cli.flags.record === undefined ? [] : [`record ${quoteWord(cli.flags.record)}`];
	const first = cli.input.length === 0 ? [] : [lineOf(cli.input)];
	return {
		lines: [...recording, ...first, ...(cli.flags.line ?? [])],
		plain: cli.flags.plain === true,
		json: cli.flags.json === true,
		blank: cli.flags.blank === true,
		ascii: cli.flags.ascii === true,
		...(for_ms !== undefined && {for_ms}),
		...(keep_bytes !== undefined && {keep_bytes}),
		...(seed !== undefined && {seed}),
	};
}

/** The shell has taken the quotes from `greet "hello world"`: a word with a space in it gets them back, unless it is a literal of its own. */
function lineOf(words: readonly string[]): string {
	return words.map(word => (/\s/v.test(word) && !/^(?:hex:|")/v.test(word) ? quoteWord(word) : word)).join(' ');
}

function unknownFlag(argv: readonly string[]): CommandLineProblem | undefined {
	for (const [index, word] of argv.entries()) {
		if (word === '--') {
			return undefined;
		}

		const name = /^--?(?:no-)?(?<name>[^=]*)/v.exec(word)?.groups?.['name'];
		if (name !== undefined && !isValue(argv, index) && !isKnown(word, name)) {
			return markWord(argv, index, problem(`there is no option ${word}`, {start: 0, end: word.length}, '--help lists them'));
		}
	}

	return undefined;
}

function isKnown(word: string, name: string): boolean {
	return word.startsWith('--') ? Object.hasOwn(flags, name) : name === 'e' || name === 'h';
}

/** What stands behind the flags that need something behind them. */
const values: Readonly<Record<string, string>> = {'-e': 'a line', '--line': 'a line', '--for': 'a duration: 5s, say', '--keep': 'a size: 64MiB, say', '--record': 'a file', '--seed': 'a text'};

/** Whether the word is the value of the flag before it. */
function isValue(argv: readonly string[], index: number): boolean {
	return Object.hasOwn(values, argv[index - 1] ?? '');
}

function unfinishedFlag(argv: readonly string[]): CommandLineProblem | undefined {
	const last = argv.length - 1;
	const flag = argv[last] ?? '';
	return Object.hasOwn(values, flag) && !isValue(argv, last) && !argv.includes('--')
		? markWord(argv, last, problem(`${flag} needs ${values[flag]!}`, {start: 0, end: flag.length}))
		: undefined;
}

function wrongValue(argv: readonly string[], flag: string, value: string, found: Problem): CommandLineProblem {
	const index = argv.findLastIndex(word => word === flag || word.startsWith(`${flag}=`));
	const isInSameWord = argv[index] !== flag;
	const offset = isInSameWord ? flag.length + 1 : 0;
	const moved = {...found, start: found.start + offset, end: Math.max(found.end, value.length) + offset};
	return markWord([...argv, ''], isInSameWord ? index : index + 1, moved);
}

function markWord(argv: readonly string[], index: number, found: Problem): CommandLineProblem {
	const before = ['sockplay', ...argv.slice(0, index)].join(' ');
	const offset = before.length + 1;
	return {line: ['sockplay', ...argv].join(' ').trimEnd(), problem: {...found, start: found.start + offset, end: found.end + offset}};
}
