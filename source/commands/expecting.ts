/** From what a line expects to what came of it. */
import {limits} from '../core/limits.ts';
import {isProblem, problem, shiftProblem, type Problem} from '../core/problem.ts';
import type {Expected} from '../core/expected.ts';
import {formatDuration} from '../core/quantities.ts';
import {visibleText} from '../core/visible.ts';
import type {Entry} from '../lab/entries/entry.ts';
import {dataText, DatagramData, StreamData} from '../lab/expect/data.ts';
import {Ending, Nothing} from '../lab/expect/ends.ts';
import {Expectation, type Subject} from '../lab/expect/expectation.ts';
import {mismatch, type Judge, type Place, type Verdict} from '../lab/expect/judge.ts';
import {DatagramSearch, searchedData, searchedExpression, StreamSearch} from '../lab/expect/search.ts';
import type {Lab} from '../lab/lab.ts';
import type {Target} from '../language/verb.ts';
import type {Sought} from './expected-subject.ts';
import {noticed, done, type Outcome} from './outcome.ts';
import {atPlace} from './places.ts';
import {readData} from './read-data.ts';

export type ExpectOptions = {readonly within?: number; readonly match?: Place; readonly for?: number};

/** A problem when an option makes no sense with what is expected, or an end with what its endpoint is. */
export function misplaced({kind}: Expected, options: ExpectOptions, target: Target): Problem | undefined {
	if (options.for !== undefined && kind !== 'nothing') {
		return atPlace(problem('for= belongs to nothing', undefined, 'within= is how long is waited'), target, 'for=');
	}

	if (options.within !== undefined && kind === 'nothing') {
		return atPlace(problem('nothing takes for=', undefined, '`expect nothing for=300ms`'), target, 'within=');
	}

	const isWhereverElse = options.match !== undefined && options.match !== 'anywhere';
	const hasNoPlace = kind === 'nothing' || (isWhereverElse && kind !== 'data' && kind !== 'expression');
	return options.match !== undefined && hasNoPlace
		? atPlace(problem(`${kind} does not take this`, undefined, matchHint(kind)), target, 'match=')
		: undefined;
}

function matchHint(kind: Expected['kind']): string | undefined {
	return kind === 'nothing' ? undefined : 'match=anywhere skips the bytes before it';
}

/** What decides about it; a problem where DATA cannot be read, or UDP has no such end. */
export function judgeOf(
	lab: Lab,
	expected: Expected,
	{match}: ExpectOptions,
	{transport}: Pick<Entry, 'transport'>,
	target: Target,
): Judge | Problem {
	const isDatagram = transport === 'udp';
	switch (expected.kind) {
		case 'data': {
			const bytes = readData(lab, expected.text);
			return isProblem(bytes)
				? shiftProblem(bytes, target.places['expected']?.start ?? 0)
				: dataJudge(bytes, match ?? (isDatagram ? 'whole' : 'prefix'), isDatagram);
		}

		case 'expression': {
			const place = match ?? 'anywhere';
			const searched = searchedExpression(expected.pattern, place);
			return isDatagram ? new DatagramSearch(searched) : new StreamSearch(searched, {isWhole: place === 'whole'});
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
		return isDatagram ? new DatagramSearch(searched) : new StreamSearch(searched, {isWhole: false});
	}

	const isWhole = place === 'whole';
	return isDatagram ? new DatagramData(bytes, {isWhole}) : new StreamData(bytes, {isWhole});
}

/** Waits until it is there; what was wrong instead when its time is over, or it cannot come any more. */
async function subjectOf(lab: Lab, {find, listener}: Sought, due_us: number): Promise<Subject | Problem | Verdict> {
	const {promise, resolve} = Promise.withResolvers<Subject | Problem | Verdict>();
	const look = () => {
		const found = find();
		const isOver = listener !== undefined && !listener.alive && listener.state !== 'opening';
		if (found !== undefined) {
			resolve(found);
		} else if (isOver) {
			resolve(mismatch(`${listener.name} is ${listener.state} and nobody came`));
		}
	};

	const endings = [
		lab.watch(look),
		lab.clock.schedule(due_us, () => {
			resolve({...mismatch('nobody came'), isLate: true});
		}),
	];
	look();
	const found = await promise;
	for (const end of endings) {
		end();
	}

	return found;
}

/** Waits for it, and says what came instead. */
export async function expectFrom(
	lab: Lab,
	sought: Sought,
	expected: Expected,
	options: ExpectOptions,
	target: Target,
): Promise<Outcome> {
	const isNothing = expected.kind === 'nothing';
	const wait_ms = isNothing ? options.for ?? limits.expect_nothing_ms : options.within ?? limits.expect_ms;
	const due_us = lab.clock.now_us() + (wait_ms * 1000);
	const entry = sought.listener ?? lab.registry.get(sought.name)!;
	const judge = judgeOf(lab, expected, options, entry, target);
	if (isProblem(judge)) {
		return judge;
	}

	const subject = await subjectOf(lab, sought, due_us);
	if (isProblem(subject)) {
		return subject;
	}

	const verdict = 'isMatch' in subject ? subject : await awaited(lab, subject, judge, due_us);
	return outcomeOf(verdict, {name: sought.name, wanted: judge.wanted, wait_ms, isNothing}, target);
}

async function awaited(lab: Lab, subject: Subject, judge: Judge, due_us: number): Promise<Verdict> {
	const {arrivals, clock, expectations} = lab;
	const expectation = new Expectation({
		arrivals,
		clock,
		watch: changed => lab.watch(changed),
		subject,
		judge,
		due_us,
	});
	expectations.add(expectation);
	const verdict = await expectation.verdict;
	expectations.delete(expectation);
	return verdict;
}

type Words = {readonly name: string; readonly wanted: string; readonly wait_ms: number; readonly isNothing: boolean};

function outcomeOf(verdict: Verdict, {name, wanted, wait_ms, isNothing}: Words, {pane}: Target): Outcome {
	if (!verdict.isMatch) {
		const hasTime = verdict.isLate === true || isNothing;
		const time = hasTime ? ` ${isNothing ? 'for' : 'within'} ${formatDuration(wait_ms)}` : '';
		return {failure: {lines: [`${name} expected ${wanted}${time} but ${verdict.why}`, ...verdict.lines]}};
	}

	const captured = verdict.captures === undefined ? {} : {captures: verdict.captures};
	const shown = pane === undefined ? done : noticed(visibleText(`${name} received ${wanted}`));
	return {...shown, ...captured};
}
