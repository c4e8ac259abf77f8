/** The bytes that copy and resend take: a marked range, or the block that the cursor is in. */
import {problem, type Problem} from '../../core/problem.ts';
import {formatSize} from '../../core/quantities.ts';
import type {Cursor} from './cursor.ts';
import type {RawPicture} from './picture.ts';
import {holdRange, rangeLength, type HeldBytes, type Range} from './range.ts';

/** Bytes of a range, and the endpoint that sent the first of them. */
export type Selected = {readonly held: HeldBytes; readonly endpoint: string};

/**
The bytes of a range, to be released by the caller; a problem when they are more than `limit_bytes` or no longer kept.
*/
export function selectRange({outline, blocks}: RawPicture, range: Range, limit_bytes: number): Selected | Problem {
	if (rangeLength(outline, range) > limit_bytes) {
		const message = `these are more than ${formatSize(limit_bytes)}`;
		return problem(message, undefined, '`copy to=FILE` writes more than a clipboard takes');
	}

	const event = blocks.track.at(range.first.block);
	const held = event && holdRange(outline, blocks, range);
	if (event === undefined || held === undefined) {
		return problem('these bytes are no longer kept', undefined, 'freeze keeps the picture');
	}

	const endpoint = event.event === 'send' ? event.endpoint : (event.peer ?? event.endpoint);
	return {held, endpoint};
}

/** All bytes of the block, or stream, that the cursor is in. */
export function blockRange({outline}: RawPicture, cursor: Cursor | undefined): Range | Problem {
	const section = cursor === undefined ? undefined : outline.sectionFrom(cursor.block);
	if (section === undefined) {
		return problem('nothing is marked', undefined, 'an arrow key brings the cursor, v marks from there');
	}

	const last = outline.lastPlace(section);
	return {first: {block: outline.firstPlace(section), at: 0}, last: {block: last, at: Infinity}};
}
