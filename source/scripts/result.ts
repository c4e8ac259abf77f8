/** What a script came to, as plain data. */
import type {Mistake, Position} from './statement.ts';

/** Why a script stopped. */
export type ScriptFailure = {
	readonly position: Position;
	/** The line that was run, variables filled in. */
	readonly line: string;
	/** The first is a sentence, the others are details; not yet made visible. */
	readonly lines: readonly string[];
};

/**
`passed`: every line did what it should. `failed`: an expectation failed, the network refused, or the time was over.
`wrong`: a mistake of the script; before the first line, it may be several. `stopped`: whoever ran it ended it.
*/
export type ScriptEnd =
	| {readonly type: 'passed'}
	| {readonly type: 'failed'; readonly failure: ScriptFailure}
	| {readonly type: 'wrong'; readonly mistakes: readonly Mistake[]}
	| {readonly type: 'stopped'};

export type ScriptResult = {
	readonly file: string;
	readonly end: ScriptEnd;
	/** Lines that were run, each time it was. */
	readonly lines: number;
	readonly elapsed_us: number;
};
