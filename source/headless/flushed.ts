import type {Writable} from 'node:stream';

/** Resolves when everything written so far was taken, or never will be. */
export async function flushed(output: Writable): Promise<void> {
	return new Promise(resolve => {
		output.write('', () => {
			resolve();
		});
	});
}
