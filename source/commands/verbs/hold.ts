import {defineVerb} from '../define.ts';
import {changeHold} from '../holding.ts';

/** Stops recv(2) on a connection or a UDP socket, accept(2) on a listener. */
export const hold = defineVerb({
	name: 'hold',
	parameters: {},
	options: {},
	summary: 'stop calling recv, or accept on a listener: back-pressure',
	example: 's1.1 hold',
	details: ['resume ends it; until then the strip shows what is held.'],
	synonyms: {pause: 'hold'},
	onEndpoint: true,
	onAll: true,
	run: async (lab, _args, target) => changeHold(lab, 'hold', target),
});
