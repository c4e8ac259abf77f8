import {sizeOrDuration} from '../../language/kinds.ts';
import {type Cut, defineCondition, type Ending} from './condition.ts';
import {limitText, type Limit} from './text.ts';

/** FIN both ways after so many bytes that way, or so long. Where `reset=` is given too, the first to come ends it. */
export const cut = defineCondition({
	name: 'cut',
	settings: {
		cut: {
			kind: sizeOrDuration,
			summary: 'streams: close after so many bytes that way, or so long',
			text: limitText,
		},
	},
	stream: ({cut: limit}) => ({cut: cutAt('close', limit!)}),
});

/** The same with RST. */
export const reset = defineCondition({
	name: 'reset',
	settings: {reset: {kind: sizeOrDuration, summary: 'streams: the same with RST', text: limitText}},
	stream: ({reset: limit}) => ({cut: cutAt('reset', limit!)}),
});

function cutAt(ending: Ending, limit: Limit): Cut {
	return 'bytes' in limit ? {ending, left_bytes: limit.bytes} : {ending, left_bytes: Infinity, after_us: limit.after_us};
}
