/** Options of the command line, as tables: from one the words are read, completed, and printed in help and man page. */
import type {Flag} from './flags.ts';

export type DescribedFlag = Flag & {
	/** What follows it; left out for one that stands alone. */
	readonly value?: FlagValue;
	/** Its line of the help. */
	readonly summary: string;
	/** What else there is to say, for the man page and the README. */
	readonly details?: string;
};

export type FlagValue = {
	/** As it is written in the help: `FILE`, or an example: `5s`. */
	readonly name: string;
	/** All the words that it may be. */
	readonly words?: readonly string[];
	/** What else the completion can offer. */
	readonly is?: 'file' | 'line' | 'port';
};

/** By their long names, without the dashes. */
export type FlagTable<Name extends string = string> = Readonly<Record<Name, DescribedFlag>>;

/** A table with the names that it has. */
export function flagTable<Name extends string>(flags: FlagTable<Name>): FlagTable<Name> {
	return flags;
}

/** An option as it is printed: `['-e', '--line']`, `LINE`. */
export type PrintedFlag = {
	readonly names: readonly string[];
	readonly value?: FlagValue;
	readonly many?: boolean;
	readonly summary: string;
	readonly details?: string;
};

/** In the order of the table. */
export function printedFlags(flags: FlagTable): readonly PrintedFlag[] {
	return Object.entries<DescribedFlag>(flags).map(([name, flag]) => ({
		...flag,
		names: [...flag.short === undefined ? [] : [`-${flag.short}`], `--${name}`],
	}));
}

/** `-e, --line LINE` */
export function flagUsage({names, value}: PrintedFlag): string {
	return `${names.join(', ')}${value === undefined ? '' : ` ${value.name}`}`;
}

const help_columns = 80;

/** The lines of a help: each option with its sentence beside it, on lines of up to 80 columns. */
export function flagLines(flags: FlagTable): readonly string[] {
	const printed = printedFlags(flags);
	const width = Math.max(...printed.map(flag => flagUsage(flag).length)) + 2;
	return printed.flatMap(flag => {
		const lines = wrapped(flag.summary, help_columns - width - 4);
		return lines.map((line, index) => `  ${(index === 0 ? flagUsage(flag) : '').padEnd(width)}${line}`);
	});
}

function wrapped(text: string, columns: number): readonly string[] {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const line = [...lines.slice(-1), word].join(' ');
		if (lines.length > 0 && line.length <= columns) {
			lines[lines.length - 1] = line;
		} else {
			lines.push(word);
		}
	}

	return lines;
}
