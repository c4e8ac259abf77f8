/** UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */

/** The scalar value whose bytes begin at `at` and lie before `end`; -1 where they are not UTF-8 or are cut short. */
export function codePointAt(bytes: Uint8Array, at: number, end: number): number {
	const first = at < end ? bytes[at] ?? -1 : -1;
	const length = sequenceLength(first);
	if (length <= 1) {
		return length === 1 ? first : -1;
	}

	if (at + length > end) {
		return -1;
	}

	let codePoint = first % (2 ** (7 - length));
	for (let index = 1; index < length; index++) {
		const next = bytes[at + index] ?? 0;
		if (next < 0x80 || next > 0xBF) {
			return -1;
		}

		codePoint = (codePoint * 64) + (next - 0x80);
	}

	return isScalar(codePoint) && encodedLength(codePoint) === length ? codePoint : -1;
}

/** How many bytes a scalar value takes. */
export function encodedLength(codePoint: number): number {
	if (codePoint < 0x80) {
		return 1;
	}

	if (codePoint < 0x8_00) {
		return 2;
	}

	return codePoint < 0x1_00_00 ? 3 : 4;
}

/** How many bytes a sequence takes that begins with `first`; 0 when none does. */
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
