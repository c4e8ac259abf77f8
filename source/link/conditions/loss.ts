import {average, probability} from '../../language/kinds.ts';
import {hits, type Random} from '../random.ts';
import {defineCondition} from './condition.ts';
import {probabilityText} from './text.ts';

/** Datagrams that never arrive: each on its own or, with `burst=`, in runs. */
export const loss = defineCondition({
	name: 'loss',
	settings: {
		loss: {kind: probability, summary: 'datagrams that never arrive', text: probabilityText, random: true},
		burst: {kind: average, summary: 'datagrams lost in a row, on average (Gilbert-Elliott)', text: String, needs: 'loss'},
	},
	datagram: ({loss: lost = 0, burst, correlation}, random) => ({
		isLost: burst === undefined ? hits(lost, correlation, random) : burstLoss(lost, burst, random),
	}),
});

/**
The Gilbert-Elliott model (E. N. Gilbert 1960, E. O. Elliott 1963; tc-netem(8) has it as `loss gemodel`) in its simple
form: a good state that loses nothing and a bad one that loses everything.

Runs of `burst` on average mean leaving the bad state with r = 1 / burst. A probability of `lost` in the long run is p /
(p + r), therefore p = r lost / (1 - lost); where that would be above 1, all is lost.
*/
function burstLoss(lost: number, burst: number, random: Random): () => boolean {
	const leave = 1 / burst;
	const enter = lost === 1 ? Infinity : leave * lost / (1 - lost);
	let isBad = random() < lost;
	return () => {
		const isLost = isBad;
		isBad = isBad ? random() >= leave || enter >= 1 : random() < enter;
		return isLost;
	};
}
