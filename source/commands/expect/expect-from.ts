import {limits} from '../../core/limits.ts';
import {isProblem, type Problem} from '../../core/problem.ts';
import {formatCount, formatDuration} from '../../core/quantities.ts';
import {visibleText} from '../../core/visible.ts';
import type {Subject} from '../../lab/expect/expectation.ts';
import {mismatch, type Judge, type Match, type Mismatch, type Verdict} from '../../lab/expect/judge.ts';
import type {Lab} from '../../lab/lab.ts';
import type {Target} from '../../language/verb.ts';
import {done, noticed, type Done, type Outcome} from '../outcome.ts';
import {judgeFor, type Wanted} from './judge-for.ts';
import type {Source} from './sources.ts';

/** What came of one expectation, in words. */
type ExpectResult = {
	readonly name: string;
	readonly judge: Judge;
	/** How long was waited, where that is a part of it. */
	readonly time: string;
	readonly verdict: Verdict;
	/** Why nothing could come, perhaps. */
	readonly note: string;
};

/**
Waits for what is wanted of each of them, of all at once. A failure says what came instead; of several the first, and
how many there are.
*/
export async function expectFrom(lab: Lab, all: readonly Source[], wanted: Wanted, target: Target): Promise<Outcome> {
	const found = await Promise.all(all.map(async each => expectOne(lab, each, wanted, target)));
	const wrong = found.find(each => isProblem(each));
	if (wrong !== undefined) {
		return wrong;
	}

	const results = found as readonly ExpectResult[];
	const failed = results.filter(({verdict}) => !verdict.isMatch);
	return failed.length === 0
		? metBy(results, wanted, target)
		: {failure: {lines: [...failureLines(failed[0]!), ...othersText(failed.slice(1), all.length)]}};
}

async function expectOne(lab: Lab, source: Source, wanted: Wanted, target: Target): Promise<ExpectResult | Problem> {
	const isNothing = wanted.expected.kind === 'nothing';
	const {within = limits.expect_ms, for: silence_ms = limits.expect_nothing_ms} = wanted.options;
	const wait_ms = isNothing ? silence_ms : within;
	const due_us = lab.clock.now_us() + (wait_ms * 1000);
	const {transport} = source.listener ?? lab.registry.get(source.name)!;
	const judge = judgeFor(lab, wanted, transport === 'udp', target);
	if (isProblem(judge)) {
		return judge;
	}

	const subject = await subjectOf(lab, source, due_us);
	if (isProblem(subject)) {
		return subject;
	}

	const verdict = 'isMatch' in subject ? subject : await lab.expectations.verdictOf({subject, judge, due_us});
	const isTimed = isNothing || (!verdict.isMatch && verdict.isLate === true);
	const time = isTimed ? ` ${isNothing ? 'for' : 'within'} ${formatDuration(wait_ms)}` : '';
	const isHeld = isTimed && lab.registry.get(source.name)?.summary().held === true;
	return {name: source.name, judge, time, verdict, note: isHeld ? ` (${source.name} is held)` : ''};
}

/** Waits until it is there; why not, when its time is over or it cannot come any more. */
async function subjectOf(lab: Lab, {find, listener}: Source, due_us: number): Promise<Subject | Problem | Mismatch> {
	const {promise, resolve} = Promise.withResolvers<Subject | Problem | Mismatch>();
	const look = () => {
		const found = find();
		const isOver = listener !== undefined && !listener.alive && listener.state !== 'opening';
		if (found !== undefined) {
			resolve(found);
		} else if (isOver) {
			resolve(mismatch(`${listener.name} is ${listener.state} and nobody came`));
		}
	};

	const unwatch = lab.watch(look);
	const cancel = lab.clock.schedule(due_us, () => {
		resolve({...mismatch('nobody came'), isLate: true});
	});
	look();
	const found = await promise;
	unwatch();
	cancel();
	return found;
}

function failureLines({name, judge: {wanted}, time, verdict, note}: ExpectResult): readonly string[] {
	const {why, lines} = (verdict as Mismatch).explain();
	return [`${name} expected ${wanted}${time} but ${why}${note}`, ...lines];
}

function othersText(others: readonly ExpectResult[], count: number): readonly string[] {
	return others.length === 0 ? [] : [`so for ${formatCount(others.length + 1)} of ${formatCount(count)}`];
}

/** On the screen with a notice. */
function metBy(results: readonly ExpectResult[], {expected: {kind}}: Wanted, {pane}: Target): Done {
	const {name, judge: {wanted}, time, verdict} = results[0]!;
	const {captures} = verdict as Match;
	const who = results.length === 1 ? name : `${formatCount(results.length)} connections`;
	const shown = pane === undefined ? done : noticed(visibleText(`${who}: ${wanted}${time}, as expected`));
	return {
		...shown,
		...(captures !== undefined && {captures}),
		...((kind === 'refused' || kind === 'timeout') && {meetsRefusal: true as const}),
	};
}
