import {isTime} from '../../core/clock-text.ts';
import type {CaptureOption} from './capture-options.ts';
import {viewOf} from './capture-format.ts';

/** An interface of a pcapng section: what its packets begin with, and what their times count. */
export class CaptureInterface {
	/** https://www.tcpdump.org/linktypes.html */
	readonly linkType: number;
	readonly #ticksPerSecond: bigint;
	readonly #offset_s: bigint;

	/** `body`: of an Interface Description Block (section 4.2), of 8 bytes or more, with the options that it has. */
	constructor(body: Uint8Array, options: Iterable<CaptureOption>, isLittle: boolean) {
		let resolution = 6;
		let offset_s = 0n;
		for (const {code, value} of options) {
			if (code === 9) {
				resolution = value[0] ?? resolution;
			} else if (code === 14 && value.length === 8) {
				offset_s = viewOf(value).getBigInt64(0, isLittle);
			}
		}

		this.linkType = viewOf(body).getUint16(0, isLittle);
		this.#ticksPerSecond = BigInt(
			resolution < 128 ? 10 ** Math.min(resolution, 15) : 2 ** Math.min(resolution - 128, 50),
		);
		this.#offset_s = offset_s;
	}

	/**
	Microseconds since 1970, of the two halves of a packet's time; undefined when that is further from 1970 than times are
	counted.
	*/
	time(high: number, low: number): number | undefined {
		const ticks = (BigInt(high) << 32n) | BigInt(low);
		const time = Number((ticks * 1_000_000n / this.#ticksPerSecond) + (this.#offset_s * 1_000_000n));
		return isTime(time) ? time : undefined;
	}
}
