import {concatBytes} from '../core/bytes.ts';
import {finderOf, type Finder, type Pattern} from '../core/pattern.ts';

/** What may differ between an answer and the recorded one, a date for example: found in both. */
export type Ignored = Pick<Finder, 'matches'>;

export function ignoredOf(pattern: Pattern): Ignored {
	return finderOf(pattern);
}

/** The bytes that came, each match of what is ignored replaced by the match that was recorded in its place. */
export function ignoring(ignored: readonly Ignored[], recorded: Uint8Array, came: Uint8Array): Uint8Array {
	let bytes = came;
	for (const finder of ignored) {
		bytes = replaced(finder, recorded, bytes);
	}

	return bytes;
}

function replaced({matches}: Ignored, recorded: Uint8Array, came: Uint8Array): Uint8Array {
	const there = matches(recorded, 0).toArray();
	const pieces: Uint8Array[] = [];
	let at = 0;
	for (const [index, {from, to}] of matches(came, 0).take(there.length).toArray().entries()) {
		const match = there[index]!;
		pieces.push(came.subarray(at, from), recorded.subarray(match.from, match.to));
		at = to;
	}

	return at === 0 ? came : concatBytes([...pieces, came.subarray(at)]);
}
