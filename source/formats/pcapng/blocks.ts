/** Blocks of a pcapng file, little-endian: draft-ietf-opsawg-pcapng. */
import {Buffer} from 'node:buffer';
import type {Chunks, Piece} from '../chunks.ts';

export const blockTypes = {section: 0x0A_0D_0D_0A, interface: 1, simplePacket: 3, statistics: 5, packet: 6} as const;

/** The packet begins with its IP header: https://www.tcpdump.org/linktypes.html. */
export const rawIp = 101;

const encoder = new TextEncoder();
const comment = 1;
/** The length of an option is two bytes. */
const comment_bytes = 65_535;
const two32 = 2 ** 32;

/** Section header and one interface, whose times are microseconds. */
export function writeHead(chunks: Chunks, remark: string): void {
	const section = block(chunks, blockTypes.section, 16, [[comment, remark], [4, 'sockplay']]);
	section.body.setUint32(0, 0x1A_2B_3C_4D, true);
	section.body.setUint16(4, 1, true);
	section.body.setUint16(6, 0, true);
	section.body.setBigInt64(8, -1n, true);
	section.done();
	const made = block(chunks, blockTypes.interface, 8, [[2, 'sockplay'], [3, 'link, IP, TCP and UDP headers made by sockplay from the calls it saw']]);
	made.body.setUint16(0, rawIp, true);
	made.body.setUint16(2, 0, true);
	made.body.setUint32(4, 0, true);
	made.done();
}

export type PacketFacts = {readonly time: number; readonly length: number; readonly comments: readonly string[]};

/** A packet of `length` bytes at a time in microseconds since 1970; `fill` writes it at its place, which is a multiple of four, into zeroed padding. */
export function writePacket(chunks: Chunks, {time, length, comments}: PacketFacts, fill: (piece: Piece, at: number) => void): void {
	const padded = pad4(length);
	const made = block(chunks, blockTypes.packet, 20 + padded, comments.map(text => [comment, text]));
	writeTime(made.body, 4, time);
	made.body.setUint32(0, 0, true);
	made.body.setUint32(12, length, true);
	made.body.setUint32(16, length, true);
	if (padded > 0) {
		made.body.setUint32(20 + padded - 4, 0, true);
	}

	fill(made.piece, made.at + 20);
	made.done();
}

/** Remarks that no packet came for any more, on a block of interface statistics. */
export function writeRemarks(chunks: Chunks, time: number, remarks: readonly string[]): void {
	const made = block(chunks, blockTypes.statistics, 12, remarks.map(text => [comment, text]));
	made.body.setUint32(0, 0, true);
	writeTime(made.body, 4, time);
	made.done();
}

export function pad4(length: number): number {
	return Math.ceil(length / 4) * 4;
}

function writeTime(view: DataView, at: number, time: number): void {
	view.setUint32(at, Math.floor(time / two32), true);
	view.setUint32(at + 4, time % two32, true);
}

type Option = readonly [code: number, text: string];

/** Room for a block whose body, before its options, has `body_bytes`: a multiple of four. */
function block(chunks: Chunks, type: number, body_bytes: number, options: readonly Option[]) {
	const texts = options.map(([, text]) => Math.min(Buffer.byteLength(text), comment_bytes));
	const options_bytes = options.length === 0 ? 0 : texts.reduce((sum, length) => sum + 4 + pad4(length), 4);
	const total = 12 + body_bytes + options_bytes;
	const piece = chunks.room(total);
	const start = piece.length;
	const {view} = piece;
	view.setUint32(start, type, true);
	view.setUint32(start + 4, total, true);
	view.setUint32(start + total - 4, total, true);
	let at = start + 8 + body_bytes;
	for (const [index, [code, text]] of options.entries()) {
		at = writeOption(piece, at, {code, text, length: texts[index]!});
	}

	if (options.length > 0) {
		view.setUint32(at, 0, true);
	}

	return {
		piece,
		at: start + 8,
		body: new DataView(view.buffer, view.byteOffset + start + 8, body_bytes),
		done() {
			chunks.wrote(piece, total);
		},
	};
}

function writeOption({view, bytes}: Piece, at: number, {code, text, length}: {readonly code: number; readonly text: string; readonly length: number}): number {
	view.setUint16(at, code, true);
	view.setUint16(at + 2, length, true);
	const end = at + 4 + pad4(length);
	bytes.fill(0, at + 4, end);
	encoder.encodeInto(text, bytes.subarray(at + 4, at + 4 + length));
	return end;
}
