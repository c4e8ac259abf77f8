/** Where in the line a problem belongs when it was found after the line was read. */
import type {Address} from '../core/address.ts';
import {problem, type Problem} from '../core/problem.ts';
import type {Target} from '../language/verb.ts';

/** The problem, at the word of this parameter, or at the value of this option (`key=`). */
export function atPlace(found: Problem, target: Target, key: string): Problem {
	const place = target.places[key] ?? target.places['verb'];
	return place === undefined ? found : {...found, start: place.start, end: place.end};
}

/** Where something is missing: behind the line. */
export function endOf({line}: Target): {readonly start: number; readonly end: number} {
	return {start: line.length, end: line.length};
}

/** A problem when an option that only streams have is given for UDP, or one that only TCP has for a Unix path. */
export function onlyForStreams(
	address: Address,
	options: Record<string, unknown>,
	keys: readonly string[],
	target: Target,
): Problem | undefined {
	const tcpOnly = new Set(['nodelay', 'keepalive', 'tries']);
	for (const key of Object.keys(options)) {
		if (address.transport === 'udp' && keys.includes(key)) {
			return atPlace(problem(`${key}= is for streams; UDP has no such thing`), target, `${key}=`);
		}

		if (address.transport === 'unix' && tcpOnly.has(key)) {
			return atPlace(problem(`${key}= is for TCP; a Unix socket has no such thing`), target, `${key}=`);
		}
	}

	return undefined;
}
