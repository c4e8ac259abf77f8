import type {Problem} from '../core/problem.ts';
import type {ScreenRequest} from './screen-request.ts';

/** What a line came to, when it was understood. Plain data, so that it can cross a thread. */
export type Done = {
	/** The network refused: an event says why. */
	readonly refused?: boolean;
	/** The line asks the screen for something. */
	readonly request?: ScreenRequest;
	/** Lines to show, as they came: not yet made visible. */
	readonly text?: readonly string[];
	/**
	What the groups of an expression captured: each by its number, the first is `1`, and by its name where it has one. A
	script has them as variables.
	*/
	readonly captures?: Readonly<Record<string, Uint8Array>>;
	/** What was expected did not come: a session without a screen exits with 1, a script ends. */
	readonly failure?: Failure;
	/** That a line before it was refused was expected, and is no failure. */
	readonly meetsRefusal?: true;
};

/** Why an expectation failed. */
export type Failure = {
	/** The first is a sentence, the others are details (a byte diff, for example); not yet made visible. */
	readonly lines: readonly string[];
};

/** What a line came to. A problem means that nothing was done; its places count from the beginning of the line. */
export type Outcome = Done | Problem;

/** It was done, and there is nothing to say about it. */
export const done: Done = {};

/** It was done, with a sentence for the status line; none where it is empty. */
export function noticed(notice: string): Done {
	return notice === '' ? done : {request: {type: 'notice', notice}};
}
