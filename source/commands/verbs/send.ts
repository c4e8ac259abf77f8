import {isProblem, shiftProblem} from '../../core/problem.ts';
import {data} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {readData} from '../read-data.ts';
import {sendNoted} from '../acting.ts';
import {findConversations, outcomeOfAll} from '../all.ts';

/** Exactly these bytes: no line ending is added. */
export const send = defineVerb({
	name: 'send',
	parameters: {data: {name: 'DATA', kind: data, rest: true}},
	options: {},
	summary: 'send exactly these bytes; no line ending is added',
	example: String.raw`send hello\n`,
	synonyms: {write: 'send', print: 'send', type: 'send'},
	details: [
		String.raw`DATA is text with \n \r \t \0 \\ \xHH \u{HEX}, or literals set side by side:`,
		'"text" hex:68 65 b64:aGk= file:PATH zeros:1MiB random:1MiB pattern:4KiB',
		String.raw`Text, quoted or not, may hold what is made anew each time: \{n} counts 1, 2, 3…; \{time} is 12:01:09.872;`,
		String.raw`\{unix} seconds since 1970; \{rand:1-100} a whole number and \{hex:8} hex digits, from the seed.`,
		'A listener stands for its only connection; s1.2 send … names one of several, all send … sends the same to all.',
	],
	onEndpoint: true,
	onAll: true,
	run(lab, args, target) {
		const entries = findConversations(lab, target);
		if (isProblem(entries)) {
			return entries;
		}

		const bytes = readData(lab, args.data);
		if (isProblem(bytes)) {
			return shiftProblem(bytes, target.places['data']?.start ?? 0);
		}

		const refusals = sendNoted(lab, {through: entries, bytes, text: args.data}, entry => entry.send(bytes));
		return outcomeOfAll(refusals, target);
	},
});
