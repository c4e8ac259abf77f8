/** The internet checksum, RFC 1071: the ones' complement of the ones' complement sum of 16-bit words, the last one padded with a zero. */
import {Buffer} from 'node:buffer';
import {scratch, sumScratch} from './word-sum.ts';

/** So few bytes are summed here faster than they are copied. */
const few_bytes = 256;

/** The sum of what begins at an even place of what is summed, as little-endian numbers. Of 2^20 bytes and less it is exact. */
export function sumBytes({buffer, byteOffset, length}: Uint8Array): number {
	return sumMemory(buffer, byteOffset, byteOffset + length);
}

/** The same of a part of a piece. */
export function sumRange({view, bytes}: {readonly view: DataView; readonly bytes: Uint8Array}, from: number, end: number): number {
	if (end - from > few_bytes) {
		return sumMemory(bytes.buffer, bytes.byteOffset + from, bytes.byteOffset + end);
	}

	let total = 0;
	let at = from;
	for (; at + 4 <= end; at += 4) {
		total += view.getUint32(at, true);
	}

	for (; at < end; at++) {
		total += bytes[at]! * ((at - from) % 2 === 0 ? 1 : 256);
	}

	return total;
}

function sumMemory(buffer: ArrayBufferLike, from: number, end: number): number {
	let total = 0;
	for (let at = from; at < end; at += scratch.length) {
		const length = Math.min(scratch.length, end - at);
		// Out of memory that threads share, a typed array's own copying takes twice as long.
		Buffer.from(buffer, at, length).copy(scratch);
		const padded = Math.ceil(length / 8) * 8;
		if (padded > length) {
			scratch.fill(0, length, padded);
		}

		total += sumScratch(padded);
	}

	return total;
}

/** A 16-bit number as it is summed where it stands in a header. */
export function asSummed(value: number): number {
	return ((value % 256) * 256) + Math.floor(value / 256);
}

/** The checksum that belongs to a sum, to be stored as a little-endian number. */
export function checksumOf(total: number): number {
	let left = total;
	while (left > 0xFF_FF) {
		left = (left % 0x1_00_00) + Math.floor(left / 0x1_00_00);
	}

	return 0xFF_FF - left;
}
