/** Parses hex and base64: `68 65 6c` and `aGk=`. */
import {problem, type Problem} from './problem.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
Pairs of hex digits; blanks, commas, colons and `0x` between them are ignored. The place of a problem is the digits that
are not a byte.
*/
export function readHex(text: string): Uint8Array | Problem {
	const bytes: number[] = [];
	for (const {index, 0: group} of text.matchAll(/[^\s,:]+/gv)) {
		if (!/^(?:(?:0x)?[\da-f]{2})+$/iv.test(group)) {
			return problem('a byte is two hex digits', {start: index, end: index + group.length}, '68 65, say');
		}

		for (const [pair] of group.replaceAll(/0x(?=[\da-f])/giv, '').matchAll(/../gv)) {
			bytes.push(Number.parseInt(pair, 16));
		}
	}

	return Uint8Array.from(bytes);
}

/** Base64 of RFC 4648, sections 4 and 5 (`+/` or `-_`); the padding is optional. */
export function readBase64(text: string): Uint8Array | Problem {
	const digits = text.replace(/={0,2}$/v, '').replaceAll('-', '+').replaceAll('_', '/');
	const strange = /[^\d+\/a-z]/iv.exec(digits);
	if (strange !== null) {
		return problem(
			'base64 has letters, digits, + and /, and = at its end',
			{start: strange.index, end: strange.index + 1},
		);
	}

	return digits.length % 4 === 1
		? problem('base64 is cut short', {start: text.length, end: text.length})
		: decodeBase64(digits);
}

function decodeBase64(digits: string): Uint8Array {
	const bytes = new Uint8Array(Math.floor(digits.length * 3 / 4));
	for (let at = 0; at < digits.length; at += 4) {
		const four = digits.slice(at, at + 4).padEnd(4, 'A');
		let group = 0;
		for (const digit of four) {
			group = (group << 6) | alphabet.indexOf(digit);
		}

		// A Uint8Array keeps the lowest eight bits of each.
		const start = at / 4 * 3;
		bytes.set([group >> 16, group >> 8, group].slice(0, bytes.length - start), start);
	}

	return bytes;
}
