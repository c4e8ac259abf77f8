import type {Writable} from 'node:stream';

/** Resolves when everything written so far has been flushed, or writing failed. */
export async function flushed(output: Writable): Promise<void> {
	return new Promise(resolve => {
		output.write('', () => {
			resolve();
		});
	});
}
