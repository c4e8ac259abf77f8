import {constants} from 'node:fs';
import {open, readlink, realpath, stat, type FileHandle} from 'node:fs/promises';
import path from 'node:path';

/** Why a file was not opened, for the log; the client learns nothing but that it was not found. */
export type Refusal = {readonly refusal: string};

/** Each is a bit of its own, or 0 where the system has no such flag. */
const openFlags = constants.O_RDONLY + (constants.O_NOFOLLOW ?? 0) + (constants.O_NONBLOCK ?? 0);

/**
Opens a regular file below `root`, a folder without links in its own name.

Links are followed first and must end inside; the place they lead to is then opened without following any (O_NOFOLLOW), and what was opened is asked once more where it lies. So a link that is put there in between opens nothing.
*/
export async function openInside(root: string, name: string): Promise<FileHandle | Refusal> {
	let handle: FileHandle | undefined;
	try {
		const place = await realpath(path.join(root, name));
		if (!isInside(root, place)) {
			return {refusal: 'a link leads out of the folder'};
		}

		// Without O_NONBLOCK the open of a FIFO would wait for somebody to write.
		handle = await open(place, openFlags);
		const refusal = await refusalOf(handle, root, place);
		if (refusal === undefined) {
			return handle;
		}

		await handle.close();
		return {refusal};
	} catch (error) {
		await handle?.close();
		return {refusal: (error as NodeJS.ErrnoException).code ?? String(error)};
	}
}

async function refusalOf(handle: FileHandle, root: string, place: string): Promise<string | undefined> {
	const opened = await handle.stat();
	if (!opened.isFile()) {
		return 'not a regular file';
	}

	const lies = await placeOf(handle, place);
	const known = await stat(place);
	return isInside(root, lies) && known.ino === opened.ino && known.dev === opened.dev ? undefined : 'it was moved while it was opened';
}

/** Where an open file lies: Linux tells (proc(5)), elsewhere its name is followed again. */
async function placeOf(handle: FileHandle, place: string): Promise<string> {
	try {
		return await readlink(`/proc/self/fd/${handle.fd}`);
	} catch {
		return realpath(place);
	}
}

function isInside(root: string, place: string): boolean {
	const way = path.relative(root, place);
	return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}
