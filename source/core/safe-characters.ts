/**
Which characters may be written to a terminal without escapes.

A character is safe when every terminal draws it in the same, known number of cells, independent of its neighbours. Not
safe are controls, bidi overrides, zero-width characters, joiners, variation selectors, emoji modifiers, unassigned and
private code points, and the parts that Indic scripts and Hangul join into clusters, on whose width terminals disagree
(their base letters are shown).
*/
import stringWidth from 'string-width';

/**
`nontext`: controls, unassigned and private code points. `unsafe`: other characters that are not safe. `mark`: no cell
of its own, only after a letter or digit. `flag`: two of them together make a flag of two cells.
*/
export type CharacterClass = 'nontext' | 'unsafe' | 'mark' | 'flag' | 'narrow' | 'wide';

const classes: readonly CharacterClass[] = ['nontext', 'unsafe', 'mark', 'flag', 'narrow', 'wide'];
/** A cache of one byte per code point, 0 for "not known yet"; the system allocates only pages that are written. */
const known = new Uint8Array(0x11_00_00);

const nontext = /^[\p{Control}\p{Private_Use}\p{Surrogate}\p{Unassigned}]$/v;
const visible = /^[\p{Letter}\p{Number}\p{Punctuation}\p{Symbol} \u{3000}]$/v;
const joining = /^[\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}\p{Grapheme_Extend}\u{E33}\u{EB3}\u{1100}-\u{11FF}\u{A960}-\u{A97C}\u{D7B0}-\u{D7FB}]$/v;
/**
Letters that form one cluster with what follows them (Grapheme_Cluster_Break=Prepend and Kirat Rai vowels; UAX 29).
*/
const prepended = /^[\u{D4E}\u{111C2}\u{111C3}\u{113D1}\u{1193F}\u{11941}\u{11A84}-\u{11A89}\u{11D46}\u{11F02}\u{16D63}\u{16D67}-\u{16D6A}]$/v;
/**
Combining marks that every terminal draws over the letter before: Latin, Cyrillic, Hebrew, Arabic, Thai and their
supplements.
*/
const markBlocks = /^[\u{300}-\u{36F}\u{483}-\u{487}\u{591}-\u{5C7}\u{610}-\u{61A}\u{64B}-\u{65F}\u{670}\u{E31}\u{E34}-\u{E3A}\u{E47}-\u{E4E}\u{1DC0}-\u{1DFF}]$/v;
const nonspacing = /^[\p{Nonspacing_Mark}--\p{Default_Ignorable_Code_Point}]$/v;
const flag = /^\p{Regional_Indicator}$/v;
const carriesMarks = /^[\p{Letter}\p{Number}]$/v;

/** How a Unicode scalar value can be shown. */
export function classOf(codePoint: number): CharacterClass {
	const found = known[codePoint] ?? 1;
	if (found !== 0) {
		return classes[found - 1] ?? 'unsafe';
	}

	const result = classify(String.fromCodePoint(codePoint));
	known[codePoint] = classes.indexOf(result) + 1;
	return result;
}

/** Whether combining marks after this character are drawn over it. */
export function canTakeMarks(codePoint: number): boolean {
	return carriesMarks.test(String.fromCodePoint(codePoint));
}

function classify(character: string): CharacterClass {
	if (nontext.test(character)) {
		return 'nontext';
	}

	if (markBlocks.test(character) && nonspacing.test(character)) {
		return 'mark';
	}

	if (flag.test(character)) {
		return 'flag';
	}

	if (!visible.test(character) || joining.test(character) || prepended.test(character)) {
		return 'unsafe';
	}

	return stringWidth(character) === 2 ? 'wide' : 'narrow';
}
