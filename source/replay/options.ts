/** Reads the words behind `sockplay replay`. */
import {parseArgs} from 'node:util';
import type {Address} from '../core/address.ts';
import {limits} from '../core/limits.ts';
import {parseAddress} from '../core/parse-address.ts';
import {parsePattern, type Pattern} from '../core/pattern.ts';
import {isProblem, problem, shiftProblem, type Problem} from '../core/problem.ts';
import {parseDuration} from '../core/quantities.ts';
import type {Timing} from './pace.ts';
import type {Role} from './recorded-call.ts';
import {usage} from './usage.ts';

export type ReplayOptions = {
	readonly file: string;
	readonly role: Role;
	readonly address: Address;
	/** Names of the conversations to play; none: all. */
	readonly only: readonly string[];
	readonly timing: Timing;
	readonly timeout_ms: number;
	/** How long a server waits for a client; left out, for ever. */
	readonly accept_ms?: number;
	readonly ignore: readonly Pattern[];
	readonly format: 'plain' | 'json' | 'tap';
	/** Print the calls on standard error. */
	readonly log: boolean;
};

/** A mistake, with the words it is in. */
export type OptionProblem = {readonly line: string; readonly problem: Problem};

const flags = {
	as: {type: 'string'},
	only: {type: 'string', multiple: true},
	timing: {type: 'string'},
	ignore: {type: 'string', multiple: true},
	timeout: {type: 'string'},
	log: {type: 'boolean', short: 'v'},
	json: {type: 'boolean'},
	tap: {type: 'boolean'},
	help: {type: 'boolean', short: 'h'},
} as const;

type Flag = keyof typeof flags;
type Token = ReturnType<typeof tokensOf>[number];
/** A word of the command line that is an option, or none. */
type Word = {readonly index: number; readonly text: string};

const needs: Readonly<Partial<Record<Flag, string>>> = {
	as: 'client or server',
	only: 'the name of a conversation: c1, say',
	timing: 'recorded or fast',
	ignore: 'an expression: /Date: .*/, say',
	timeout: 'a duration: 5s, say',
};

/** The options, the text of `--help`, or the first mistake. */
export function readOptions(argv: readonly string[]): ReplayOptions | OptionProblem | {readonly help: string} {
	const tokens = tokensOf(argv);
	if (tokens.some(token => token.kind === 'option' && token.name === 'help')) {
		return {help: usage};
	}

	const found = new Words(argv, tokens).read();
	if (!isProblem(found)) {
		return found;
	}

	return {line: ['sockplay replay', ...argv].join(' '), problem: found};
}

function tokensOf(argv: readonly string[]) {
	return parseArgs({args: [...argv], options: flags, strict: false, tokens: true}).tokens;
}

class Words {
	readonly #argv: readonly string[];
	readonly #tokens: readonly Token[];

	constructor(argv: readonly string[], tokens: readonly Token[]) {
		this.#argv = argv;
		this.#tokens = tokens;
	}

	read(): ReplayOptions | Problem {
		const mistake = this.#mistake();
		if (mistake !== undefined) {
			return mistake;
		}

		const role = this.#one('as', text => choice(text, ['client', 'server']));
		const timing = this.#one('timing', text => choice(text, ['fast', 'recorded']));
		const timeout_ms = this.#one('timeout', parseTimeout);
		const ignore = this.#all('ignore').map(word => this.#placed(word, parsePattern(word.text)));
		const [file, address] = [this.#words[0]!, this.#words[1]!];
		const to = this.#placed(address, parseAddress(address.text));
		const problems = [role, timing, timeout_ms, to, ...ignore];
		return problems.find(value => isProblem(value)) ?? {
			file: file.text,
			role: role as Role,
			address: to as Address,
			only: this.#all('only').map(({text}) => text),
			timing: timing as Timing | undefined ?? 'fast',
			timeout_ms: timeout_ms as number | undefined ?? limits.replay_timeout_ms,
			...(timeout_ms !== undefined && {accept_ms: timeout_ms as number}),
			ignore: ignore as Pattern[],
			format: this.#format,
			log: this.#has('log'),
		};
	}

	get #words(): Word[] {
		return this.#tokens.flatMap(token => token.kind === 'positional' ? [{index: token.index, text: token.value}] : []);
	}

	get #format(): ReplayOptions['format'] {
		if (this.#has('json')) {
			return 'json';
		}

		return this.#has('tap') ? 'tap' : 'plain';
	}

	#has(name: Flag): boolean {
		return this.#tokens.some(token => token.kind === 'option' && token.name === name);
	}

	#mistake(): Problem | undefined {
		const words = this.#words;
		const wrong = this.#tokens.map(token => this.#flagMistake(token)).find(found => found !== undefined);
		if (wrong !== undefined) {
			return wrong;
		}

		if (words.length > 2) {
			return this.#placed(words[2]!, problem('a recording and an address are enough'));
		}

		const missing = [...(words.length === 0 ? ['a recording'] : []), ...(words.length < 2 ? ['an address'] : [])];
		const [what] = this.#has('as') ? missing : ['--as client or --as server', ...missing];
		const end = ['sockplay replay', ...this.#argv].join(' ').length + 1;
		return what === undefined
			? undefined
			: problem(`${what} is missing`, {start: end, end}, 'sockplay replay FILE --as client|server ADDRESS');
	}

	#flagMistake(token: Token): Problem | undefined {
		if (token.kind !== 'option') {
			return undefined;
		}

		const {index, name, rawName, value} = token;
		const word = {index, text: this.#argv[index]!};
		if (!Object.hasOwn(flags, name)) {
			return this.#placed(word, problem(`there is no option ${rawName}`, undefined, '--help lists them'));
		}

		const need = needs[name as Flag];
		const isMissing = value === undefined || value === '' || (!token.inlineValue && value.startsWith('--'));
		if (need !== undefined && isMissing) {
			return this.#placed(word, problem(`${rawName} needs ${need}`));
		}

		return need === undefined && value !== undefined
			? this.#placed(word, problem(`${rawName} takes no value`))
			: undefined;
	}

	/** The value of the last of these flags. */
	#one<Value>(name: Flag, read: (text: string) => Value | Problem): Value | Problem | undefined {
		const word = this.#all(name).at(-1);
		return word === undefined ? undefined : this.#placed(word, read(word.text));
	}

	#all(name: Flag): Word[] {
		return this.#tokens.flatMap(token => {
			const isMeant = token.kind === 'option' && token.name === name && token.value !== undefined;
			return isMeant ? [{index: token.index + Number(!token.inlineValue), text: token.value}] : [];
		});
	}

	/** A problem where its word stands on the line; anything else as it is. */
	#placed<Value>({index, text}: Word, value: Value | Problem): Value | Problem {
		if (!isProblem(value)) {
			return value;
		}

		const before = ['sockplay replay', ...this.#argv.slice(0, index)].join(' ').length + 1;
		const inWord = this.#argv[index]!.length - text.length;
		const isSomewhere = value.end > value.start;
		return shiftProblem(isSomewhere ? value : {...value, start: 0, end: text.length}, before + inWord);
	}
}

function parseTimeout(text: string): number | Problem {
	const duration_ms = parseDuration(text);
	return duration_ms === 0 ? problem('this has to be above 0') : duration_ms;
}

function choice(text: string, choices: readonly string[]): string | Problem {
	return choices.includes(text) ? text : problem(`this is ${choices.join(' or ')}`);
}
