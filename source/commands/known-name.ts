import {hasEventOf} from '../lab/kept-events.ts';
import type {ReadingHost} from './define.ts';

/** Whether an endpoint has this name, or one had it that has gone and of which something is kept. */
export function isKnownName({registry, journal}: ReadingHost['shown'], name: string): boolean {
	return registry.get(name) !== undefined || hasEventOf(journal, name);
}
