/**
The file that bind(2) makes for a Unix listener, and its end.

libuv unlinks the path of a listener when that is closed (libuv: uv__pipe_close). By then another program may have
its file there: a server that is started again removes the old file and binds its own.
*/
import {lstatSync, renameSync} from 'node:fs';
import {randomUUID} from 'node:crypto';

/** Device and inode, which no other file has while the socket is open. */
export type FileIdentity = {readonly dev: bigint; readonly ino: bigint};

/**
What is at a path; undefined when nothing is, or it cannot be seen. A link is not followed, as unlink(2) does not.
*/
export function identityOf(path: string): FileIdentity | undefined {
	try {
		const {dev, ino} = lstatSync(path, {bigint: true});
		return {dev, ino};
	} catch {
		return undefined;
	}
}

/**
Calls `close`, after which a file at `path` that is not `own` is still there: it is put aside for that moment. True when
there was one. `path` and `own` are undefined for what has no file.
*/
export function closeWithOwnFile(path: string | undefined, own: FileIdentity | undefined, close: () => void): boolean {
	const present = path === undefined ? undefined : identityOf(path);
	if (path === undefined || own === undefined || present === undefined || isSame(present, own)) {
		close();
		return false;
	}

	const aside = `${path}.${randomUUID()}`;
	try {
		renameSync(path, aside);
	} catch {
		// Where nothing can be renamed, nothing can be unlinked either (rename(2), unlink(2)).
		close();
		return true;
	}

	close();
	renameSync(aside, path);
	return true;
}

function isSame(one: FileIdentity, other: FileIdentity): boolean {
	return one.dev === other.dev && one.ino === other.ino;
}
