/** UTF-8 of RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */

/** The scalar value that begins at `at` and ends before `end`; -1 where the bytes are not UTF-8 or incomplete. */
export function codePointAt(bytes: Uint8Array, at: number, end: number): number {
	const first = at < end ? bytes[at] ?? -1 : -1;
	const length = sequenceLength(first);
	if (length <= 1) {
		return length === 1 ? first : -1;
	}

	if (at + length > end) {
		return -1;
	}

	let codePoint = first & (0x7F >> length);
	for (let index = 1; index < length; index++) {
		const next = bytes[at + index] ?? 0;
		if ((next & 0xC0) !== 0x80) {
			return -1;
		}

		codePoint = (codePoint << 6) | (next & 0x3F);
	}

	return isScalar(codePoint) && encodedLength(codePoint) === length ? codePoint : -1;
}

/** Whether the bytes from `at` to `end` are the beginning of a character, cut off by `end`. */
export function isCutOff(bytes: Uint8Array, at: number, end: number): boolean {
	if (at + sequenceLength(bytes[at] ?? 0) <= end) {
		return false;
	}

	return bytes.subarray(at + 1, end).every(byte => (byte & 0xC0) === 0x80);
}

/** Length of a scalar value in UTF-8, in bytes. */
export function encodedLength(codePoint: number): number {
	if (codePoint < 0x80) {
		return 1;
	}

	if (codePoint < 0x8_00) {
		return 2;
	}

	return codePoint < 0x1_00_00 ? 3 : 4;
}

/** Length of the sequence that begins with `first`; 0 when no sequence begins with it. */
function sequenceLength(first: number): number {
	if (first < 0x80) {
		return first < 0 ? 0 : 1;
	}

	if (first < 0xC2 || first > 0xF4) {
		return 0;
	}

	if (first < 0xE0) {
		return 2;
	}

	return first < 0xF0 ? 3 : 4;
}

function isScalar(codePoint: number): boolean {
	return codePoint <= 0x10_FF_FF && (codePoint < 0xD8_00 || codePoint > 0xDF_FF);
}
