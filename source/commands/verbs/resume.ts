import {defineVerb} from '../define.ts';
import {changeHold} from '../holding.ts';

/** Ends a hold. */
export const resume = defineVerb({
	name: 'resume',
	parameters: {},
	options: {},
	summary: 'call recv again; on a listener accept',
	example: 's1.1 resume',
	synonyms: {continue: 'resume', unhold: 'resume', unpause: 'resume'},
	onEndpoint: true,
	onAll: true,
	run: async (lab, _args, target) => changeHold(lab, 'resume', target),
});
