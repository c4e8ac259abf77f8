/**
Regular expressions whose work is bounded. Source of the figures: re2js 2.10 on 2 KiB to 64 KiB of letters, 5 to 25 ns a
step where its NFA has to run.
*/
import type {RE2JS} from 're2js';
import {limits} from './limits.ts';
import {problem, type Problem} from './problem.ts';
import {formatCount} from './quantities.ts';

/** Steps that every byte takes, whatever the expression. */
const steps_per_byte = 8;

/**
The expression that `compile` makes of `source`, or a problem when it is too large. `compile` may throw; it is not
called for a source that is too long.
*/
export function boundedExpression(source: string, compile: () => RE2JS): RE2JS | Problem {
	if (source.length > limits.expression_characters) {
		return problem(
			`an expression has ${formatCount(limits.expression_characters)} characters at most`,
			{start: limits.expression_characters, end: source.length},
		);
	}

	const expression = compile();
	const states = expression.programSize();
	return states > limits.expression_states
		? problem(
			`this comes to ${formatCount(states)} states, ${limits.expression_states} are the most`,
			largestRepetition(source),
			'fewer or smaller repetitions',
		)
		: expression;
}

/** Most steps that one search of so many bytes takes. A step is one state on one byte. */
export function expressionSteps(expression: RE2JS, length_bytes: number): number {
	return (expression.programSize() + steps_per_byte) * length_bytes;
}

/** The place of the largest repetition count; all of the source when there is none. */
function largestRepetition(source: string): {readonly start: number; readonly end: number} {
	let heaviest = {count: 0, start: 0, end: source.length};
	for (const {0: written, index, groups} of source.matchAll(/\{(?<least>\d+)(?:,(?<most>\d*))?\}/gv)) {
		const count = Math.max(Number(groups?.['least']), Number(groups?.['most'] ?? 0));
		heaviest = count > heaviest.count ? {count, start: index, end: index + written.length} : heaviest;
	}

	return heaviest;
}
