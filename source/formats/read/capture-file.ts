/**
Packets out of a pcapng file (draft-ietf-opsawg-pcapng) or a pcap file (draft-ietf-opsawg-pcap), in either byte order,
read piece by piece.
*/
import {isTime} from '../../core/clock-text.ts';
import {limits} from '../../core/limits.ts';
import {blockTypes} from '../pcapng/blocks.ts';
import {captureOptions, type CaptureOption} from './capture-options.ts';
import {KeptBytes} from './kept-bytes.ts';

export type CapturedPacket = {
	/** Microseconds since 1970. */
	readonly time: number;
	/** https://www.tcpdump.org/linktypes.html */
	readonly linkType: number;
	/** A view of what was read, valid until the next block is asked for. */
	readonly bytes: Uint8Array;
	/** Bytes that were on the wire and not captured. */
	readonly missing_bytes: number;
	readonly comments: readonly string[];
	/** Comments that are left out: a packet has no need of so many. */
	readonly uncommented: number;
};

/** Comments on a block without a packet. */
export type CapturedComments = {readonly comments: readonly string[]};

type Interface = {readonly linkType: number; readonly ticksPerSecond: number; readonly offset_s: bigint};

const sectionType = blockTypes.section;
const oldPacketType = 2;
const byteOrderMagic = 0x1A_2B_3C_4D;
const pcapMagics: Readonly<Record<number, number>> = {0xA1_B2_C3_D4: 1e6, 0xA1_B2_3C_4D: 1e9};
const noComments = {comments: [], uncommented: 0} as const;
const decoder = new TextDecoder();

export class CaptureFile {
	readonly #kept = new KeptBytes();
	#kind: 'unknown' | 'pcapng' | 'pcap' | 'broken' = 'unknown';
	#isLittle = true;
	#interfaces: Interface[] = [];
	/** Bytes of whole blocks: where the next begins. */
	at_bytes = 0;
	/** Blocks with a packet that cannot be what they say they are. */
	wrong = 0;
	/** Blocks with more options than are read. */
	overfull = 0;
	/** Written by sockplay, whose comments are its log. */
	isOwn = false;

	/** What stands at `at_bytes` is no block: the rest cannot be read. */
	get broken(): boolean {
		return this.#kind === 'broken';
	}

	/** Bytes behind the last whole block. */
	get left_bytes(): number {
		return this.#kept.length;
	}

	/**
	Reads on. Nothing behind a broken block is looked at.

	@yields the packet, or the comments, of each block that ends in these bytes; undefined for a block without either.
	*/
	* read(bytes: Uint8Array): Generator<CapturedPacket | CapturedComments | undefined, void> {
		const all = this.broken ? undefined : this.#kept.join(bytes);
		if (all === undefined) {
			return;
		}

		let at = 0;
		let length = this.#wholeBlock(all);
		while (length !== undefined && at + length <= all.length) {
			const packet = this.#block(all.subarray(at, at + length));
			if (this.broken) {
				return;
			}

			at += length;
			this.at_bytes += length;
			yield packet;
			length = this.#wholeBlock(all.subarray(at));
		}

		if (!this.broken) {
			this.#kept.keep(all.subarray(at), length ?? 0);
		}
	}

	/** As `#blockLength`; a block of pcapng has its length at both ends (section 3.1). */
	#wholeBlock(bytes: Uint8Array): number | undefined {
		const length = this.#blockLength(bytes);
		if (length === undefined || length > bytes.length || this.#kind !== 'pcapng') {
			return length;
		}

		if (viewOf(bytes).getUint32(length - 4, this.#isLittle) === length) {
			return length;
		}

		this.#kind = 'broken';
		return undefined;
	}

	/** How long the block is that begins here; undefined while that cannot be told. */
	#blockLength(bytes: Uint8Array): number | undefined {
		if (bytes.length < 24 && (this.#kind !== 'pcapng' || bytes.length < 12)) {
			return this.#kind === 'pcap' && bytes.length >= 16 ? this.#recordLength(bytes) : undefined;
		}

		if (this.#kind === 'unknown') {
			this.#recognise(viewOf(bytes));
			return this.broken ? undefined : this.#blockLength(bytes);
		}

		if (this.#kind === 'pcap') {
			return this.#recordLength(bytes);
		}

		const view = viewOf(bytes);
		if (view.getUint32(0, true) === sectionType) {
			this.#isLittle = view.getUint32(8, true) === byteOrderMagic;
		}

		return this.#checked(view.getUint32(4, this.#isLittle), 12);
	}

