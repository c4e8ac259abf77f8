import {isProblem} from '../../core/problem.ts';
import {defineVerb} from '../define.ts';
import {findConversation, outcomeOf} from '../targets.ts';

/** Half-close: shutdown(SHUT_WR). */
export const shutdown = defineVerb({
	name: 'shutdown',
	parameters: {},
	options: {},
	summary: 'send FIN, keep receiving (half-close)',
	example: 'c1 shutdown',
	synonyms: {halfclose: 'shutdown', fin: 'shutdown', eof: 'shutdown'},
	details: ['Ctrl+D in an empty prompt does the same. What still waits to be sent goes first.'],
	onEndpoint: true,
	run(lab, _args, target) {
		const entry = findConversation(lab, target);
		return isProblem(entry) ? entry : outcomeOf(entry.shutdown(), target);
	},
});
