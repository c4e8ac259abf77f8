import {problem, type Problem} from '../core/problem.ts';
import type {SocketEntry} from '../lab/entries/entry.ts';
import type {LiveOptions} from '../lab/entries/options.ts';

/** Names the option it is about. */
export type Refusal = {readonly key: string; readonly problem: Problem};

/**
Changes what is given; a refusal names the first option that this endpoint does not have, and nothing was changed.
*/
export function setOptions(socket: SocketEntry, options: LiveOptions): Refusal | undefined {
	const {name, optionNames} = socket;
	const key = Object.keys(options).find(each => !optionNames.includes(each));
	if (key !== undefined) {
		return {key, problem: problem(`${name} has no option ${key}`, undefined, `it has ${optionNames.join(' ')}`)};
	}

	socket.set(options);
	return undefined;
}
