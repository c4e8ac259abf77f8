/** What a script consists of, as plain data. */
import type {Problem} from '../core/problem.ts';

/** A line of a file. */
export type Position = {
	/** The file as it was named, or as an `include` names it from the same place. */
	readonly file: string;
	/** From 1. */
	readonly line: number;
	/** Where the file was included. */
	readonly includedFrom?: Position;
};

/** Below zero where the first is read before the other: an included file is read where it is included. */
export function comparePositions(one: Position, other: Position): number {
	const [left, right] = [lineNumbers(one), lineNumbers(other)];
	const index = left.findIndex((line, depth) => line !== right[depth]);
	return index === -1 ? left.length - right.length : left[index]! - (right[index] ?? 0);
}

/** The line in the first file, the line in the one that is included there, and so on. */
function lineNumbers({line, includedFrom}: Position): readonly number[] {
	return includedFrom === undefined ? [line] : [...lineNumbers(includedFrom), line];
}

/** A line of the language. */
export type LineStatement = {
	readonly type: 'line';
	readonly position: Position;
	/** As it is written, without the blanks around it. */
	readonly text: string;
	/** The line to run, its variables not yet filled in: the text without `in background`. */
	readonly line: string;
	/** The statements after it do not wait for it; it has to succeed by the end of the script. */
	readonly isBackground: boolean;
};

/** `repeat N` … `end`. */
export type RepeatStatement = {
	readonly type: 'repeat';
	readonly position: Position;
	readonly text: string;
	/** How many times, its variables not yet filled in. */
	readonly count: string;
	/** Not empty. */
	readonly body: readonly Statement[];
};

export type Statement = LineStatement | RepeatStatement;

/** A script; the statements of included files stand where they are included. */
export type Script = {readonly file: string; readonly statements: readonly Statement[]};

/** A mistake of a script: the problem's places count in `text`. */
export type Mistake = {readonly position: Position; readonly text: string; readonly problem: Problem};

/**
Every line of the statements.

@yields The lines in order, those of a block once.
*/
export function * linesOf(statements: readonly Statement[]): Generator<LineStatement> {
	for (const statement of statements) {
		if (statement.type === 'line') {
			yield statement;
		} else {
			yield * linesOf(statement.body);
		}
	}
}
