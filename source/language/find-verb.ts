import {problem, type Problem} from '../core/problem.ts';
import {nearest} from './nearest.ts';
import {namePattern, nextToken, type Token} from './tokens.ts';
import type {Grammar} from './verb.ts';

/** The beginning of a line: its verb, and the NAME before it. */
export type LineHead<V extends Grammar> = {readonly verb: V; readonly word: Token; readonly name?: Token};

/** Parses `[NAME] VERB`. Undefined for an empty line or a comment. A verb is never a name. */
export function findVerb<V extends Grammar>(line: string, verbs: readonly V[]): LineHead<V> | Problem | undefined {
	const first = nextToken(line, 0);
	if (first === undefined) {
		return undefined;
	}

	if (first.raw.startsWith('/')) {
		const bare = line.slice(first.start).replace(/^\/+/v, '').trim();
		return problem(
			'the slash is for prompts; a line here begins with its verb',
			{start: first.start, end: first.start + 1},
			bare === '' ? 'leave it out' : bare,
		);
	}

	const verb = byName(first.raw, verbs);
	if (verb !== undefined) {
		return {verb, word: first};
	}

	const second = nextToken(line, first.end);
	const verbBehind = second === undefined ? undefined : byName(second.raw, verbs);
	if (second === undefined || verbBehind === undefined || !namePattern.test(first.raw)) {
		return unknownVerb(line, first, second, verbs);
	}

	return verbBehind.onEndpoint
		? {verb: verbBehind, word: second, name: first}
		: problem(`${verbBehind.name} acts on no endpoint`, first, line.slice(second.start).trim());
}

/** The problem at the word that was meant as the verb: the second one after what looks like a NAME. */
function unknownVerb(line: string, first: Token, second: Token | undefined, verbs: readonly Grammar[]): Problem {
	const names = verbs.map(verb => verb.name);
	const near = nearest(first.raw, names);
	const isNamed = /^[cs]\d[\d.]*$/v.test(first.raw);
	if (second === undefined && isNamed) {
		const at = Math.min(first.end + 1, line.length);
		return problem(`a verb is missing: what is ${first.raw} to do?`, {start: at, end: at}, `${first.raw} close, say`);
	}

	const nearBehind = second === undefined || !namePattern.test(first.raw) ? undefined : nearest(second.raw, names);
	const isBehind = second !== undefined && (isNamed || (near === undefined && nearBehind !== undefined));
	const meant = isBehind ? nearBehind : near;
	return problem(
		'there is no such verb',
		isBehind ? second : first,
		meant === undefined ? 'help lists them' : `${meant} is one`,
	);
}

function byName<V extends Grammar>(word: string, verbs: readonly V[]): V | undefined {
	return verbs.find(verb => verb.name === word);
}
