import {highest} from '../../core/highest.ts';
import {problem, type Problem} from '../../core/problem.ts';
import {plain} from './patterns.ts';
import type {Pattern} from './rule.ts';

/** A byte, or any byte. */
type Item = number | 'any';

/**
The whole message in hex, two digits a byte; `??` matches any byte and `..` any number of bytes, so `16 03 ?? ..`
matches a beginning. The place of a problem is that of the word in `text`.
*/
export function hexPattern(text: string): Pattern | Problem {
	const segments: Item[][] = [[]];
	for (const word of text.matchAll(/\S+/gv)) {
		const [written] = word;
		if (written === '..') {
			segments.push([]);
			continue;
		}

		const pairs = written.match(/[\da-f]{2}|\?\?/giv) ?? [];
		if (pairs.join('') !== written) {
			return problem(
				'bytes are two hex digits, ?? for any one, .. for any number',
				{start: word.index, end: word.index + written.length},
				'16 03 ?? .., say',
			);
		}

		const segment = segments.at(-1)!;
		for (const pair of pairs) {
			segment.push(pair === '??' ? 'any' : Number.parseInt(pair, 16));
		}
	}

	const longest = highest(segments.slice(1, -1).map(segment => segment.length)) ?? 0;
	const ends_bytes = segments[0]!.length + segments.at(-1)!.length;
	return plain(
		message => isMatch(message, segments) ? [0, message.length] : undefined,
		length_bytes => ends_bytes + (length_bytes * longest),
	);
}

/** The first segment must match at the beginning, the last at the end, the others in order between them. */
function isMatch(message: Uint8Array, segments: readonly Item[][]): boolean {
	const first = segments[0]!;
	const last = segments.at(-1)!;
	if (segments.length === 1) {
		return message.length === first.length && isAt(message, 0, first);
	}

	let from = first.length;
	const until = message.length - last.length;
	if (from > until || !isAt(message, 0, first) || !isAt(message, until, last)) {
		return false;
	}

	for (const segment of segments.slice(1, -1)) {
		const found = find(message, from, until, segment);
		if (found === -1) {
			return false;
		}

		from = found + segment.length;
	}

	return true;
}

function find(message: Uint8Array, from: number, until: number, segment: readonly Item[]): number {
	for (let at = from; at + segment.length <= until; at++) {
		if (isAt(message, at, segment)) {
			return at;
		}
	}

	return -1;
}

function isAt(message: Uint8Array, at: number, segment: readonly Item[]): boolean {
	return segment.every((item, index) => item === 'any' || message[at + index] === item);
}
