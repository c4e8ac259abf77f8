import type {Conditions} from './conditions.ts';

/** FIN both ways, or RST. */
export type Ending = 'close' | 'reset';

/** An end that the link itself brings: `cut=` or `reset=`. */
export type Cut = {
	readonly ending: Ending;
	/** Bytes that may still go that way before it; Infinity when it is a matter of time. */
	left_bytes: number;
	/** After so long, where it is a matter of time. */
	readonly after_us?: number;
};

/** What `cut=` and `reset=` ask for; where both are given, both count and the first to come ends it. */
export function cuts({cut, reset}: Conditions): Cut[] {
	return [
		...cut === undefined ? [] : [cutOf('close', cut)],
		...reset === undefined ? [] : [cutOf('reset', reset)],
	];
}

function cutOf(ending: Ending, limit: NonNullable<Conditions['cut']>): Cut {
	return 'bytes' in limit ? {ending, left_bytes: limit.bytes} : {ending, left_bytes: Infinity, after_us: limit.after_us};
}
