import process from 'node:process';
import {flushed} from './flushed.ts';

/** Nobody reads what is printed any more: that is no failure, and the exit code says enough. */
export function ignoreReadersGone(): void {
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', () => undefined);
	}
}

/** Prints a text and the end of its line; resolves when it has been flushed. */
export async function print(output: NodeJS.WriteStream, text: string): Promise<void> {
	output.write(`${text}\n`);
	await flushed(output);
}
