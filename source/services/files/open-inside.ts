import {constants, type Stats} from 'node:fs';
import {lstat, open, readlink, realpath, stat, type FileHandle} from 'node:fs/promises';
import path from 'node:path';
import {untrustedFolder} from './untrusted-folder.ts';

/** Why a file was not opened, for the log; the client is only told that it was not found. */
export type Refusal = {readonly refusal: string};

/** The calls to the file system; tests replace them by ones between which files change. */
export type FileSystem = {
	readonly realpath: (place: string) => Promise<string>;
	readonly stat: (place: string) => Promise<Stats>;
	readonly lstat: (place: string) => Promise<Stats>;
	readonly readlink: (place: string) => Promise<string>;
	readonly open: (place: string, flags: number) => Promise<FileHandle>;
};

const thisMachine: FileSystem = {realpath, stat, lstat, readlink, open};

/**
A flag is undefined, which counts as 0, where the system does not have it. Without O_NONBLOCK, opening a FIFO would wait
for a writer.
*/
const openFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
Opens a regular file below `root`, a folder whose own path has no links.

Links are resolved first and must end inside; the resulting path is then opened without following a link in its last
part (O_NOFOLLOW). A folder of the path may have become a link in between. Linux gives the path of an open file
(proc(5)), which is checked. Elsewhere every check by path has the same race, so nothing is opened where another user
could replace a folder of the path. A program of this user can still do so, by swapping a folder and a link at the
right moments of one request: then a file outside is opened.
*/
export async function openInside(
	root: string,
	name: string,
	files: FileSystem = thisMachine,
): Promise<FileHandle | Refusal> {
	let handle: FileHandle | undefined;
	try {
		const place = await files.realpath(path.join(root, name));
		if (!isInside(root, place)) {
			return {refusal: 'a link leads out of the folder'};
		}

		const hasPaths = await hasOpenFilePaths(files);
		const doubt = hasPaths ? undefined : await untrustedFolder(place, files);
		if (doubt !== undefined) {
			return {refusal: doubt};
		}

		handle = await files.open(place, openFlags);
		const refusal = await refusalOf(handle, {root, place, hasPaths}, files);
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

/** Why no file of a folder can be served on this machine; undefined when files can be served. */
export async function folderRefusal(root: string, files: FileSystem = thisMachine): Promise<string | undefined> {
	return await hasOpenFilePaths(files) ? undefined : untrustedFolder(path.join(root, 'any'), files);
}

type Opened = {readonly root: string; readonly place: string; readonly hasPaths: boolean};

async function refusalOf(
	handle: FileHandle,
	{root, place, hasPaths}: Opened,
	files: FileSystem,
): Promise<string | undefined> {
	const opened = await handle.stat();
	if (!opened.isFile()) {
		return 'not a regular file';
	}

	const actual = hasPaths ? await files.readlink(descriptorPath(handle.fd)) : await files.realpath(place);
	const known = await files.stat(place);
	return isInside(root, actual) && known.ino === opened.ino && known.dev === opened.dev
		? undefined
		: 'it was moved while it was opened';
}

/** Whether the system gives the path of an open file; tried with standard input. */
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
