import {isProblem, problem, type Problem} from '../../core/problem.ts';
import {parseDuration} from '../../core/quantities.ts';
import type {Kind} from '../verb.ts';

/** A time of day, or how long ago. Milliseconds. */
export type Moment = {readonly clock_ms: number} | {readonly ago_ms: number};

/** `12:01:09.5`, the local time of day, or a duration before now. */
export const moment: Kind<Moment> = {
	expected: 'a time such as 12:01:09.5, or 30s for 30 seconds ago',
	parse: parseMoment,
};

function parseMoment(text: string): Moment | Problem {
	const found = /^(?<hours>\d{1,2}):(?<minutes>\d{2})(?::(?<seconds>\d{2}(?:\.\d{1,6})?))?$/v.exec(text)?.groups;
	if (found === undefined) {
		const ago_ms = parseDuration(text);
		return isProblem(ago_ms) ? problem(`this is ${moment.expected}`, {start: 0, end: text.length}) : {ago_ms};
	}

	const [hours, minutes, seconds] = [Number(found['hours']), Number(found['minutes']), Number(found['seconds'] ?? 0)];
	return hours < 24 && minutes < 60 && seconds < 60
		? {clock_ms: (((hours * 60) + minutes) * 60 + seconds) * 1000}
		: problem('a day has 24 hours of 60 minutes of 60 seconds', {start: 0, end: text.length});
}
