import {isProblem, problem, shiftProblem, type Problem} from '../../core/problem.ts';
import {countOf, formatCount, formatDuration} from '../../core/quantities.ts';
import type {Lab} from '../../lab/lab.ts';
import type {Repeat, RepeatRequest} from '../../lab/repeats.ts';
import {duration, text, wholeNumber} from '../../language/kinds.ts';
import {noSuchVerb} from '../../language/find-verb.ts';
import {parseLine} from '../../language/parse-line.ts';
import type {Grammar, Parsed, Target, Verb} from '../../language/verb.ts';
import {runActing} from '../acting.ts';
import {actedOn} from '../all.ts';
import {defineVerb, type Host} from '../define.ts';
import {done, type Outcome} from '../outcome.ts';
import {atPlace} from '../places.ts';
import {sideOf} from '../targets.ts';

/** Lines that make no sense again and again. */
const notRepeated = new Set(['every', 'stop', 'quit', 'help', 'list', 'expect', 'run']);

/** What can be repeated, first what is said to whoever is there. */
function repeatable(verbs: readonly Grammar[]): readonly Grammar[] {
	return verbs
		.filter(({name, screenOnly}) => screenOnly !== true && !notRepeated.has(name))
		.toSorted((one, other) => Number(other.onAll ?? false) - Number(one.onAll ?? false));
}

/** Repeats a line of a table that it is in itself: therefore handed in as a function. */
export const every = (verbs: () => ReadonlyArray<Verb<Host, Outcome>>) => defineVerb({
	name: 'every',
	parameters: {
		duration: {name: 'DURATION', kind: duration},
		line: {name: 'LINE', kind: text, rest: true, verbsOf: repeatable},
	},
	options: {count: {kind: wholeNumber({min: 1, max: 1_000_000_000}), summary: 'so many times; without it, until stop'}},
	summary: 'repeat a line',
	example: String.raw`every 1s count=5 send ping \{n}\n`,
	synonyms: {repeat: 'every', loop: 'every', watch: 'every', again: 'every'},
	details: [
		'It begins at once; about 1,000 times a second is the most.',
		'A time is left out, and counted, while the line has not finished or what was sent still waits; list shows it.',
		'stop ends the one begun last; stop e1 that one; stop all every one.',
	],
	onEndpoint: false,
	run(lab, args, target) {
		const parsed = parseLine(args.line, verbs());
		if (parsed === undefined || isProblem(parsed)) {
			return wrongLine(args.line, parsed ?? problem('a line is missing'), target);
		}

		const refusal = refusalOf(parsed.verb, args.duration, target);
		if (refusal !== undefined) {
			return refusal;
		}

		const {options: {count}, line, duration: period_ms} = args;
		repeat(lab, parsed, {line, period_us: period_ms * 1000, ...(count !== undefined && {count})}, target.pane);
		return done;
	},
});

function repeat(
	lab: Lab,
	parsed: Parsed<Host, Outcome>,
	request: Pick<RepeatRequest, 'line' | 'period_us' | 'count'>,
	pane: string | undefined,
): void {
	const side = sideOf(pane) ?? 'client';
	const {name} = lab.repeats.start({
		...request,
		run: async () => runAgain(lab, parsed, pane),
		actsOn: () => lab.current.find(parsed.target.name, sideOf(pane))?.name,
		isReady: () => isReady(lab, parsed, pane),
		ended(ended, why) {
			lab.journal.record({name: ended.name, side}, {event: 'note', message: endText(ended, why)});
		},
	});
	const message = `every ${formatDuration(request.period_us / 1000)}: ${request.line}`;
	lab.journal.record({name, side}, {event: 'note', message});
}

/** What is wrong with the line to repeat: where it is no line at all, it is probably text to be sent. */
function wrongLine(line: string, found: Problem, {line: whole, places}: Target): Problem {
	const start = places['line']?.start ?? 0;
	const isText = found.message === noSuchVerb && found.fix === undefined;
	const meant = isText ? String.raw`send ${line.trimEnd()}\n` : found.fix;
	const moved = shiftProblem(found, start);
	if (meant === undefined) {
		return moved;
	}

	const fix = whole.slice(0, start) + meant;
	return isText
		? {...moved, message: 'every repeats a command, and there is no such verb', hint: `\`${fix}\` sends text`, fix}
		: {...moved, fix};
}

/** Why a line cannot be repeated, or not so often. */
function refusalOf({name, screenOnly}: Verb<Host, Outcome>, duration_ms: number, target: Target): Problem | undefined {
	const message = `${name} cannot be repeated`;
	if (screenOnly === true) {
		return atPlace(problem(message, undefined, 'what is asked of the screen is done once'), target, 'line');
	}

	if (notRepeated.has(name)) {
		return atPlace(problem(message), target, 'line');
	}

	return duration_ms <= 0 ? atPlace(problem('this has to be above 0'), target, 'duration') : undefined;
}

async function runAgain(
	lab: Lab,
	parsed: Parsed<Host, Outcome>,
	pane: string | undefined,
): Promise<string | undefined> {
	const outcome = await runActing({lab}, {...parsed, target: withPane(parsed.target, pane)});
	return isProblem(outcome) ? outcome.message : undefined;
}

/** Whether what it acts on has nothing waiting, and whoever prints the events can take more. */
function isReady(lab: Lab, {target}: Parsed<Host, Outcome>, pane: string | undefined): boolean {
	return !lab.output.isFull && actedOn(lab, withPane(target, pane)).every(({hasQueued}) => !hasQueued);
}

function withPane(target: Target, pane: string | undefined): Target {
	return pane === undefined ? target : {...target, pane};
}

function endText({runs, skipped}: Repeat, why: string | undefined): string {
	const missed = skipped === 0 ? '' : `, ${formatCount(skipped)} skipped`;
	const times = `${countOf(runs, 'time')}${missed}`;
	return why === undefined ? `ended after ${times}` : `ended after ${times}: ${why}`;
}
