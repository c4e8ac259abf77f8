/** Packets out of a pcapng file (draft-ietf-opsawg-pcapng) or a pcap file (draft-ietf-opsawg-pcap), in either byte order, read piece by piece. */
import {concatBytes} from '../../core/bytes.ts';
import {blockTypes} from '../pcapng/blocks.ts';

export type CapturedPacket = {
	/** Microseconds since 1970. */
	readonly time: number;
	/** https://www.tcpdump.org/linktypes.html */
	readonly linkType: number;
	readonly bytes: Uint8Array;
	/** Bytes that were on the wire and not captured. */
	readonly missing_bytes: number;
	readonly comments: readonly string[];
};

type Interface = {readonly linkType: number; readonly ticksPerSecond: number; readonly offset_s: number};

const sectionType = blockTypes.section;
const oldPacketType = 2;
const byteOrderMagic = 0x1A_2B_3C_4D;
const pcapMagics: Readonly<Record<number, number>> = {0xA1_B2_C3_D4: 1e6, 0xA1_B2_3C_4D: 1e9};
/** Longer blocks are no packets. */
const block_bytes = 16 * 1024 * 1024;
const nothing = new Uint8Array(0);
const decoder = new TextDecoder();

export class CaptureFile {
	#kept: Uint8Array = nothing;
	#kind: 'unknown' | 'pcapng' | 'pcap' | 'broken' = 'unknown';
	#isLittle = true;
	#interfaces: Interface[] = [];
	/** Written by sockplay, whose comments are its log. */
	isOwn = false;

	/** Why the rest cannot be read, if it cannot. */
	get broken(): boolean {
		return this.#kind === 'broken';
	}

	/** Bytes behind the last whole block. */
	get left_bytes(): number {
		return this.#kept.length;
	}

	read(bytes: Uint8Array): CapturedPacket[] {
		const all = this.#kept.length === 0 ? bytes : concatBytes([this.#kept, bytes]);
		const packets: CapturedPacket[] = [];
		let at = 0;
		while (this.#kind !== 'broken') {
			const length = this.#blockLength(all.subarray(at));
			if (length === undefined || at + length > all.length) {
				break;
			}

			const packet = this.#block(all.subarray(at, at + length));
			if (packet !== undefined) {
				packets.push(packet);
			}

			at += length;
		}

		this.#kept = all.slice(at);
		return packets;
	}

	/** How long the block is that begins here; undefined while that cannot be told. */
	#blockLength(bytes: Uint8Array): number | undefined {
		if (bytes.length < 24 && (this.#kind !== 'pcapng' || bytes.length < 12)) {
			return this.#kind === 'pcap' && bytes.length >= 16 ? this.#recordLength(bytes) : undefined;
		}

		if (this.#kind === 'unknown') {
			this.#recognise(viewOf(bytes));
			return this.#blockLength(bytes);
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
		if (length < least || length > block_bytes) {
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

	#block(bytes: Uint8Array): CapturedPacket | undefined {
		const view = viewOf(bytes);
		if (this.#kind === 'pcap') {
			return this.#record(view, bytes);
		}

		const body = bytes.subarray(8, -4);
		switch (view.getUint32(0, this.#isLittle)) {
			case sectionType: {
				this.#interfaces = [];
				this.isOwn = this.#options(body.subarray(16)).some(({code, value}) => code === 4 && decoder.decode(value).startsWith('sockplay'));
				return undefined;
			}

			case blockTypes.interface: {
				this.#interfaces.push(this.#interface(body));
				return undefined;
			}

			case blockTypes.packet: {
				return body.length < 20 ? undefined : this.#packet(body, viewOf(body).getUint32(0, this.#isLittle));
			}

			case oldPacketType: {
				return body.length < 20 ? undefined : this.#packet(body, viewOf(body).getUint16(0, this.#isLittle));
			}

			case blockTypes.simplePacket: {
				return this.#simplePacket(body);
			}

			default: {
				return undefined;
			}
		}
	}

	/** The file header of a pcap file, then its records. */
	#record(view: DataView, bytes: Uint8Array): CapturedPacket | undefined {
		if (this.#interfaces.length === 0) {
			this.#interfaces.push({linkType: view.getUint32(20, this.#isLittle) % 0x1_00_00, ticksPerSecond: pcapMagics[view.getUint32(0, this.#isLittle)]!, offset_s: 0});
			return undefined;
		}

		const {linkType, ticksPerSecond} = this.#interfaces[0]!;
		const time = (view.getUint32(0, this.#isLittle) * 1e6) + Math.floor(view.getUint32(4, this.#isLittle) * 1e6 / ticksPerSecond);
		return {time, linkType, bytes: bytes.slice(16), missing_bytes: Math.max(0, view.getUint32(12, this.#isLittle) - (bytes.length - 16)), comments: []};
	}

	#packet(body: Uint8Array, interfaceIndex: number): CapturedPacket | undefined {
		const found = this.#interfaces[interfaceIndex];
		const view = viewOf(body);
		const captured = view.getUint32(12, this.#isLittle);
		if (found === undefined || 20 + captured > body.length) {
			return undefined;
		}

		const ticks = (BigInt(view.getUint32(4, this.#isLittle)) * 0x1_00_00_00_00n) + BigInt(view.getUint32(8, this.#isLittle));
		return {
			time: Number(ticks * 1_000_000n / BigInt(found.ticksPerSecond)) + (found.offset_s * 1e6),
			linkType: found.linkType,
			bytes: body.slice(20, 20 + captured),
			missing_bytes: Math.max(0, view.getUint32(16, this.#isLittle) - captured),
			comments: this.#options(body.subarray(20 + (Math.ceil(captured / 4) * 4))).filter(({code}) => code === 1).map(({value}) => decoder.decode(value)),
		};
	}

	/** Has no time of its own. */
	#simplePacket(body: Uint8Array): CapturedPacket | undefined {
		const [found] = this.#interfaces;
		if (found === undefined || body.length < 4) {
			return undefined;
		}

		const original = viewOf(body).getUint32(0, this.#isLittle);
		const bytes = body.slice(4, 4 + original);
		return {time: 0, linkType: found.linkType, bytes, missing_bytes: Math.max(0, original - bytes.length), comments: []};
	}

	#interface(body: Uint8Array): Interface {
		const options = this.#options(body.subarray(8));
		const resolution = options.find(({code}) => code === 9)?.value[0] ?? 6;
		const offset = options.find(({code, value}) => code === 14 && value.length === 8)?.value;
		return {
			linkType: viewOf(body).getUint16(0, this.#isLittle),
			ticksPerSecond: resolution < 128 ? 10 ** Math.min(resolution, 15) : 2 ** Math.min(resolution - 128, 50),
			offset_s: offset === undefined ? 0 : Number(viewOf(offset).getBigInt64(0, this.#isLittle)),
		};
	}

	#options(bytes: Uint8Array): Array<{readonly code: number; readonly value: Uint8Array}> {
		const options = [];
		const view = viewOf(bytes);
		for (let at = 0; at + 4 <= bytes.length;) {
			const [code, length] = [view.getUint16(at, this.#isLittle), view.getUint16(at + 2, this.#isLittle)];
			if (code === 0) {
				break;
			}

			options.push({code, value: bytes.subarray(at + 4, at + 4 + length)});
			at += 4 + (Math.ceil(length / 4) * 4);
		}

		return options;
	}
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
