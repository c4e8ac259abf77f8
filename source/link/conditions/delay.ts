import {duration} from '../../language/kinds.ts';
import {correlated, type Random} from '../random.ts';
import {defineCondition} from './condition.ts';
import {durationText} from './text.ts';

/**
How long each piece or datagram is on its way: `delay=`, spread evenly by `jitter=` to both sides, as tc-netem(8) does
without a distribution table; never below 0.
*/
export const delay = defineCondition({
	name: 'delay',
	settings: {
		delay: {kind: duration, summary: 'each way, so that a round trip takes twice as long', text: durationText},
		jitter: {
			kind: duration,
			summary: 'delays vary by so much; datagrams may overtake each other',
			text: durationText,
			random: true,
		},
	},
	stream: (values, random) => ({delay_us: delays(values, random)}),
	datagram: (values, random) => ({delay_us: delays(values, random)}),
});

type Values = {readonly delay?: number; readonly jitter?: number; readonly correlation?: number};

function delays({delay: delay_ms = 0, jitter: jitter_ms = 0, correlation = 0}: Values, random: Random): () => number {
	const [delay_us, jitter_us] = [delay_ms * 1000, jitter_ms * 1000];
	if (jitter_us === 0) {
		return () => delay_us;
	}

	const draw = correlated(random, correlation);
	return () => Math.max(0, delay_us + ((draw() * 2) - 1) * jitter_us);
}
