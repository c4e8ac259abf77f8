import {problem, type Problem} from '../core/problem.ts';
import {nearest} from './nearest.ts';
import {everyName, namePattern, nextToken, type Token} from './tokens.ts';
import type {Grammar} from './verb.ts';

/** The message about a line that begins with no verb. */
export const noSuchVerb = 'there is no such verb';

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
			bare === '' ? 'leave it out' : `\`${bare}\``,
			...bare === '' ? [] : [bare],
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

	if (first.raw === everyName && verbBehind.onAll !== true) {
		const able = verbs.filter(({onAll}) => onAll === true).map(({name}) => name);
		return problem(`${verbBehind.name} does not act on ${everyName}`, first, `these do: ${able.join(' ')}`);
	}

	if (verbBehind.onEndpoint) {
		return {verb: verbBehind, word: second, name: first};
	}

	const fix = line.slice(second.start).trim();
	return problem(`${verbBehind.name} acts on no endpoint`, first, `\`${fix}\``, fix);
}

/** The problem at the word that was meant as the verb: the second one after what looks like a NAME. */
function unknownVerb(line: string, first: Token, second: Token | undefined, verbs: readonly Grammar[]): Problem {
	const near = meantBy(first.raw, verbs);
	const isAll = first.raw === everyName;
	if (second === undefined && (isAll || isLikeName(first.raw))) {
		const at = Math.min(first.end + 1, line.length);
		const what = isAll ? 'what all of them are' : `what ${first.raw} is`;
		const example = isAll ? 'send hello' : 'close';
		return problem(`a verb is missing: ${what} to do`, {start: at, end: at}, `\`${first.raw} ${example}\`, say`);
	}

	const nearBehind = second === undefined || !namePattern.test(first.raw) ? undefined : meantBy(second.raw, verbs);
	const isNamed = isAll || isLikeName(first.raw);
	const isBehind = second !== undefined && (isNamed || (near === undefined && nearBehind !== undefined));
	return unknown(line, isBehind ? second : first, isBehind ? nearBehind : near);
}

/** A name as the session gives them. */
function isLikeName(word: string): boolean {
	return /^[cs]\d[\d.]*$/v.test(word);
}

function unknown(line: string, word: Token, meant: string | undefined): Problem {
	if (meant === undefined) {
		return problem(noSuchVerb, word, '`help` lists them');
	}

	const rest = line.slice(word.end);
	const fix = line.slice(0, word.start) + meant + (meant.endsWith('=') ? rest.trimStart() : rest);
	return problem(noSuchVerb, word, `\`${meant}\` is one`, fix.trim());
}

/** The line that a word probably means: what it is here if people use it elsewhere, else the nearest verb. */
function meantBy(word: string, verbs: readonly Grammar[]): string | undefined {
	const lower = word.toLowerCase();
	const known = verbs.find(({synonyms = {}}) => Object.hasOwn(synonyms, lower));
	return known?.synonyms?.[lower] ?? nearest(word, verbs.map(verb => verb.name));
}

function byName<V extends Grammar>(word: string, verbs: readonly V[]): V | undefined {
	return verbs.find(verb => verb.name === word);
}
