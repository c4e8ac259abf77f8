/** Blocks of a pcapng file, little-endian: draft-ietf-opsawg-pcapng. */
import type {Chunks, Chunk} from '../chunks.ts';

export const blockTypes = {section: 0x0A_0D_0D_0A, interface: 1, simplePacket: 3, statistics: 5, packet: 6} as const;

/** The packet begins with its IP header: https://www.tcpdump.org/linktypes.html. */
export const rawIp = 101;

const encoder = new TextEncoder();
const comment = 1;
/** The length of an option is two bytes. */
const comment_bytes = 65_535;
const two32 = 2 ** 32;

/** Section header and one interface, whose times are microseconds. */
export function writeHead(chunks: Chunks, text: string): void {
	const section = beginBlock(chunks, blockTypes.section, 16, [[comment, text], [4, 'sockplay']]);
	section.chunk.view.setUint32(section.at, 0x1A_2B_3C_4D, true);
	section.chunk.view.setUint16(section.at + 4, 1, true);
	section.chunk.view.setUint16(section.at + 6, 0, true);
	section.chunk.view.setBigInt64(section.at + 8, -1n, true);
	chunks.commit(section.chunk, section.own_bytes);
	const made = beginBlock(chunks, blockTypes.interface, 8, [
		[2, 'sockplay'],
		[3, 'link, IP, TCP and UDP headers made by sockplay from the calls it saw'],
	]);
	made.chunk.view.setUint16(made.at, rawIp, true);
	made.chunk.view.setUint16(made.at + 2, 0, true);
	made.chunk.view.setUint32(made.at + 4, 0, true);
	chunks.commit(made.chunk, made.own_bytes);
}

export type PacketFacts = {
	/** Microseconds since 1970. */
	readonly time: number;
	readonly length: number;
	readonly comments: readonly string[];
	/** Bytes of the packet that stay where they are, behind its first `at`: a multiple of four of them. */
	readonly borrowed?: {readonly at: number; readonly bytes: Uint8Array};
};

/** Writes what is not borrowed of a packet at a place in a chunk. */
export type Fill = (chunk: Chunk, at: number) => void;

const packet_fields_bytes = 20;

/**
A packet; `fill` writes what is not borrowed of it at its place, which is a multiple of four, into zeroed padding.
*/
export function writePacket(chunks: Chunks, {time, length, comments, borrowed}: PacketFacts, fill: Fill): void {
	const borrowed_bytes = borrowed?.bytes.length ?? 0;
	const padded = pad4(length - borrowed_bytes);
	const options = comments.map(text => [comment, text] as const);
	const made = beginBlock(chunks, blockTypes.packet, packet_fields_bytes + padded, options, borrowed_bytes);
	const {at, chunk: {view}} = made;
	view.setUint32(at, 0, true);
	writeTime(view, at + 4, time);
	view.setUint32(at + 12, length, true);
	view.setUint32(at + 16, length, true);
	view.setUint32(at + packet_fields_bytes + padded - 4, 0, true);
	fill(made.chunk, at + packet_fields_bytes);
	const start = head_bytes + packet_fields_bytes;
	chunks.commit(made.chunk, made.own_bytes, borrowed && {at: start + borrowed.at, bytes: borrowed.bytes});
}

/** Comments that no further packet came for, if there are any, on a block of interface statistics. */
export function writeComments(chunks: Chunks, time: number, comments: readonly string[]): void {
	if (comments.length === 0) {
		return;
	}

	const made = beginBlock(chunks, blockTypes.statistics, 12, comments.map(text => [comment, text]));
	made.chunk.view.setUint32(made.at, 0, true);
	writeTime(made.chunk.view, made.at + 4, time);
	chunks.commit(made.chunk, made.own_bytes);
}

export function pad4(length: number): number {
	return Math.ceil(length / 4) * 4;
}

function writeTime(view: DataView, at: number, time: number): void {
	view.setUint32(at, Math.floor(time / two32), true);
	view.setUint32(at + 4, time % two32, true);
}

type Option = readonly [code: number, text: string];

/** A block under way: `at` is where its body begins, `own_bytes` what it takes in its chunk. */
type Block = {readonly chunk: Chunk; readonly at: number; readonly own_bytes: number};

/** Type and length, before the body. */
const head_bytes = 8;

/**
Room for a block whose body, before its options, has `body_bytes` of its own, a multiple of four, and so many that are
borrowed.
*/
function beginBlock(
	chunks: Chunks,
	type: number,
	body_bytes: number,
	options: readonly Option[],
	borrowed_bytes = 0,
): Block {
	let max_bytes = head_bytes + body_bytes + 4 + (options.length === 0 ? 0 : 4);
	for (const [, text] of options) {
		max_bytes += 8 + (text.length * 3);
	}

	const chunk = chunks.reserve(max_bytes);
	const start = chunk.length;
	let end = start + head_bytes + body_bytes;
	for (const option of options) {
		end = writeOption(chunk, end, option);
	}

	if (options.length > 0) {
		chunk.view.setUint32(end, 0, true);
		end += 4;
	}

	const own_bytes = end + 4 - start;
	chunk.view.setUint32(start, type, true);
	chunk.view.setUint32(start + 4, own_bytes + borrowed_bytes, true);
	chunk.view.setUint32(end, own_bytes + borrowed_bytes, true);
	return {chunk, at: start + head_bytes, own_bytes};
}

/** Answers where the next one stands. */
function writeOption({view, bytes}: Chunk, at: number, [code, text]: Option): number {
	const length = writeText(bytes, at + 4, text);
	view.setUint16(at, code, true);
	view.setUint16(at + 2, length, true);
	const end = at + 4 + pad4(length);
	bytes.fill(0, at + 4 + length, end);
	return end;
}

/** Short ASCII, which most comments are, is faster by hand. */
function writeText(bytes: Uint8Array, at: number, text: string): number {
	for (let index = 0; index < text.length && text.length < 128; index++) {
		const code = text.codePointAt(index)!;
		if (code > 0x7F) {
			break;
		}

		bytes[at + index] = code;
		if (index === text.length - 1) {
			return text.length;
		}
	}

	return encoder.encodeInto(text, bytes.subarray(at, at + comment_bytes)).written;
}
