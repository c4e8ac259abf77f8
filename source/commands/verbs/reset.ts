import {isProblem} from '../../core/problem.ts';
import {defineVerb} from '../define.ts';
import {findConversations, outcomeOfAll} from '../all.ts';

/** SO_LINGER with no time, then close(2): the system sends RST (RFC 9293, 3.10.4; socket(7)). */
export const reset = defineVerb({
	name: 'reset',
	parameters: {},
	options: {},
	summary: 'send RST: end at once, drop what waits',
	example: 'c1 reset',
	synonyms: {rst: 'reset', abort: 'reset'},
	onEndpoint: true,
	onAll: true,
	run(lab, _args, target) {
		const entries = findConversations(lab, target);
		return isProblem(entries) ? entries : outcomeOfAll(entries.map(entry => entry.reset()), target);
	},
});
