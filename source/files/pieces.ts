import type {FileHandle} from 'node:fs/promises';

/**
Reads a file piece by piece, into the same memory again and again. Rejects with errors of the system.

@yields each piece, valid until the next is asked for.
*/
export async function * filePieces(handle: FileHandle, memory: Uint8Array): AsyncGenerator<Uint8Array, void> {
	for (;;) {
		const {bytesRead} = await handle.read(memory);
		if (bytesRead === 0) {
			return;
		}

		yield memory.subarray(0, bytesRead);
	}
}
