/** The ways to write to a recording's file. */
import {Buffer} from 'node:buffer';
import fs from 'node:fs';

/** Where the bytes of a recording go; every byte has its place. */
export type Output = {
	/** Writes at a place; `done` hears how many bytes were taken, perhaps fewer, or why none were. */
	write(pieces: readonly Uint8Array[], at: number, done: (error: NodeJS.ErrnoException | undefined, written: number) => void): void;
	/** The same at once, for when the process ends; throws. */
	writeNow(pieces: readonly Uint8Array[], at: number): void;
	/** Cuts it off behind `length` bytes and closes it. */
	close(length: number): Promise<void>;
};

/** Waits for the disk in no thread of JavaScript. */
export function fileOutput(handle: fs.promises.FileHandle): Output {
	return {
		...waitingOutput(handle),
		write(pieces, at, done) {
			fs.writev(handle.fd, pieces, at, (error, written) => {
				done(error ?? undefined, written);
			});
		},
	};
}

/** Waits for the disk: for a thread that does nothing else. */
export function waitingOutput(handle: fs.promises.FileHandle): Output {
	return {
		write(pieces, at, done) {
			let written = 0;
			let refusal: NodeJS.ErrnoException | undefined;
			try {
				written = fs.writevSync(handle.fd, pieces, at);
			} catch (error) {
				refusal = error as NodeJS.ErrnoException;
			}

			done(refusal, written);
		},
		writeNow(pieces, at) {
			const bytes = Buffer.concat(pieces);
			for (let written = 0; written < bytes.length;) {
				written += fs.writeSync(handle.fd, bytes, written, bytes.length - written, at + written);
			}
		},
		async close(length) {
			await handle.truncate(length);
			await handle.close();
		},
	};
}
