import {limits} from '../../core/limits.ts';
import type {Corrupted, DatagramEffect} from './condition.ts';

type Rate = 'rate_bytes_per_second';

/** What a link does to its datagrams. */
export type CombinedEffect = Required<Omit<DatagramEffect, Rate>> & Pick<DatagramEffect, Rate> & {
	/** Datagrams may stay on the link for a while. */
	readonly canHold: boolean;
	/** They may arrive changed. */
	readonly canChange: boolean;
};

/**
What several conditions do together: one that hits is enough, delays add up, the lowest rate and the lowest limit hold.
Each is asked about each datagram, whatever the others say, so that its random numbers stay in step.
*/
export function combined(effects: readonly DatagramEffect[]): CombinedEffect {
	const rates = effects.flatMap(({rate_bytes_per_second}) => rate_bytes_per_second ?? []);
	const givenLimits = effects.flatMap(({limit}) => limit ?? []);
	return {
		isLost: anyOf(effects.flatMap(({isLost}) => isLost ?? [])),
		isDuplicated: anyOf(effects.flatMap(({isDuplicated}) => isDuplicated ?? [])),
		isReordered: anyOf(effects.flatMap(({isReordered}) => isReordered ?? [])),
		corrupt: oneAfterAnother(effects.flatMap(({corrupt}) => corrupt ?? [])),
		delay_us: sumOf(effects.flatMap(({delay_us}) => delay_us ?? [])),
		canHold: rates.length > 0 || effects.some(({delay_us}) => delay_us !== undefined),
		canChange: effects.some(({corrupt}) => corrupt !== undefined),
		limit: givenLimits.length === 0 ? limits.link_datagrams : Math.min(...givenLimits),
		...(rates.length > 0 && {rate_bytes_per_second: Math.min(...rates)}),
	};
}

function anyOf(decisions: ReadonlyArray<() => boolean>): () => boolean {
	return () => decisions.map(decide => decide()).includes(true);
}

function sumOf(delays: ReadonlyArray<() => number>): () => number {
	return () => delays.reduce((total, delay_us) => total + delay_us(), 0);
}

type Corrupt = NonNullable<DatagramEffect['corrupt']>;

/** The last damage is the one that is told. */
function oneAfterAnother(corruptions: readonly Corrupt[]): Corrupt {
	return bytes => {
		let result: Corrupted | undefined;
		for (const corrupt of corruptions) {
			result = corrupt(result?.bytes ?? bytes) ?? result;
		}

		return result;
	};
}
