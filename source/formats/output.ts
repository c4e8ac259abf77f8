/** Files that are made for recordings, and the ways to write to them. */
import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {problem, type Problem} from '../core/problem.ts';

/** Where the bytes of a recording go; every byte has its place. */
export type Output = {
	/** Writes at a place; `done` hears how many bytes were taken, perhaps fewer, or why none were. */
	write(pieces: readonly Uint8Array[], at: number, done: (error: NodeJS.ErrnoException | undefined, written: number) => void): void;
	/** The same at once, for when the process ends; throws. */
	writeNow(pieces: readonly Uint8Array[], at: number): void;
	/** Cuts it off behind `length` bytes and closes it. */
	close(length: number): Promise<void>;
};

/** Makes a file that only its owner can read. A problem when there is one already and `overwrite` is not said, when it is no file, or when the system refuses. */
export async function createFile(path: string, {overwrite}: {readonly overwrite: boolean}): Promise<fs.promises.FileHandle | Problem> {
	try {
		const there = fs.statSync(path, {throwIfNoEntry: false});
		if (there?.isFile() === false) {
			return problem(`${path} is there and is no file`);
		}

		const handle = await fs.promises.open(path, overwrite ? 'w' : 'wx', 0o600);
		await handle.chmod(0o600);
		return handle;
	} catch (error) {
		const {code = String(error)} = error as NodeJS.ErrnoException;
		return code === 'EEXIST'
			? problem(`${path} is there already`, undefined, 'overwrite=yes writes over it')
			: problem(`${path} cannot be written: ${code}`);
	}
}

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
