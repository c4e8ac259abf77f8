/**
The internet checksum, RFC 1071: the ones' complement of the ones' complement sum of 16-bit words. Sums are of
little-endian numbers, and are stored as such.
*/

/** The sum of an even number of bytes. */
export function sumOf(view: DataView, from: number, end: number): number {
	let total = 0;
	for (let at = from; at < end; at += 2) {
		total += view.getUint16(at, true);
	}

	return total;
}

/** A 16-bit number as it is summed where it stands in a header. */
export function asSummed(value: number): number {
	return ((value & 0xFF) << 8) | (value >> 8);
}

/** A sum in 16 bits. */
export function folded(total: number): number {
	let left = total;
	while (left > 0xFF_FF) {
		left = (left & 0xFF_FF) + (left >>> 16);
	}

	return left;
}

/** The checksum that belongs to a sum. */
export function checksumOf(total: number): number {
	return 0xFF_FF - folded(total);
}
