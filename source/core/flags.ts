/** Flags of a command line (`--for 5s`): which are given, with which values, and what is wrong with them, and where. */
import {parseArgs} from 'node:util';
import {isProblem, problem, shiftProblem, type Problem} from './problem.ts';

export type Flag = {
	/** Another way to write it: `v` for `-v`. */
	readonly short?: string;
	/** What its value is, with an example; left out where it takes none. */
	readonly needs?: string;
	readonly mayBeEmpty?: boolean;
	/** It may be given any number of times. */
	readonly many?: boolean;
};

/** A mistake on the command line, with the words it is in. */
export type WordsProblem = {readonly line: string; readonly problem: Problem};

/** A word that is no flag, or the value of one, and in which word of the command line it stands. */
export type Word = {readonly text: string; readonly index: number};

/** A flag as it was given. */
export type GivenFlag = {
	readonly name: string;
	readonly written: string;
	readonly index: number;
	readonly value?: Word;
};

/** What a command line says. Problems have their places in `line`. */
export class Flags<Name extends string> {
	/** The words as one line, with the command before them. */
	readonly line: string;
	/** The words that are no flags. */
	readonly words: readonly Word[];
	readonly #command: string;
	readonly #argv: readonly string[];
	readonly #known: Readonly<Record<Name, Flag>>;
	readonly #given: readonly GivenFlag[];

	/** `command`: what stands before `argv`, `sockplay run` for example. */
	constructor(command: string, argv: readonly string[], known: Readonly<Record<Name, Flag>>) {
		this.#command = command;
		this.#argv = argv;
		this.#known = known;
		this.line = [command, ...argv].join(' ');
		const {tokens} = parseArgs({args: [...argv], options: optionsOf(known), strict: false, tokens: true});
		this.words = tokens.flatMap(token => token.kind === 'positional' ? [{text: token.value, index: token.index}] : []);
		this.#given = tokens.flatMap(token => token.kind === 'option' ? [givenFlag(token)] : []);
	}

	/** The first mistake: a flag that there is not, one without its value, or a value given twice. */
	get mistake(): Problem | undefined {
		return this.#given
			.map((flag, index) => this.#mistakeOf(flag, this.#given.slice(0, index)))
			.find(found => found !== undefined);
	}

	/** The first that was given of these. */
	first(...names: readonly Name[]): GivenFlag | undefined {
		return this.#given.find(({name}) => (names as readonly string[]).includes(name));
	}

	has(name: Name): boolean {
		return this.first(name) !== undefined;
	}

	/** What is written behind a flag. */
	value(name: Name): string | undefined {
		return this.first(name)?.value?.text;
	}

	/** The same for one that may be given many times. */
	values(name: Name): readonly Word[] {
		return this.#given.flatMap(flag => flag.name === name ? flag.value ?? [] : []);
	}

	/** What a flag's value means; undefined where it was not given. */
	read<Value>(name: Name, parse: (written: string) => Value | Problem): Value | Problem | undefined {
		const word = this.first(name)?.value;
		return word === undefined ? undefined : this.readWord(word, parse);
	}

	/** What a word means. A problem without a place is one of the whole word. */
	readWord<Value>(word: Word, parse: (written: string) => Value | Problem): Value | Problem {
		const value = parse(word.text);
		return isProblem(value) ? this.problemAt(word, value) : value;
	}

	/** A problem in a word, or in a flag. */
	problemAt({index, ...word}: Word | GivenFlag, found: Problem): Problem {
		const whole = this.#argv[index]!;
		const text = 'text' in word ? word.text : whole;
		const before = [this.#command, ...this.#argv.slice(0, index)].join(' ').length + 1;
		const placed = found.start === 0 && found.end === 0 ? {...found, end: text.length} : found;
		return shiftProblem(placed, before + whole.length - text.length);
	}

	/** Something should stand at the end of the line. */
	missing(what: string, hint: string): Problem {
		return problem(`${what} is missing`, {start: this.line.length, end: this.line.length}, hint);
	}

	#mistakeOf(flag: GivenFlag, before: readonly GivenFlag[]): Problem | undefined {
		const message = this.#messageOf(flag, before.some(({name}) => name === flag.name));
		const hint = this.#isKnown(flag.name) ? undefined : '--help lists them';
		return message === undefined ? undefined : this.problemAt(flag, problem(message, undefined, hint));
	}

	#messageOf({name, written, value}: GivenFlag, isAgain: boolean): string | undefined {
		if (!this.#isKnown(name)) {
			return `there is no option ${written}`;
		}

		const {needs, mayBeEmpty, many} = this.#known[name];
		if (needs === undefined) {
			return value === undefined ? undefined : `${written} takes no value`;
		}

		if (value === undefined || (value.text === '' && mayBeEmpty !== true)) {
			return `${written} needs ${needs}`;
		}

		return isAgain && many !== true ? `${written} can be given only once` : undefined;
	}

	#isKnown(name: string): name is Name {
		return Object.hasOwn(this.#known, name);
	}
}

function optionsOf(known: Readonly<Record<string, Flag>>) {
	return Object.fromEntries(Object.entries(known).map(([name, {short, needs}]) => [name, {
		type: needs === undefined ? 'boolean' as const : 'string' as const,
		...(short !== undefined && {short}),
	}]));
}

/** The next word is no value where it is a flag itself. */
function givenFlag({name, rawName, index, value, inlineValue}: {
	readonly name: string;
	readonly rawName: string;
	readonly index: number;
	readonly value?: string | undefined;
	readonly inlineValue?: boolean | undefined;
}): GivenFlag {
	const isNone = value === undefined || (inlineValue === false && value.startsWith('--'));
	const word = isNone ? undefined : {text: value, index: index + Number(inlineValue === false)};
	return {name, written: rawName, index, ...(word !== undefined && {value: word})};
}
