/**
How many columns this terminal draws characters in, where terminals differ: by a sample of each kind, whose columns the
terminal tells (`question.ts`).
*/

/**
The kinds, with a sample. In a terminal whose characters are not UTF-8 `letter` takes a column for each of its two
bytes; `line` takes two where characters of ambiguous width (UAX 11) are wide. None of the first two characters has a
byte that such a terminal obeys as a control.
*/
export const samples = {
	letter: 'ñ',
	line: '─',
	wide: '你',
	mark: 'x\u{323}',
	emoji: '😀',
	flag: '🇻🇳',
} as const;

export type DrawnKind = keyof typeof samples;

export type DrawnColumns = Readonly<Record<DrawnKind, number>>;

/** What the layout counts with. */
export const usualColumns: DrawnColumns = {letter: 1, line: 1, wide: 2, mark: 1, emoji: 2, flag: 2};

/** Whether the screen's lines and letters can be drawn; if not, ASCII can. */
export function canDrawUnicode({letter, line}: DrawnColumns): boolean {
	return letter === usualColumns.letter && line === usualColumns.line;
}

/** The kind of a grapheme cluster of so many columns, if terminals differ about it. */
export function drawnKindOf(cluster: string, width: number): DrawnKind | undefined {
	if (width === 2) {
		return wideKindOf(cluster);
	}

	return [...cluster].length > 1 ? 'mark' : undefined;
}

function wideKindOf(cluster: string): DrawnKind {
	if (/^\p{Regional_Indicator}/v.test(cluster)) {
		return 'flag';
	}

	return /^\p{Emoji_Presentation}/v.test(cluster) ? 'emoji' : 'wide';
}
