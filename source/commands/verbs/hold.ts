import {defineVerb} from '../define.ts';
import {changeHold} from '../holding.ts';

/** Stops recv(2) on a connection, or on a UDP socket. */
export const hold = defineVerb({
	name: 'hold',
	parameters: {},
	options: {},
	summary: 'stop calling recv: real back-pressure',
	example: 's1.1 hold',
	synonyms: {pause: 'hold'},
	onEndpoint: true,
	onAll: true,
	run: (lab, _args, target) => changeHold(lab, 'hold', target),
});
