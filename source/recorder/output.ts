/** Writing to a recording's file, at positions. */
import {Buffer} from 'node:buffer';
import fs from 'node:fs';

type WriteDone = (error: NodeJS.ErrnoException | undefined, written: number) => void;

/** A file that is written at positions. */
export type Output = {
	/**
	Writes at a position, as writev(2): `done` is called with how many bytes were written, perhaps fewer than asked, or
	with the error.
	*/
	write(parts: readonly Uint8Array[], at: number, done: WriteDone): void;
	/** Writes all of it, blocking, for when the process exits; throws. */
	writeNow(parts: readonly Uint8Array[], at: number): void;
	/** Truncates the file to `length` bytes. The file is closed then, if it was opened for this. */
	close(length: number): Promise<void>;
};

/** Writes in libuv's thread pool: the calling thread does not block. */
export function fileOutput(handle: fs.promises.FileHandle): Output {
	return {
		...blockingOutput(handle.fd),
		write(parts, at, done) {
			fs.writev(handle.fd, parts, at, (error, written) => {
				done(error ?? undefined, written);
			});
		},
		async close(length) {
			await handle.truncate(length);
			await handle.close();
		},
	};
}

/** Blocks while the disk writes: for a thread that does nothing else. Another thread opened the file, and closes it. */
export function blockingOutput(fd: number): Output {
	return {
		write(parts, at, done) {
			let written = 0;
			let refusal: NodeJS.ErrnoException | undefined;
			try {
				written = fs.writevSync(fd, parts, at);
			} catch (error) {
				refusal = error as NodeJS.ErrnoException;
			}

			done(refusal, written);
		},
		writeNow(parts, at) {
			const bytes = Buffer.concat(parts);
			for (let written = 0; written < bytes.length;) {
				written += fs.writeSync(fd, bytes, written, bytes.length - written, at + written);
			}
		},
		async close(length) {
			fs.ftruncateSync(fd, length);
		},
	};
}
