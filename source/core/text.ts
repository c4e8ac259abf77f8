/**
The one rule for when bytes are text: every preview goes by it (the log on the screen, `--plain`, decoded messages).
*/
import {classOf} from './safe-characters.ts';
import {codePointAt, encodedLength, isCutOff} from './utf8.ts';

/** Bytes looked at. */
const sample_bytes = 512;
/** Text has at most one character in this many that does not belong in text. */
const characters_per_strange = 16;
const mark = /^\p{Mark}$/v;
/** Controls that text has: tab, line feed, carriage return, and the escape of a terminal's colours. */
const textControls = new Set([0x09, 0x0A, 0x0D, 0x1B]);

/** What `isStrange` answers for ASCII, whose classes are known: 1 for a control that text does not have. */
const strangeAscii = Uint8Array.from(
	{length: 0x80},
	(_, byte) => Number((byte < 0x20 || byte === 0x7F) && !textControls.has(byte)),
);

/**
Whether bytes are text, judged by the first 512: UTF-8 in which at most one of 16 characters does not belong in text.
These are bytes that are not UTF-8, unassigned and private code points, controls except tab, line feed, carriage return
and escape, and a combining mark with nothing before it. Text may begin and end within a character, as what one recv
returns does, and may have a NUL at its end, as strings in C do.
*/
export function isText(bytes: Uint8Array): boolean {
	const end = Math.min(sample_bytes, bytes.at(-1) === 0 ? bytes.length - 1 : bytes.length);
	let strange = 0;
	let characters = 0;
	for (let at = startOfCharacter(bytes); at < end && strange * characters_per_strange <= end; characters++) {
		const byte = bytes[at]!;
		if (byte < 0x80) {
			strange += strangeAscii[byte]!;
			at++;
			continue;
		}

		if (isCutOff(bytes, at, end)) {
			break;
		}

		const codePoint = codePointAt(bytes, at, end);
		strange += Number(isStrange(codePoint) || (at === 0 && mark.test(String.fromCodePoint(codePoint))));
		at += codePoint < 0 ? 1 : encodedLength(codePoint);
	}

	return strange * characters_per_strange <= characters;
}

/** `codePoint` is -1 for a byte that is not UTF-8. */
function isStrange(codePoint: number): boolean {
	return codePoint < 0 || (classOf(codePoint) === 'nontext' && !textControls.has(codePoint));
}

/** After up to three bytes that may be the rest of a character. */
function startOfCharacter(bytes: Uint8Array): number {
	let at = 0;
	while (at < 3 && ((bytes[at] ?? 0) & 0xC0) === 0x80) {
		at++;
	}

	return at;
}
