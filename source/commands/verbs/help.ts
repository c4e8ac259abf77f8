import {problem} from '../../core/problem.ts';
import {word} from '../../language/kinds.ts';
import {nearest} from '../../language/nearest.ts';
import type {Verb} from '../../language/verb.ts';
import {defineVerb, type Host} from '../define.ts';
import {helpLines, verbLines} from '../help-lines.ts';
import type {Outcome} from '../outcome.ts';
import {atPlace} from '../places.ts';

/** Explains the verbs of a table that it is in itself: therefore handed in as a function. */
export const help = (verbs: () => ReadonlyArray<Verb<Host, Outcome>>) => defineVerb({
	name: 'help',
	parameters: {topic: {name: 'VERB', kind: word, optional: true}},
	options: {},
	summary: 'the verbs, or all about one of them',
	example: 'help listen',
	synonyms: {man: 'help', h: 'help'},
	onEndpoint: false,
	onRecordings: true,
	run(_lab, args, target) {
		const found = verbs().find(verb => verb.name === args.topic);
		if (args.topic !== undefined && found === undefined) {
			const near = nearest(args.topic, verbs().map(verb => verb.name));
			const hint = near === undefined ? 'help lists them' : `did you mean ${near}?`;
			return atPlace(problem(`there is no verb ${args.topic}`, undefined, hint), target, 'topic');
		}

		return {
			request: {type: 'help', ...(found !== undefined && {verb: found.name})},
			text: found === undefined ? helpLines(verbs()) : verbLines(found),
		};
	},
});
