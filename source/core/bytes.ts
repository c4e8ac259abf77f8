import {Buffer} from 'node:buffer';

/** The same bytes as a Buffer; nothing is copied. */
export function asBuffer({buffer, byteOffset, length}: Uint8Array) {
	return Buffer.from(buffer, byteOffset, length);
}

/** The pieces concatenated, as a new array. */
export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
	const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
	let at = 0;
	for (const piece of pieces) {
		joined.set(piece, at);
		at += piece.length;
	}

	return joined;
}
