import {isProblem, problem, type Problem} from '../../core/problem.ts';
import {formatCount, formatSize, parseDuration, parseSize} from '../../core/quantities.ts';
import type {Kind} from '../verb.ts';
import {unquoted} from './unquoted.ts';

type Range = {readonly min: number; readonly max: number};

/** Milliseconds, exact to the microsecond. */
export const duration: Kind<number> = {expected: 'a duration such as 300ms', parse: unquoted(parseDuration)};

/** Whole bytes, within the range. */
export function size(range: Range): Kind<number> {
	return {
		expected: 'a size such as 64KiB',
		parse: unquoted(text => within(parseSize(text), range, text, formatSize)),
	};
}

/** A whole number within the range. */
export function wholeNumber(range: Range): Kind<number> {
	const expected = `a whole number, ${formatCount(range.min)} to ${formatCount(range.max)}`;
	return {
		expected,
		parse: unquoted(text => /^\d{1,15}$/v.test(text)
			? within(Number(text), range, text, formatCount)
			: problem(expected, {start: 0, end: text.length})),
	};
}

function within(
	value: number | Problem,
	{min, max}: Range,
	text: string,
	format: (value: number) => string,
): number | Problem {
	return isProblem(value) || (value >= min && value <= max)
		? value
		: problem(`this has to be ${format(min)} to ${format(max)}`, {start: 0, end: text.length});
}
