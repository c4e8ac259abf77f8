/** Inputs that are nearly right: those that are all chance are refused at the first look. */
import {Buffer} from 'node:buffer';
import fc, {type Arbitrary} from 'fast-check';

/** What terminals obey, what has no width, what is wider than it looks, what is half a character. */
const oddities = ['\0', '\t', '\n', '\r', '\u{1B}[2J', '\u{1B}]0;x\u{7}', '\u{7F}', '\u{85}', '\u{9B}31m', '\u{202E}', '\u{2066}', '\u{200B}', '\u{200D}', '\u{301}', '\u{FE0F}', '\u{FEFF}', '\u{D800}', '\u{DC00}', '\u{E0041}', '宽', '👨‍👩‍👧', '🇻🇳', 'à', 'クﾞ', 'नि'];

/** Any text at all. */
export const anyText: Arbitrary<string> = fc.oneof(
	fc.string({unit: 'binary', maxLength: 60}),
	fc.string({unit: 'grapheme', maxLength: 40}),
	fc.array(fc.oneof(fc.constantFrom(...oddities), fc.string({maxLength: 3})), {maxLength: 20}).map(parts => parts.join('')),
);

/** Bytes as a string of as many characters. */
export function anyBytes(maxLength: number): Arbitrary<string> {
	return fc.uint8Array({maxLength}).map(bytes => Buffer.from(bytes).toString('latin1'));
}

/** The bytes that such a string stands for. */
export function bytesOf(text: string): Uint8Array {
	return Buffer.from(text, 'latin1');
}

/** Pieces of a language, side by side in any order, with a little of anything in between. */
export function sentenceOf(pieces: readonly string[], maxLength: number): Arbitrary<string> {
	const piece = fc.oneof({weight: 9, arbitrary: fc.constantFrom(...pieces)}, {weight: 1, arbitrary: anyText});
	return fc.tuple(fc.array(piece, {maxLength}), fc.constantFrom('', ' ')).map(([parts, between]) => parts.join(between));
}

type Edit = {readonly at: number; readonly removed: number; readonly put: string};

/** One of the samples after some edits: characters removed, put in, replaced. Places count from either end. */
export function edited(samples: readonly string[], put: Arbitrary<string>): Arbitrary<string> {
	const edit = fc.record({at: fc.integer({min: -4000, max: 4000}), removed: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(400)), put});
	return fc.tuple(fc.constantFrom(...samples), fc.array(edit, {maxLength: 6})).map(([sample, edits]) => {
		let text = sample;
		for (const each of edits) {
			text = applied(text, each);
		}

		return text;
	});
}

function applied(text: string, {at, removed, put}: Edit): string {
	const place = text === '' ? 0 : ((at % text.length) + text.length) % text.length;
	return text.slice(0, place) + put + text.slice(place + removed);
}
