import {isProblem, problem, shiftProblem, type Problem} from '../../core/problem.ts';
import type {Expected} from '../../core/expected.ts';
import {dataText, DatagramData, StreamData} from '../../lab/expect/data.ts';
import {Ending, Nothing} from '../../lab/expect/ends.ts';
import type {Judge, Place} from '../../lab/expect/judge.ts';
import {DatagramSearch, searchedData, searchedExpression, StreamSearch} from '../../lab/expect/search.ts';
import type {Lab} from '../../lab/lab.ts';
import type {Target} from '../../language/verb.ts';
import {atPlace} from '../places.ts';
import {readData} from '../read-data.ts';

/** What a line with `expect` asks for; durations in milliseconds. */
export type Wanted = {
	readonly expected: Expected;
	readonly options: {readonly within?: number; readonly match?: Place; readonly for?: number};
};

/** A problem when an option makes no sense with what is expected. */
export function misplacedOption({expected: {kind}, options}: Wanted, target: Target): Problem | undefined {
	if (options.for !== undefined && kind !== 'nothing') {
		return atPlace(problem('for= belongs to nothing', undefined, 'within= is how long is waited'), target, 'for=');
	}

	if (options.within !== undefined && kind === 'nothing') {
		return atPlace(problem('nothing takes for=', undefined, '`expect nothing for=300ms`'), target, 'within=');
	}

	const isBytes = kind === 'data' || kind === 'expression';
	const isWrong = kind === 'nothing' || (!isBytes && options.match !== 'anywhere');
	const hint = kind === 'nothing' ? undefined : 'match=anywhere skips the bytes before it';
	return options.match !== undefined && isWrong
		? atPlace(problem(`${kind} does not take this`, undefined, hint), target, 'match=')
		: undefined;
}

/** What decides about it; a problem where DATA cannot be read, or UDP has no such end. */
export function judgeFor(lab: Lab, {expected, options}: Wanted, isDatagram: boolean, target: Target): Judge | Problem {
	const {match} = options;
	switch (expected.kind) {
		case 'data': {
			// Counted apart from what is sent with the same text.
			const bytes = readData(lab, expected.text, {counted: `expect ${expected.text}`});
			return isProblem(bytes)
				? shiftProblem(bytes, target.places['expected']?.start ?? 0)
				: dataJudge(bytes, match ?? (isDatagram ? 'whole' : 'prefix'), isDatagram);
		}

		case 'expression': {
			const place = match ?? 'anywhere';
			const searched = searchedExpression(expected.pattern, place);
			return isDatagram ? new DatagramSearch(searched) : new StreamSearch(searched);
		}

		case 'nothing': {
			return new Nothing();
		}

		case 'close':
		case 'reset':
		case 'refused':
		case 'timeout': {
			const isStreamEnd = expected.kind === 'close' || expected.kind === 'reset';
			return isDatagram && isStreamEnd
				? atPlace(problem(`UDP has no ${expected.kind}`), target, 'expected')
				: new Ending(expected.kind, {skips: match === 'anywhere'});
		}
	}
}

function dataJudge(bytes: Uint8Array, place: Place, isDatagram: boolean): Judge {
	if (place === 'anywhere') {
		const searched = searchedData(bytes, dataText(bytes));
		return isDatagram ? new DatagramSearch(searched) : new StreamSearch(searched);
	}

	const isWhole = place === 'whole';
	return isDatagram ? new DatagramData(bytes, {isWhole}) : new StreamData(bytes, {isWhole});
}
