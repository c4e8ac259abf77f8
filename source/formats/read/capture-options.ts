/** The options of a pcapng block: code, length, value, padded to 32 bits. */
export type CaptureOption = {readonly code: number; readonly value: Uint8Array};

/**
Reads a list of options; one that is cut short ends where it is cut.

@yields each of them.
*/
export function * captureOptions(bytes: Uint8Array, isLittle: boolean): Generator<CaptureOption, void> {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	for (let at = 0; at + 4 <= bytes.length;) {
		const [code, length] = [view.getUint16(at, isLittle), view.getUint16(at + 2, isLittle)];
		if (code === 0) {
			break;
		}

		yield {code, value: bytes.subarray(at + 4, at + 4 + length)};
		at += 4 + (Math.ceil(length / 4) * 4);
	}
}
