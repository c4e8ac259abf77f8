import process from 'node:process';
import {visibleText} from '../core/visible.ts';
import {flushed} from './flushed.ts';

/** Nobody reads what is printed any more: that is no failure, and the exit code says enough. */
export function ignoreReadersGone(): void {
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', () => undefined);
	}
}

/** Watches standard output; the answer says why it has failed. A reader that has gone (EPIPE) is no failure. */
export function watchOutput(): () => string | undefined {
	let failure: string | undefined;
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		failure ??= error.code === 'EPIPE' ? undefined : `standard output failed: ${visibleText(error.message)}`;
	});
	return () => failure;
}

/** Prints a text and the end of its line; resolves when it has been flushed. */
export async function print(output: NodeJS.WriteStream, text: string): Promise<void> {
	output.write(`${text}\n`);
	await flushed(output);
}
