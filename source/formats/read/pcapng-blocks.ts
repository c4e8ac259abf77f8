/** A pcapng file (draft-ietf-opsawg-pcapng): blocks in sections, each section in its own byte order. */
import {limits} from '../../core/limits.ts';
import {blockTypes, pad4} from '../pcapng/blocks.ts';
import {
	noComments,
	viewOf,
	type CapturedBlock,
	type CapturedPacket,
	type CaptureFormat,
} from './capture-format.ts';
import {CaptureInterface} from './capture-interface.ts';
import {captureOptions, type CaptureOption} from './capture-options.ts';

const oldPacketType = 2;
const byteOrderMagic = 0x1A_2B_3C_4D;
/** Of a packet's body, before its bytes. */
const packetFields_bytes = 20;
const decoder = new TextDecoder();

/** The format of a file that begins with these bytes, if it is pcapng. */
export function pcapngFor(head: Uint8Array): PcapngBlocks | undefined {
	return viewOf(head).getUint32(0, true) === blockTypes.section ? new PcapngBlocks() : undefined;
}

class PcapngBlocks implements CaptureFormat {
	isBroken = false;
	wrong = 0;
	overfull = 0;
	isOwn = false;
	#isLittle = true;
	/** Of the section. */
	#interfaces: CaptureInterface[] = [];

	/** A block has its length at both ends (section 3.1). */
	blockLength(bytes: Uint8Array): number | undefined {
		if (bytes.length < 12) {
			return undefined;
		}

		const view = viewOf(bytes);
		if (view.getUint32(0, true) === blockTypes.section) {
			this.#isLittle = view.getUint32(8, true) === byteOrderMagic;
		}

		const length = view.getUint32(4, this.#isLittle);
		const isSane = length >= 12 && length <= limits.capture_block_bytes;
		this.isBroken = !isSane || (length <= bytes.length && view.getUint32(length - 4, this.#isLittle) !== length);
		return this.isBroken ? undefined : length;
	}

	block(bytes: Uint8Array): CapturedBlock {
		const body = bytes.subarray(8, -4);
		switch (viewOf(bytes).getUint32(0, this.#isLittle)) {
			case blockTypes.section: {
				this.#beginSection(body);
				return undefined;
			}

			case blockTypes.interface: {
				this.#addInterface(body);
				return undefined;
			}

			case blockTypes.packet: {
				return this.#packet(body, body.length < 4 ? -1 : viewOf(body).getUint32(0, this.#isLittle));
			}

			case oldPacketType: {
				return this.#packet(body, body.length < 2 ? -1 : viewOf(body).getUint16(0, this.#isLittle));
			}

			case blockTypes.statistics: {
				return this.isOwn ? this.#comments(body.subarray(12)) : undefined;
			}

			case blockTypes.simplePacket: {
				return this.#simplePacket(body);
			}

			default: {
				return undefined;
			}
		}
	}

	#beginSection(body: Uint8Array): void {
		this.#interfaces = [];
		const app = this.#options(body.subarray(16)).find(({code}) => code === 4);
		this.isOwn = decoder.decode(app?.value).startsWith('sockplay');
	}

	/** Packets of one too many are wrong. */
	#addInterface(body: Uint8Array): void {
		if (body.length < 8) {
			this.isBroken = true;
		} else if (this.#interfaces.length < limits.capture_interfaces) {
			this.#interfaces.push(new CaptureInterface(body, this.#options(body.subarray(8)), this.#isLittle));
		}
	}

	#packet(body: Uint8Array, interfaceIndex: number): CapturedPacket | undefined {
		const found = this.#interfaces[interfaceIndex];
		const view = viewOf(body);
		const isShort = body.length < packetFields_bytes;
		const captured = isShort ? Infinity : view.getUint32(12, this.#isLittle);
		const time = isShort ? undefined : found?.time(view.getUint32(4, this.#isLittle), view.getUint32(8, this.#isLittle));
		if (found === undefined || time === undefined || packetFields_bytes + captured > body.length) {
			this.wrong++;
			return undefined;
		}

		return {
			time,
			linkType: found.linkType,
			bytes: body.subarray(packetFields_bytes, packetFields_bytes + captured),
			missing_bytes: Math.max(0, view.getUint32(16, this.#isLittle) - captured),
			...this.#comments(body.subarray(packetFields_bytes + pad4(captured))),
		};
	}

	/** Has no time of its own. */
	#simplePacket(body: Uint8Array): CapturedPacket | undefined {
		const [found] = this.#interfaces;
		if (found === undefined || body.length < 4) {
			this.wrong++;
			return undefined;
		}

		const original = viewOf(body).getUint32(0, this.#isLittle);
		const bytes = body.subarray(4, 4 + original);
		return {time: 0, linkType: found.linkType, bytes, missing_bytes: Math.max(0, original - bytes.length), ...noComments};
	}

	#comments(bytes: Uint8Array): Pick<CapturedPacket, 'comments' | 'uncommented'> {
		const comments: string[] = [];
		let uncommented = 0;
		for (const {value} of this.#options(bytes).filter(({code}) => code === 1)) {
			if (comments.length < limits.packet_comments) {
				comments.push(decoder.decode(value));
			} else {
				uncommented++;
			}
		}

		return {comments, uncommented};
	}

	/**
	The options of a block.

	@yields as many of them as are read.
	*/
	* #options(bytes: Uint8Array): Generator<CaptureOption, void> {
		let count = 0;
		for (const option of captureOptions(bytes, this.#isLittle)) {
			count++;
			if (count > limits.block_options) {
				this.overfull++;
				return;
			}

			yield option;
		}
	}
}
