import type {Problem} from '../core/problem.ts';
import type {ScreenWish} from '../core/wishes.ts';

/** What a line came to, when it was understood. */
export type Done = {
	/** The network refused: an event told why. */
	readonly refused?: boolean;
	/** Something for whoever watches. */
	readonly wish?: ScreenWish;
	/** Lines to show. */
	readonly text?: readonly string[];
};

/** What a line came to, or why it was not understood. */
export type Outcome = Done | Problem;

/** It was done, and there is nothing to say about it. */
export const done: Done = {};
