import {limits} from '../core/limits.ts';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {formatCount} from '../core/quantities.ts';
import {findVerb} from './find-verb.ts';
import {readArguments} from './read-arguments.ts';
import type {Parsed, Verb} from './verb.ts';

/**
Parses a line into its verb and arguments. Undefined for an empty line or a comment; a problem, with its place, for a
mistake. Never throws.
*/
export function parseLine<Host, Outcome>(
	line: string,
	verbs: ReadonlyArray<Verb<Host, Outcome>>,
): Parsed<Host, Outcome> | Problem | undefined {
	if (line.length > limits.line_characters) {
		return problem(
			`this line has ${formatCount(line.length)} characters; at most ${formatCount(limits.line_characters)} are allowed`,
			{start: limits.line_characters, end: line.length},
		);
	}

	const opening = findVerb(line, verbs);
	if (opening === undefined || isProblem(opening)) {
		return opening;
	}

	const {verb, word} = opening;
	const found = readArguments(line, opening, verbs);
	if (isProblem(found)) {
		return found;
	}

	const name = opening.name ?? found.name;

	const places = {
		verb: {start: word.start, end: word.end},
		...(name !== undefined && {name: {start: name.start, end: name.end}}),
		...found.places,
	};
	return {verb, args: found.args, target: {line, places, ...(name !== undefined && {name: name.raw})}};
}
