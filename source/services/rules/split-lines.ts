const lineFeed = 0x0A;
const carriageReturn = 0x0D;

/**
Splits off complete lines, without LF or CR LF, at most `max_lines` of them. A line longer than `max_bytes` is cut
there.
*/
export function splitLines(
	bytes: Uint8Array,
	max_bytes: number,
	max_lines: number,
): {readonly lines: Uint8Array[]; readonly rest: Uint8Array} {
	const lines: Uint8Array[] = [];
	let start = 0;
	while (lines.length < max_lines) {
		const found = bytes.subarray(start, start + max_bytes + 1).indexOf(lineFeed);
		const end = start + found;
		if (found !== -1) {
			lines.push(bytes.subarray(start, end > start && bytes[end - 1] === carriageReturn ? end - 1 : end));
			start = end + 1;
		} else if (bytes.length - start > max_bytes) {
			lines.push(bytes.subarray(start, start + max_bytes));
			start += max_bytes;
		} else {
			break;
		}
	}

	return {lines, rest: bytes.subarray(start)};
}
