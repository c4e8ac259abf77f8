import {isProblem} from '../../core/problem.ts';
import {defineVerb} from '../define.ts';
import {findConversations, outcomeOfAll} from '../all.ts';

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
	onAll: true,
	run(lab, _args, target) {
		const entries = findConversations(lab, target);
		return isProblem(entries) ? entries : outcomeOfAll(entries.map(entry => entry.shutdown()), target);
	},
});
