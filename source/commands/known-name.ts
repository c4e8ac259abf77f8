import type {Lab} from '../lab/lab.ts';
import {hasEventOf} from '../lab/kept-events.ts';

/**
Whether an endpoint has this name, or one had it of which something is kept: one that has gone, or one of a recording
that was opened.
*/
export function isKnownName({registry, journal}: Pick<Lab, 'registry' | 'journal'>, name: string): boolean {
	return registry.get(name) !== undefined || hasEventOf(journal, name);
}
