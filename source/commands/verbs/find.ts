import type {Pattern} from '../../core/pattern.ts';
import type {Look} from '../../core/wishes.ts';
import {pattern, yesNo} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';

/** Looks for bytes in what the raw-bytes pane shows. */
export const find = defineVerb({
	name: 'find',
	parameters: {pattern: {name: 'TEXT', kind: pattern, optional: true, rest: true}},
	options: {back: {kind: yesNo, summary: 'without TEXT: the match before'}},
	summary: 'look for text, hex:… or /expression/ in the raw bytes; alone: the next match',
	example: 'find hex:0d 0a',
	details: [
		'A match that two recvs of one direction share is found; datagrams have borders. find off ends the search.',
		'Expressions are those of RE2, with i behind the slash for either case: /content-length: [0-9]+/i',
	],
	onEndpoint: false,
	screenOnly: true,
	run: (_lab, args) => ({wish: {type: 'look', look: lookOf(args.pattern, args.options.back === true)}}),
});

function lookOf(wanted: Pattern | undefined, isBack: boolean): Look {
	if (wanted === undefined) {
		return {do: 'find-next', by: isBack ? -1 : 1};
	}

	return wanted.label === 'off' ? {do: 'find-off'} : {do: 'find', pattern: wanted};
}
