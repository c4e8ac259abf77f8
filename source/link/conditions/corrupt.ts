import {probability} from '../../language/kinds.ts';
import {hits, type Random} from '../random.ts';
import {type Corrupted, defineCondition} from './condition.ts';
import {probabilityText} from './text.ts';

/** Datagrams with one bit flipped, as tc-netem(8) does. The checksum is made afterwards, so that the damage arrives. */
export const corrupt = defineCondition({
	name: 'corrupt',
	settings: {
		corrupt: {kind: probability, summary: 'datagrams with one bit flipped', text: probabilityText, random: true},
	},
	datagram({corrupt: damaged, correlation}, random) {
		const isHit = hits(damaged, correlation, random);
		return {corrupt: bytes => isHit() && bytes.length > 0 ? flipBit(bytes, random) : undefined};
	},
});

function flipBit(given: Uint8Array, random: Random): Corrupted {
	const at = Math.floor(random() * given.length);
	const before = given[at]!;
	const after = before ^ (1 << Math.floor(random() * 8));
	return {bytes: Uint8Array.from(given).with(at, after), at, before, after};
}
