/**
Opens files named by the user: regular files only, without blocking.

A FIFO would block until its other end is opened, a terminal or a socket until there is input, /dev/zero has no end, and
opening some devices (a watchdog, a tape) has side effects. So the path is checked before it is opened, and the open
file again, because the path may have changed between. Files are opened with O_NONBLOCK and O_NOCTTY; reads of the few
files of /proc that would block (kmsg) then fail with EAGAIN.
*/
import {closeSync, constants, fstatSync, openSync, statSync, type Stats} from 'node:fs';
import {open, stat, type FileHandle} from 'node:fs/promises';
import {problem, type Problem} from '../core/problem.ts';
import {fileType} from './messages.ts';

/** A flag is undefined, which counts as 0, where the system does not have it. */
const neverBlocking = constants.O_NONBLOCK | constants.O_NOCTTY;

const owner_only = 0o600;

export type OpenOptions = {
	/** Flags of open(2). A file that is created can be read only by its owner. */
	readonly flags: number;
	/** The hint when the path is something else: `a folder`, `a FIFO`… */
	readonly hint: (kind: string) => string | undefined;
};

/**
Opens a regular file; the caller closes it. A problem when the path is something else; throws errors of the system.
*/
export async function openChecked(file: string, {flags, hint}: OpenOptions): Promise<FileHandle | Problem> {
	const wrong = notRegular(file, await statIfThere(file), hint);
	if (wrong !== undefined) {
		return wrong;
	}

	const handle = await open(file, flags | neverBlocking, owner_only);
	const changed = notRegular(file, await handle.stat(), hint);
	if (changed !== undefined) {
		await handle.close();
	}

	return changed ?? handle;
}

/** The same, synchronously; returns the descriptor. */
export function openCheckedSync(file: string, {flags, hint}: OpenOptions): number | Problem {
	const wrong = notRegular(file, statSync(file, {throwIfNoEntry: false}), hint);
	if (wrong !== undefined) {
		return wrong;
	}

	const descriptor = openSync(file, flags | neverBlocking, owner_only);
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

/** A problem unless it is a regular file or does not exist. */
function notRegular(file: string, found: Stats | undefined, hint: OpenOptions['hint']): Problem | undefined {
	return found === undefined || found.isFile()
		? undefined
		: problem(`${file} is ${fileType(found)}, not a regular file`, undefined, hint(fileType(found)));
}
