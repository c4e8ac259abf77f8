import {isProblem, problem, type Problem} from '../core/problem.ts';
import type {Lab} from '../lab/lab.ts';
import {parseLine} from '../language/parse-line.ts';
import type {Parsed} from '../language/verb.ts';
import {runActing} from './acting.ts';
import type {Host, Screen, ScriptSteps} from './define.ts';
import {done, type Outcome} from './outcome.ts';
import {readOnly} from './read-only.ts';
import {verbs} from './table.ts';

/** Where a line comes from. */
export type Origin = {
	/** Where there is a screen, verbs for it have a meaning. */
	readonly screen: Screen | false;
	/** Who runs the scripts of `run FILE`. */
	readonly scripts?: ScriptSteps;
	/** The pane it was typed in; without one it acts on the endpoint last made. */
	readonly pane?: string;
};

/** Runs one line. Answers when it has finished: listening, connected or refused, sent. */
export async function execute(lab: Lab, line: string, {screen, pane, scripts}: Origin): Promise<Outcome> {
	const parsed = understand(line, screen !== false);
	if (parsed === undefined || isProblem(parsed)) {
		return parsed ?? done;
	}

	const {recording} = lab.openings;
	const {verb: {onRecordings, screenOnly}, target: {places}} = parsed;
	if (recording !== undefined && !(onRecordings ?? screenOnly)) {
		return readOnly(recording, places['verb']);
	}

	const target = pane === undefined ? parsed.target : {...parsed.target, pane};
	const host = {
		lab,
		...(recording !== undefined && {recording}),
		...(screen !== false && {screen}),
		...(scripts !== undefined && {scripts}),
	};
	return runActing(host, {...parsed, target});
}

/** The problem that a line has before it is run, when nothing is known of the session. */
export function check(line: string, {screen}: {readonly screen: boolean}): Problem | undefined {
	const parsed = understand(line, screen);
	return isProblem(parsed) ? parsed : undefined;
}

function understand(line: string, onScreen: boolean): Parsed<Host, Outcome> | Problem | undefined {
	const parsed = parseLine(line, verbs);
	if (parsed === undefined || isProblem(parsed)) {
		return parsed;
	}

	const found = onScreen ? undefined : offScreenProblem(parsed);
	return found ?? parsed.verb.check?.(parsed.args, parsed.target) ?? parsed;
}

function offScreenProblem({verb, args, target}: Parsed<Host, Outcome>): Problem | undefined {
	const hint = 'leave it out here, or run without --plain and --json';
	if (verb.screenOnly === true) {
		return problem(`${verb.name} works on the screen only`, target.places['verb'], hint);
	}

	const key = Object.keys(args.options).find(each => verb.options[each]?.screenOnly === true);
	return key === undefined ? undefined : problem(`${key}= works on the screen only`, target.places[`${key}=`], hint);
}
