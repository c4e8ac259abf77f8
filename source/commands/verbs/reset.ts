import {problem} from '../../core/problem.ts';
import {defineVerb} from '../define.ts';
import {done} from '../outcome.ts';
import {findStream, notOpen, placeOf} from '../targets.ts';

/** SO_LINGER with no time, then close(2): the system sends RST (RFC 9293, 3.10.4; socket(7)). */
export const reset = defineVerb({
	name: 'reset',
	parameters: {},
	options: {},
	summary: 'send RST: end at once, drop what waits',
	example: 'c1 reset',
	onEndpoint: true,
	run(lab, _args, target) {
		const entry = findStream(lab, target, 'RST');
		if (entry.kind === 'problem') {
			return entry;
		}

		if (entry.transport === 'unix') {
			return problem(`${entry.name} is a Unix socket: RST is TCP's`, placeOf(target), 'close ends it');
		}

		const refusal = notOpen(entry, target);
		if (refusal === undefined) {
			entry.endpoint?.reset();
		}

		return refusal ?? done;
	},
});
