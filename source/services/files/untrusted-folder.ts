import type {Stats} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** lstat(2): a path's status without following a link. */
type Lstat = {readonly lstat: (place: string) => Promise<Stats>};

/** Bits of a mode (inode(7)). */
const group_writes = 0o020;
const others_write = 0o002;
const sticky = 0o1000;

/**
Says why another user could replace a folder on the path to a file; undefined when none could.

Every folder from `/` on must belong to this user or to root, and a folder that contains another of the path must not be
writable by others, unless it is sticky, as /tmp is (only the owner of an entry may rename it). Checked from the first
folder on, no result can be made wrong by another user. An access control list shows in the group's bits (acl(5)).
*/
export async function untrustedFolder(place: string, {lstat}: Lstat): Promise<string | undefined> {
	const user = process.getuid?.();
	if (user === undefined) {
		return 'this system shows neither the path of an open file nor the owner of a folder';
	}

	const folders = foldersOf(place);
	for (const [index, folder] of folders.entries()) {
		const found = await lstat(folder);
		const refusal = refusalOf(folder, found, {user, hasFolder: index < folders.length - 1});
		if (refusal !== undefined) {
			return `${refusal}, and without /proc the path of an open file is not known`;
		}
	}

	return undefined;
}

function refusalOf(
	folder: string,
	found: Stats,
	{user, hasFolder}: {readonly user: number; readonly hasFolder: boolean},
): string | undefined {
	if (!found.isDirectory()) {
		return `${folder} was moved`;
	}

	if (found.uid !== user && found.uid !== 0) {
		return `${folder} belongs to another user`;
	}

	const isShared = (found.mode & (group_writes | others_write)) !== 0;
	return hasFolder && isShared && (found.mode & sticky) === 0
		? `others may change ${folder} (chmod go-w ${folder} ends that)`
		: undefined;
}

/** Every folder above a place, `/` first. */
function foldersOf(place: string): string[] {
	const folder = path.dirname(place);
	return folder === place ? [] : [...foldersOf(folder), folder];
}
