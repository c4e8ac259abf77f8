import {problem, type Problem} from '../core/problem.ts';
import {visibleText} from '../core/visible.ts';
import type {RecordedSession} from '../lab/recorded-session.ts';

/** Why something cannot be done while a recording is looked at, and how to come back. */
export function readOnly({name}: RecordedSession, place?: {readonly start: number; readonly end: number}): Problem {
	return problem(`${visibleText(name)} is a recording, read only`, place, '`close` comes back to the live session');
}
