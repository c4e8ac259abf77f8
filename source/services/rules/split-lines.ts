const lineFeed = 0x0A;
const carriageReturn = 0x0D;

/** The lines that are complete, without LF or CR LF, and what is left. A line longer than `most_bytes` is cut there. */
export function splitLines(bytes: Uint8Array, most_bytes: number): {readonly lines: readonly Uint8Array[]; readonly rest: Uint8Array} {
	const lines: Uint8Array[] = [];
	let start = 0;
	for (;;) {
		const end = bytes.indexOf(lineFeed, start);
		if (end !== -1 && end - start <= most_bytes) {
			lines.push(bytes.subarray(start, end > start && bytes[end - 1] === carriageReturn ? end - 1 : end));
			start = end + 1;
		} else if (bytes.length - start > most_bytes) {
			lines.push(bytes.subarray(start, start + most_bytes));
			start += most_bytes;
		} else {
			return {lines, rest: bytes.subarray(start)};
		}
	}
}
