import {problem, type Problem} from '../../core/problem.ts';
import type {Entry} from './entry.ts';

/**
A problem when a conversation cannot carry out a call: it is not open yet, or no longer. `ended` is the word for the
latter.
*/
export function notOpen({name, side, state, alive}: Entry, ended = 'closed'): Problem | undefined {
	if (state === 'connecting' || state === 'opening') {
		return problem(`${name} is still ${state}`, undefined, 'wait, or `close` gives it up');
	}

	const hint = side === 'client' ? '`reconnect` connects again' : '`use NAME` chooses another';
	return alive ? undefined : problem(`${name} is ${ended}`, undefined, hint);
}
