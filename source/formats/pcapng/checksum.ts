/** The internet checksum, RFC 1071: the ones' complement of the ones' complement sum, which is the same in either byte order. */
import {endianness} from 'node:os';

const isLittleEndian = endianness() === 'LE';

/** The sum of whole 32-bit words, `from` to `to` in words; 2^20 words at the most are summed exactly. */
export function sumWords(words: Uint32Array, from: number, to: number): number {
	let first = 0;
	let second = 0;
	let third = 0;
	let fourth = 0;
	let at = from;
	for (; at + 4 <= to; at += 4) {
		first += words[at]!;
		second += words[at + 1]!;
		third += words[at + 2]!;
		fourth += words[at + 3]!;
	}

	for (; at < to; at++) {
		first += words[at]!;
	}

	return first + second + third + fourth;
}

/** A 16-bit number as it would be summed in this machine's words when it stood in a header. */
export function asSummed(value: number): number {
	return isLittleEndian ? ((value % 256) * 256) + Math.floor(value / 256) : value;
}

/** The checksum that belongs to a sum, to be stored in this machine's byte order. */
export function checksumOf(sum: number): number {
	let folded = sum;
	while (folded > 0xFF_FF) {
		folded = (folded % 0x1_00_00) + Math.floor(folded / 0x1_00_00);
	}

	return 0xFF_FF - folded;
}
