/** The sentences about what was not as it was recorded. */
import {countOf, formatCount} from '../core/quantities.ts';
import type {PeerEnd} from './live-conversation.ts';
import type {Answer} from './plan.ts';

export const endWords: Readonly<Record<PeerEnd, string>> = {
	fin: 'the peer sent FIN',
	rst: 'the peer sent RST',
	refused: 'nobody reads there (ECONNREFUSED)',
	lost: 'the connection was lost',
};

/** Of an answer of which only so many bytes came, if any. `name`: `answer 2`; `why`: why nothing more came. */
export function incompleteMessage(name: string, {bytes}: Answer, came_bytes: number, why: string): string {
	return came_bytes === 0
		? `${name} did not come: ${why}`
		: `${name} is not whole: ${formatCount(came_bytes)} of ${countOf(bytes.length, 'byte')} came, then ${why}`;
}

/** Of an end that came otherwise, or not. `after`: the answer before it, if there was one. */
export function endMessage(how: 'fin' | 'rst', after: string | undefined, instead: string): string {
	const place = after === undefined ? '' : ` after ${after}`;
	return `the peer's ${how.toUpperCase()} was recorded${place}: ${instead}`;
}
