/** A pcap file (draft-ietf-opsawg-pcap), in either byte order: a header, then a record for each packet. */
import {limits} from '../../core/limits.ts';
import {noComments, viewOf, type CapturedPacket, type CaptureFormat} from './capture-format.ts';

/** How many ticks a second has, by the file's first four bytes. */
const tickMagics: Readonly<Record<number, number>> = {0xA1_B2_C3_D4: 1e6, 0xA1_B2_3C_4D: 1e9};
const header_bytes = 24;
const recordHead_bytes = 16;

/** The format of a file that begins with these bytes, if it is pcap. */
export function pcapFor(head: Uint8Array): PcapRecords | undefined {
	for (const isLittle of [true, false]) {
		const ticksPerSecond = tickMagics[viewOf(head).getUint32(0, isLittle)];
		if (ticksPerSecond !== undefined) {
			return new PcapRecords(isLittle, ticksPerSecond);
		}
	}

	return undefined;
}

class PcapRecords implements CaptureFormat {
	isBroken = false;
	readonly wrong = 0;
	readonly overfull = 0;
	readonly isOwn = false;
	readonly #isLittle: boolean;
	readonly #ticksPerSecond: number;
	/** Of all packets; the header has it. */
	#linkType: number | undefined;

	constructor(isLittle: boolean, ticksPerSecond: number) {
		this.#isLittle = isLittle;
		this.#ticksPerSecond = ticksPerSecond;
	}

	blockLength(bytes: Uint8Array): number | undefined {
		if (this.#linkType === undefined) {
			return header_bytes;
		}

		if (bytes.length < recordHead_bytes) {
			return undefined;
		}

		const length = recordHead_bytes + viewOf(bytes).getUint32(8, this.#isLittle);
		this.isBroken = length > limits.capture_block_bytes;
		return this.isBroken ? undefined : length;
	}

	block(bytes: Uint8Array): CapturedPacket | undefined {
		const view = viewOf(bytes);
		if (this.#linkType === undefined) {
			this.#linkType = view.getUint32(20, this.#isLittle) & 0xFF_FF;
			return undefined;
		}

		const [seconds, ticks] = [view.getUint32(0, this.#isLittle), view.getUint32(4, this.#isLittle)];
		const payload = bytes.subarray(recordHead_bytes);
		return {
			time: (seconds * 1e6) + Math.floor(ticks * 1e6 / this.#ticksPerSecond),
			linkType: this.#linkType,
			bytes: payload,
			missing_bytes: Math.max(0, view.getUint32(12, this.#isLittle) - payload.length),
			...noComments,
		};
	}
}
