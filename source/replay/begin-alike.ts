import {firstDifference} from '../core/byte-diff.ts';

/** Whether two sequences are equal as far as both go. */
export function beginAlike(one: Uint8Array, other: Uint8Array): boolean {
	return firstDifference(one, other) === Math.min(one.length, other.length);
}
