import {isProblem, problem} from '../../core/problem.ts';
import {lineEnding, wholeNumber, yesNo} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {liveOptions} from '../options.ts';
import {noticed} from '../outcome.ts';
import {atPlace, endOf} from '../places.ts';
import {setAnswer} from '../set-answer.ts';
import {setOptions} from '../set-options.ts';
import {findSocket} from '../targets.ts';

/** Options of a live endpoint. On a listener they are for what it accepts from now on. */
export const set = defineVerb({
	name: 'set',
	parameters: {},
	options: {
		...liveOptions,
		ttl: {kind: wholeNumber({min: 1, max: 255}), summary: 'IP_TTL of datagrams'},
		broadcast: {kind: yesNo, summary: 'SO_BROADCAST: allow datagrams to a broadcast address'},
	},
	summary: 'change an option of a live endpoint',
	example: 'c1 set eol=crlf nodelay=yes',
	synonyms: {
		...Object.fromEntries(Object.keys(liveOptions).map(key => [key, `set ${key}=`])),
		...Object.fromEntries(lineEnding.words!.map(word => [word, `set eol=${word}`])),
		option: 'set',
	},
	onEndpoint: true,
	run(lab, args, target) {
		const socket = findSocket(lab, target);
		if (isProblem(socket)) {
			return socket;
		}

		if (Object.keys(args.options).length === 0) {
			return problem('set needs at least one key=value', endOf(target), 'eol=crlf, say');
		}

		const refusal = setOptions(socket, args.options);
		return refusal === undefined
			? noticed(setAnswer(socket, args.options))
			: atPlace(refusal.problem, target, `${refusal.key}=`);
	},
});
