/** Bytes as literals of C and Python. */

const simple: Readonly<Record<number, string>> = {
	9: String.raw`\t`,
	10: String.raw`\n`,
	13: String.raw`\r`,
	39: String.raw`\'`,
	92: String.raw`\\`,
};

/** One byte inside `b'…'` (Python Language Reference, 2.4.1): printable ASCII as it is, the rest escaped. */
export function pythonByte(byte: number): string {
	return simple[byte] ?? (byte >= 0x20 && byte < 0x7F ? String.fromCodePoint(byte) : String.raw`\x${hexByte(byte)}`);
}

/** One byte of an initializer: `0x0a`. */
export function cByte(byte: number): string {
	return `0x${hexByte(byte)}`;
}

/** Eight binary digits. */
export function binaryByte(byte: number): string {
	return byte.toString(2).padStart(8, '0');
}

/** Two hex digits. */
export function hexByte(byte: number): string {
	return byte.toString(16).padStart(2, '0');
}
