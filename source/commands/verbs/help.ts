import {matchRank} from '../../core/fuzzy.ts';
import {problem} from '../../core/problem.ts';
import {word} from '../../language/kinds.ts';
import {nearest} from '../../language/nearest.ts';
import type {Target, Verb} from '../../language/verb.ts';
import {defineVerb, type Host} from '../define.ts';
import {findPage, helpWords} from '../help/find-page.ts';
import {pageText, type HelpSources} from '../help/page.ts';
import {searchPage} from '../help/search.ts';
import type {Outcome} from '../outcome.ts';
import {atPlace} from '../places.ts';

/** Explains the verbs of a table that it is in itself: therefore handed in as a function. */
export const help = (verbs: () => ReadonlyArray<Verb<Host, Outcome>>) => defineVerb({
	name: 'help',
	parameters: {topic: {
		name: 'TOPIC',
		kind: {
			...word,
			complete: prefix => helpWords({verbs: verbs()}).filter(({text}) => matchRank(prefix, text) !== undefined),
		},
		optional: true,
	}},
	options: {},
	summary: 'what can be typed; or all about a verb, a service, a topic',
	example: 'help listen',
	synonyms: {man: 'help', h: 'help'},
	onEndpoint: false,
	onRecordings: true,
	run(_lab, {topic = ''}, target) {
		const sources = {verbs: verbs()};
		const page = findPage(topic, sources);
		if (page === undefined) {
			return found(topic, sources, target);
		}

		const isContents = topic === '';
		return {
			request: {type: 'help', ...(!isContents && {page: page.name})},
			text: isContents ? [...pageText(findPage('verbs', sources)!), '', ...contents(pageText(page))] : pageText(page),
		};
	},
});

/** What the help has about a word that has no page; a problem where it looks like one that has, or there is nothing. */
function found(topic: string, sources: HelpSources, target: Target): Outcome {
	const near = nearest(topic, helpWords(sources).map(({text}) => text));
	const results = searchPage(topic, sources);
	if (near === undefined && results.rows.length > 0) {
		return {request: {type: 'help', query: topic}, text: pageText(results)};
	}

	const hint = near === undefined ? '`help` lists them' : `\`help ${near}\` perhaps`;
	return atPlace(problem(`there is no help on ${topic}`, undefined, hint), target, 'topic');
}

/** The topics below the verbs, for output without a screen. */
function contents(lines: readonly string[]): readonly string[] {
	return ['help TOPIC shows one of these:', ...lines];
}
