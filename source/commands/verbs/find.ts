import {isProblem} from '../../core/problem.ts';
import {pattern, yesNo} from '../../language/kinds.ts';
import {definePaneVerb} from '../define.ts';
import {done, noticed} from '../outcome.ts';

/** Looks for bytes in what the raw-bytes pane shows. */
export const find = definePaneVerb({
	name: 'find',
	parameters: {pattern: {name: 'TEXT', kind: pattern, optional: true, rest: true}},
	options: {back: {kind: yesNo, summary: 'without TEXT: the match before'}},
	summary: 'look for text, hex:… or /expression/; alone: the next match',
	example: 'find hex:0d 0a',
	synonyms: {search: 'find', grep: 'find'},
	details: [
		'A match that two recvs of one direction share is found; datagrams have borders. find off ends the search.',
		'Expressions are those of RE2, with i behind the slash for either case: /content-length: [0-9]+/i',
	],
	onEndpoint: false,
	run({pane, viewport}, {pattern: wanted, options}) {
		if (wanted === undefined) {
			const found = pane.findNext(options.back === true ? -1 : 1, viewport);
			return isProblem(found) ? found : noticed(found);
		}

		const isOff = wanted.label === 'off';
		pane.search(isOff ? undefined : wanted);
		return isOff ? done : noticed('in the raw pane: n the next match, N the match before');
	},
});
