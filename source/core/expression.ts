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
called for a source that is too long, or that would take too long.
*/
export function boundedExpression(
	source: string,
	ignoresCase: boolean,
	compile: () => RE2JS,
): RE2JS | Problem {
	if (source.length > limits.expression_characters) {
		return problem(
			`an expression has ${formatCount(limits.expression_characters)} characters at most`,
			{start: limits.expression_characters, end: source.length},
		);
	}

	const steps = compileSteps(source, ignoresCase);
	if (steps > limits.expression_compile_steps) {
		return problem(
			`compiling this takes ${formatCount(steps)} steps, ${formatCount(limits.expression_compile_steps)} are the most`,
			{start: 0, end: source.length},
			classesHint,
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

/** What helps when compiling takes too many steps. */
export const classesHint = String.raw`fewer classes such as \pL, smaller ranges beyond ASCII, or no i`;

/** Steps for every expression. */
const steps_per_expression = 20;
/** Steps for a class of Unicode. */
const steps_per_class = 100;
/** Characters of a range that are compared with their other cases in one step. */
const folded_per_step = 28;
/** No character from here on has another case. */
const folded_characters = 0x1_E9_44;

/**
Estimates how long compiling takes, in steps of about a microsecond, from the characters, the Unicode classes and, where
case is ignored, the ranges, each character of which is looked up.
*/
export function compileSteps(source: string, ignoresCase: boolean): number {
	const classes = source.match(/\\p/giv)?.length ?? 0;
	const plain = steps_per_expression + source.length + (classes * steps_per_class);
	if (!ignoresCase && !/\(\?[\-a-z]*i/iv.test(source)) {
		return plain;
	}

	let folded = 0;
	for (const {groups} of source.matchAll(/-(?:\\x\{(?<hex>[\da-f]+)\}|(?<character>\P{ASCII}))/giv)) {
		const last = groups?.['hex'] === undefined ? groups!['character']!.codePointAt(0)! : Number(`0x${groups['hex']}`);
		folded += Math.min(last, folded_characters);
	}

	return plain + Math.ceil(folded / folded_per_step);
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
