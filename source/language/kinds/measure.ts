/** Values for a link's conditions: probabilities, rates, limits. */
import {isProblem, problem, type Problem} from '../../core/problem.ts';
import {parseDuration, parseSize} from '../../core/quantities.ts';
import type {Kind} from '../verb.ts';
import {unquoted} from './unquoted.ts';

/** A probability from 0 to 1, written in percent: `2.5%`. */
export const probability: Kind<number> = {
	expected: 'a probability such as 10%',
	parse: unquoted(text => {
		const percent = Number(/^(?<percent>\d{1,3}(?:\.\d{1,9})?)%$/v.exec(text)?.groups?.['percent'] ?? NaN);
		return percent <= 100
			? percent / 100
			: problem('a probability is 0% to 100%', {start: 0, end: text.length}, '2.5%, say');
	}),
};

/** A number of at least 1, with optional decimals. */
export const average: Kind<number> = {
	expected: 'a number from 1 on, such as 3.5',
	parse: unquoted(text => {
		const value = /^\d{1,6}(?:\.\d{1,6})?$/v.test(text) ? Number(text) : 0;
		return value >= 1 ? value : problem('this is a number from 1 on', {start: 0, end: text.length});
	}),
};

const bitUnits: Readonly<Record<string, number>> = {bit: 1, kbit: 1e3, mbit: 1e6, gbit: 1e9};

/** Bytes a second: in bits, as tc(8) writes them (`50kbit`, `1.5mbit`), or as a size, `64KiB` or `64KiB/s`. */
export const rate: Kind<number> = {
	expected: 'a rate such as 50kbit or 64KiB/s',
	parse: unquoted(parseRate),
};

/** A limit in bytes, or in time. */
export const sizeOrDuration: Kind<{readonly bytes: number} | {readonly after_us: number}> = {
	expected: 'a size such as 10KiB or a duration such as 5s',
	parse: unquoted(text => {
		const duration_ms = parseDuration(text);
		if (!isProblem(duration_ms)) {
			return {after_us: duration_ms * 1000};
		}

		const bytes = parseSize(text);
		if (isProblem(bytes)) {
			return problem('this is a size such as 10KiB or a duration such as 5s', {start: 0, end: text.length});
		}

		return bytes > 0 ? {bytes} : problem('this has to be 1 byte or more', {start: 0, end: text.length});
	}),
};

function parseRate(text: string): number | Problem {
	const {count, unit} = /^(?<count>\d{1,12}(?:\.\d{1,6})?)(?<unit>[gkm]?bit)$/iv.exec(text)?.groups ?? {};
	const bytes = count === undefined
		? parseSize(text.replace(/\/s$/v, ''))
		: Number(count) * bitUnits[unit!.toLowerCase()]! / 8;
	if (isProblem(bytes)) {
		return problem('a rate is bits or bytes a second', {start: 0, end: text.length}, '50kbit, 1.5mbit or 64KiB/s, say');
	}

	return bytes > 0
		? bytes
		: problem('a rate has to be above 0', {start: 0, end: text.length}, '`link stall` lets nothing through');
}
