import {Buffer} from 'node:buffer';
import {RE2JS, type RE2JSSyntaxException} from 're2js';
import {boundedExpression, expressionSteps} from '../../core/expression.ts';
import {isProblem, problem, type Problem} from '../../core/problem.ts';
import type {Pattern} from './rule.ts';

/** The message is these bytes and no others. */
export function exact(wanted: Uint8Array): Pattern {
	return plain(message => message.length === wanted.length && Buffer.compare(message, wanted) === 0
		? [0, message.length]
		: undefined);
}

/** The message begins with these bytes. */
export function prefix(wanted: Uint8Array): Pattern {
	return plain(message => Buffer.compare(message.subarray(0, wanted.length), wanted) === 0
		? [0, wanted.length]
		: undefined);
}

/** Bytes that a search, restarted at every byte, compares in the time of one step. */
const searched_per_step = 64;

/** The bytes are somewhere in the message. */
export function contains(wanted: Uint8Array): Pattern {
	return plain(message => {
		const start = Buffer.from(message.buffer, message.byteOffset, message.length).indexOf(wanted);
		return start === -1 ? undefined : [start, start + wanted.length];
	}, length_bytes => Math.ceil(Math.max(1, length_bytes - wanted.length) * wanted.length / searched_per_step));
}

/** Any message. */
export const any = plain(message => [0, message.length]);

/** A pattern without groups: `find` gives start and end, `steps` its most steps. */
export function plain(
	find: (message: Uint8Array) => readonly [number, number] | undefined,
	steps: Pattern['steps'] = () => 1,
): Pattern {
	return {
		find(message) {
			const found = find(message);
			return found === undefined ? undefined : [found];
		},
		steps,
		groups: 1,
		names: {},
	};
}

const flagBits: Readonly<Record<string, number>> = {i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL};

/**
A regular expression in RE2's syntax, searched in time linear in the message's length, so that no peer can stall the
lab. `flags`: any of `i`, `m`, `s`.

It is matched on the bytes as UTF-8; a byte that is not UTF-8 counts as one character. The place of a problem counts in
`source`.
*/
export function regex(source: string, flags: string): Pattern | Problem {
	let bits = 0;
	for (const flag of new Set(flags)) {
		bits |= flagBits[flag] ?? 0;
	}

	try {
		const compiled = boundedExpression(source, flags.includes('i'), () => RE2JS.compile(source, bits));
		if (isProblem(compiled)) {
			return compiled;
		}

		return {
			find(message) {
				const matcher = compiled.matcher(message);
				return matcher.find()
					? Array.from(
						{length: compiled.groupCount() + 1},
						(_, group) => [matcher.start(group), matcher.end(group)] as const,
					)
					: undefined;
			},
			steps: length_bytes => expressionSteps(compiled, length_bytes),
			groups: compiled.groupCount() + 1,
			names: compiled.namedGroups(),
		};
	} catch (error) {
		const {error: why, input} = error as RE2JSSyntaxException & {
			readonly error?: string;
			readonly input?: string | undefined;
		};
		const start = typeof input === 'string' && input !== '' ? source.indexOf(input) : 0;
		return problem(
			why ?? String(error),
			start === -1 || typeof input !== 'string' ? {start: 0, end: source.length} : {start, end: start + input.length},
		);
	}
}
