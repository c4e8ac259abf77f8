/** What may stand in a row of the screen. */
import assert from 'node:assert/strict';
import stringWidth from 'string-width';

const colour = /\u{1B}\[[\d:;]*m/gv;
/** Controls of both kinds, bidi and other format characters, line and paragraph separators, halves of characters. */
const harmful = /[\p{Control}\p{Format}\p{Line_Separator}\p{Paragraph_Separator}\p{Surrogate}]/v;

/** Fails for text with anything that a terminal would obey; in ascii, for anything beyond printable ASCII. */
export function assertHarmless(text: string, isAscii = false): void {
	assert.doesNotMatch(text, harmful);
	if (isAscii) {
		assert.match(text, /^[\u{20}-\u{7E}]*$/v);
	}
}

/** Fails for a row that obeys more than colours, or is wider than its pane. */
export function assertRow(row: string, columns: number, isAscii = false): void {
	const text = row.replaceAll(colour, '');
	assertHarmless(text, isAscii);
	assert.ok(stringWidth(text) <= columns, `${stringWidth(text)} of ${columns} columns: ${text}`);
}
