import {share} from './share.ts';
import type {Chance} from './chance.ts';
import type {Conditions} from './conditions.ts';

/** A changed copy, and what was changed in it. */
export type Corrupted = {readonly bytes: Uint8Array; readonly at: number; readonly before: number; readonly after: number};

/** One bit of a datagram flipped, in `corrupt=` of all, as tc-netem(8) does; undefined for those that stay as they are. The checksum is made afterwards, so that the damage arrives. */
export function corrupt({corrupt: part, correlation}: Conditions, chance: Chance): (bytes: Uint8Array) => Corrupted | undefined {
	const isNext = share(part, correlation, chance);
	return bytes => {
		if (!isNext() || bytes.length === 0) {
			return undefined;
		}

		const at = Math.floor(chance() * bytes.length);
		const changed = Uint8Array.from(bytes);
		changed[at] = flipped(bytes[at]!, 2 ** Math.floor(chance() * 8));
		return {bytes: changed, at, before: bytes[at]!, after: changed[at]};
	};
}

/** `bit` is a power of two. */
function flipped(byte: number, bit: number): number {
	return Math.floor(byte / bit) % 2 === 1 ? byte - bit : byte + bit;
}