	#recordLength(bytes: Uint8Array): number | undefined {
		return this.#interfaces.length === 0 ? 24 : this.#checked(16 + viewOf(bytes).getUint32(8, this.#isLittle), 16);
	}

	#checked(length: number, least: number): number | undefined {
		if (length < least || length > limits.capture_block_bytes) {
			this.#kind = 'broken';
			return undefined;
		}

		return length;
	}

	#recognise(view: DataView): void {
		for (const isLittle of [true, false]) {
			if (pcapMagics[view.getUint32(0, isLittle)] !== undefined) {
				this.#isLittle = isLittle;
				this.#kind = 'pcap';
				return;
			}
		}

		this.#kind = view.getUint32(0, true) === sectionType ? 'pcapng' : 'broken';
	}

	#block(bytes: Uint8Array): CapturedPacket | CapturedComments | undefined {
		const view = viewOf(bytes);
		if (this.#kind === 'pcap') {
			return this.#record(view, bytes);
		}

		const body = bytes.subarray(8, -4);
		switch (view.getUint32(0, this.#isLittle)) {
			case sectionType: {
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

	/** The file header of a pcap file, then its records. */
	#record(view: DataView, bytes: Uint8Array): CapturedPacket | undefined {
		if (this.#interfaces.length === 0) {
			const linkType = view.getUint32(20, this.#isLittle) & 0xFF_FF;
			const ticksPerSecond = pcapMagics[view.getUint32(0, this.#isLittle)]!;
			this.#interfaces.push({linkType, ticksPerSecond, offset_s: 0n});
			return undefined;
		}

		const {linkType, ticksPerSecond} = this.#interfaces[0]!;
		const [seconds, ticks] = [view.getUint32(0, this.#isLittle), view.getUint32(4, this.#isLittle)];
		const time = (seconds * 1e6) + Math.floor(ticks * 1e6 / ticksPerSecond);
		const payload = bytes.subarray(16);
		const missing_bytes = Math.max(0, view.getUint32(12, this.#isLittle) - payload.length);
		return {time, linkType, bytes: payload, missing_bytes, ...noComments};
	}

	#packet(body: Uint8Array, interfaceIndex: number): CapturedPacket | undefined {
		const found = this.#interfaces[interfaceIndex];
		const view = viewOf(body);
		const captured = body.length < 20 ? Infinity : view.getUint32(12, this.#isLittle);
		const time = found === undefined || body.length < 20 ? undefined : this.#time(view, found);
		if (found === undefined || time === undefined || 20 + captured > body.length) {
			this.wrong++;
			return undefined;
		}

		return {
			time,
			linkType: found.linkType,
			bytes: body.subarray(20, 20 + captured),
			missing_bytes: Math.max(0, view.getUint32(16, this.#isLittle) - captured),
			...this.#comments(body.subarray(20 + (Math.ceil(captured / 4) * 4))),
		};
	}

	/** Undefined when it is further from 1970 than times are counted. */
	#time(view: DataView, {ticksPerSecond, offset_s}: Interface): number | undefined {
		const [high, low] = [view.getUint32(4, this.#isLittle), view.getUint32(8, this.#isLittle)];
		const ticks = (BigInt(high) << 32n) | BigInt(low);
		const time = Number((ticks * 1_000_000n / BigInt(ticksPerSecond)) + (offset_s * 1_000_000n));
		return isTime(time) ? time : undefined;
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

	/** Packets of one too many are wrong. */
	#addInterface(body: Uint8Array): void {
		if (body.length < 8) {
			this.#kind = 'broken';
		} else if (this.#interfaces.length < limits.capture_interfaces) {
			this.#interfaces.push(this.#interface(body));
		}
	}

	#interface(body: Uint8Array): Interface {
		let resolution = 6;
		let offset_s = 0n;
		for (const {code, value} of this.#options(body.subarray(8))) {
			if (code === 9) {
				resolution = value[0] ?? resolution;
			} else if (code === 14 && value.length === 8) {
				offset_s = viewOf(value).getBigInt64(0, this.#isLittle);
			}
		}

		return {
			linkType: viewOf(body).getUint16(0, this.#isLittle),
			ticksPerSecond: resolution < 128 ? 10 ** Math.min(resolution, 15) : 2 ** Math.min(resolution - 128, 50),
			offset_s,
		};
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

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
