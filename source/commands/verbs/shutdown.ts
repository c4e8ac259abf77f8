import {defineVerb} from '../define.ts';
import {done} from '../outcome.ts';
import {findStream, notOpen} from '../targets.ts';

/** Half-close: shutdown(SHUT_WR). */
export const shutdown = defineVerb({
	name: 'shutdown',
	parameters: {},
	options: {},
	summary: 'send FIN, keep receiving (half-close)',
	example: 'c1 shutdown',
	details: ['Ctrl+D in an empty prompt does the same. What still waits to be sent goes first.'],
	onEndpoint: true,
	run(lab, _args, target) {
		const entry = findStream(lab, target, 'half-close');
		if (entry.kind === 'problem') {
			return entry;
		}

		const refusal = notOpen(entry, target);
		if (refusal === undefined) {
			entry.endpoint?.shutdown();
		}

		return refusal ?? done;
	},
});
