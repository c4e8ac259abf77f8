/**
Opening what a person names: regular files only, and never waiting for anybody.

A FIFO would wait for its other end, a terminal or a socket for input, /dev/zero has no end, and opening some devices (a watchdog, a tape) does something by itself: so what a path leads to is looked at before it is opened, without waiting (O_NONBLOCK) and without becoming our terminal (O_NOCTTY), and again after that, because it may be another one by then. O_NONBLOCK also lets reads of the few files of /proc that wait (kmsg) fail with EAGAIN.
*/
import {closeSync, constants, fstatSync, openSync, statSync, type Stats} from 'node:fs';
import {open, stat, type FileHandle} from 'node:fs/promises';
import {problem, type Problem} from '../core/problem.ts';
import {fileType} from './messages.ts';

/** Each is a bit of its own, or 0 where the system has no such flag. */
const neverBlocking = (constants.O_NONBLOCK ?? 0) + (constants.O_NOCTTY ?? 0);

const owner_only = 0o600;

export type OpenOptions = {
	/** O_RDONLY and the like, as a sum. A file that is made is its owner's alone. */
	readonly flags: number;
	/** What to do where the path leads to something else: to `a folder`, `a FIFO`… */
	readonly hint: (kind: string) => string | undefined;
};

/** A regular file, opened; it is the caller's to close. A problem says what else the path leads to; throws what the system refuses. */
export async function openChecked(file: string, {flags, hint}: OpenOptions): Promise<FileHandle | Problem> {
	const wrong = notRegular(file, await statIfThere(file), hint);
	if (wrong !== undefined) {
		return wrong;
	}

	const handle = await open(file, flags + neverBlocking, owner_only);
	const changed = notRegular(file, await handle.stat(), hint);
	if (changed !== undefined) {
		await handle.close();
	}

	return changed ?? handle;
}

/** The same at once; answers the descriptor. */
export function openCheckedSync(file: string, {flags, hint}: OpenOptions): number | Problem {
	const wrong = notRegular(file, statSync(file, {throwIfNoEntry: false}), hint);
	if (wrong !== undefined) {
		return wrong;
	}

	const descriptor = openSync(file, flags + neverBlocking, owner_only);
	const changed = notRegular(file, fstatSync(descriptor), hint);
	if (changed !== undefined) {
		closeSync(descriptor);
	}

	return changed ?? descriptor;
}

async function statIfThere(file: string): Promise<Stats | undefined> {
	try {
		return await stat(file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return undefined;
		}

		throw error;
	}
}

/** Nothing when it is a regular file, or not there. */
function notRegular(file: string, found: Stats | undefined, hint: OpenOptions['hint']): Problem | undefined {
	return found === undefined || found.isFile()
		? undefined
		: problem(`${file} is ${fileType(found)}, not a regular file`, undefined, hint(fileType(found)));
}
