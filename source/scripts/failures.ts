/** Why a line failed. */
import {verbs} from '../commands/table.ts';
import {describeCall} from '../core/describe.ts';
import type {LabEvent} from '../core/events.ts';
import {isProblem, type Problem} from '../core/problem.ts';
import {formatDuration} from '../core/quantities.ts';
import type {Lab} from '../lab/lab.ts';
import {parseLine} from '../language/parse-line.ts';
import type {ScriptEnd, ScriptFailure} from './result.ts';
import type {LineStatement} from './statement.ts';
import {waitingLines} from './waiting.ts';

/** A line that is run, with its variables filled in. */
type Running = {readonly statement: LineStatement; readonly line: string};

/** The network refused; `event` is the last that says so. */
export function refusal({statement: {position}, line}: Running, event: LabEvent | undefined): ScriptFailure {
	return {position, line, lines: [event === undefined ? 'it was refused' : describeCall(event)]};
}

/** The time was over while `last` ran, and others in the background. */
export function timeout(last: Running, others: readonly Running[], lab: Lab, limit_ms: number): ScriptFailure {
	return {
		position: last.statement.position,
		line: last.line,
		lines: [
			`not finished within the time limit of ${formatDuration(limit_ms)}`,
			...others.map(({statement, line}) => `in background since line ${statement.position.line}: ${line}`),
			...waitingLines(lab),
		],
	};
}

/** A line that cannot be run: a failure where its endpoint was there and has ended, else a mistake of the script. */
export function unableToRun({statement: {position}, line}: Running, problem: Problem, lab: Lab): ScriptEnd {
	return isOfEnded(line, lab)
		? {type: 'failed', failure: {position, line, lines: [problem.message]}}
		: {type: 'wrong', mistakes: [{position, text: line, problem}]};
}

function isOfEnded(line: string, {current}: Lab): boolean {
	const parsed = parseLine(line, verbs);
	if (parsed === undefined || isProblem(parsed) || !parsed.verb.onEndpoint) {
		return false;
	}

	const entry = current.find(parsed.target.name);
	return entry !== undefined && !entry.alive && entry.state !== 'opening';
}
