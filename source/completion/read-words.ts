import type {FlagValue, PrintedFlag} from '../core/flag-table.ts';

/** The words before the one at the cursor, told apart by a table of options. */
export type ReadWords = {
	/** Those that are neither options nor their values. */
	readonly positional: readonly string[];
	/** The values of `-e`. */
	readonly lines: readonly string[];
	/** The options that were given, by the names that were written; those without a value have an empty one. */
	readonly given: ReadonlyMap<string, string>;
	/** After `--` there are none. */
	readonly canBeFlag: boolean;
	/** The word at the cursor is the value of an option… */
	readonly value?: FlagValue;
	/** …which stands in the same word: `--theme=`, or empty. */
	readonly prefix: string;
};

/** `current` is the word at the cursor, as far as it stands before the cursor. */
export function readWords(words: readonly string[], current: string, flags: readonly PrintedFlag[]): ReadWords {
	const positional: string[] = [];
	const lines: string[] = [];
	const given = new Map<string, string>();
	let canBeFlag = true;
	let awaiting: PrintedFlag | undefined;
	let written = '';
	for (const word of words) {
		if (awaiting !== undefined) {
			lines.push(...awaiting.value!.is === 'line' ? [word] : []);
			given.set(written, word);
			awaiting = undefined;
		} else if (canBeFlag && word === '--') {
			canBeFlag = false;
		} else if (canBeFlag && word.startsWith('-') && word !== '-') {
			written = word.split('=', 1)[0]!;
			given.set(written, word.slice(written.length + 1));
			awaiting = flagAwaiting(word, flags);
		} else {
			positional.push(word);
		}
	}

	const inWord = canBeFlag && awaiting === undefined ? /^--[^=]+=/v.exec(current)?.[0] ?? '' : '';
	const value = (awaiting ?? flagNamed(inWord.slice(0, -1), flags))?.value;
	return {positional, lines, given, canBeFlag, prefix: inWord, ...(value !== undefined && {value})};
}

/** The option whose value is the next word: a long one without `=`, or the last letter of short ones. */
function flagAwaiting(word: string, flags: readonly PrintedFlag[]): PrintedFlag | undefined {
	if (word.startsWith('--')) {
		const flag = flagNamed(word, flags);
		return flag?.value === undefined ? undefined : flag;
	}

	const letters = [...word.slice(1)];
	const first = letters.findIndex(letter => flagNamed(`-${letter}`, flags)?.value !== undefined);
	return first === letters.length - 1 ? flagNamed(`-${letters[first] ?? ''}`, flags) : undefined;
}

function flagNamed(name: string, flags: readonly PrintedFlag[]): PrintedFlag | undefined {
	return flags.find(({names}) => names.includes(name));
}
