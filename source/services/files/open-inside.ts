import {constants, type Stats} from 'node:fs';
import {lstat, open, readlink, realpath, stat, type FileHandle} from 'node:fs/promises';
import path from 'node:path';
import {untrustedFolder} from './untrusted-folder.ts';

/** Why a file was not opened, for the log; the client learns nothing but that it was not found. */
export type Refusal = {readonly refusal: string};

/** What is asked of the file system: tests hand in one in which somebody else is at work between two questions. */
export type FileSystem = {
	readonly realpath: (place: string) => Promise<string>;
	readonly stat: (place: string) => Promise<Stats>;
	readonly lstat: (place: string) => Promise<Stats>;
	readonly readlink: (place: string) => Promise<string>;
	readonly open: (place: string, flags: number) => Promise<FileHandle>;
};

const thisMachine: FileSystem = {realpath, stat, lstat, readlink, open};

/** Each is a bit of its own, or 0 where the system has no such flag. Without O_NONBLOCK the open of a FIFO would wait for somebody to write. */
const openFlags = constants.O_RDONLY + (constants.O_NOFOLLOW ?? 0) + (constants.O_NONBLOCK ?? 0) + (constants.O_NOCTTY ?? 0);

/**
Opens a regular file below `root`, a folder without links in its own name.

Links are followed first and must end inside; the place they lead to is then opened without following a link in its last part (O_NOFOLLOW). A folder on the way may have become a link in between. Linux tells where an open file lies (proc(5)), which settles it. Elsewhere every question by path meets the same race, so nothing is opened where another user could swap a folder on the way.
*/
export async function openInside(root: string, name: string, files: FileSystem = thisMachine): Promise<FileHandle | Refusal> {
	let handle: FileHandle | undefined;
	try {
		const place = await files.realpath(path.join(root, name));
		if (!isInside(root, place)) {
			return {refusal: 'a link leads out of the folder'};
		}

		const tellsPlaces = await hasOpenFilePaths(files);
		const doubt = tellsPlaces ? undefined : await untrustedFolder(place, files);
		if (doubt !== undefined) {
			return {refusal: doubt};
		}

		handle = await files.open(place, openFlags);
		const refusal = await refusalOf(handle, {root, place, tellsPlaces}, files);
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

/** Why no file of a folder can be served on this machine, whatever its name; nothing when some can. */
export async function folderRefusal(root: string, files: FileSystem = thisMachine): Promise<string | undefined> {
	return await hasOpenFilePaths(files) ? undefined : untrustedFolder(path.join(root, 'any'), files);
}

type Opened = {readonly root: string; readonly place: string; readonly tellsPlaces: boolean};

async function refusalOf(handle: FileHandle, {root, place, tellsPlaces}: Opened, files: FileSystem): Promise<string | undefined> {
	const opened = await handle.stat();
	if (!opened.isFile()) {
		return 'not a regular file';
	}

	const lies = tellsPlaces ? await files.readlink(descriptorPath(handle.fd)) : await files.realpath(place);
	const known = await files.stat(place);
	return isInside(root, lies) && known.ino === opened.ino && known.dev === opened.dev ? undefined : 'it was moved while it was opened';
}

/** Whether the system tells the place of an open file: of standard input, for one. */
async function hasOpenFilePaths(files: FileSystem): Promise<boolean> {
	try {
		await files.lstat(path.dirname(descriptorPath(0)));
		return true;
	} catch {
		return false;
	}
}

function descriptorPath(descriptor: number): string {
	return `/proc/self/fd/${descriptor}`;
}

function isInside(root: string, place: string): boolean {
	const relative = path.relative(root, place);
	return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
