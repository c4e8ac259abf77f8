import {correlated, type Chance} from './chance.ts';
import type {Conditions} from './conditions.ts';

/** Whether the next datagram is lost: `loss=` of all, each on its own or, with `burst=`, in runs. */
export function loss({loss: share = 0, correlation = 0, burst}: Conditions, chance: Chance): () => boolean {
	if (burst !== undefined) {
		return burstLoss(share, burst, chance);
	}

	const draw = correlated(chance, correlation);
	return () => share > 0 && draw() < share;
}

/**
The Gilbert-Elliott model (E. N. Gilbert 1960, E. O. Elliott 1963; tc-netem(8) has it as `loss gemodel`) in its simple form: a good state that loses nothing and a bad one that loses everything.

Runs of `burst` on average mean leaving the bad state with r = 1 / burst. A share of `share` in the long run is p / (p + r), therefore p = r share / (1 - share); where that would be above 1, all is lost.
*/
function burstLoss(share: number, burst: number, chance: Chance): () => boolean {
	const leave = 1 / burst;
	const enter = share === 1 ? Infinity : leave * share / (1 - share);
	let isBad = chance() < share;
	return () => {
		const isLost = isBad;
		isBad = isBad ? chance() >= leave || enter >= 1 : chance() < enter;
		return isLost;
	};
}
