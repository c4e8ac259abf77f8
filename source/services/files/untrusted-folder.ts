import type {Stats} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Asks what stands at a path, without following a link. */
type Lstat = {readonly lstat: (place: string) => Promise<Stats>};

/** Bits of a mode (inode(7)). */
const group_writes = 0o020;
const others_write = 0o002;
const sticky = 0o1000;

/**
A sentence when another user could put something else in the place of a folder on the way to a file; nothing when none could.

Every folder from `/` on has to belong to this user or to root, and the ones with further folders on the way in them must not be writable by anybody else, save where only the owner of an entry may rename it (sticky, as /tmp). So no answer can be outdated by another user, from the first folder on. An access control list shows in the group's bits (acl(5)).
*/
export async function untrustedFolder(place: string, {lstat}: Lstat): Promise<string | undefined> {
	const user = process.getuid?.();
	if (user === undefined) {
		return 'this system tells neither where an open file lies nor who may change a folder';
	}

	const folders = foldersOf(place);
	for (const [index, folder] of folders.entries()) {
		const found = await lstat(folder);
		const refusal = refusalOf(folder, found, {user, hasFolder: index < folders.length - 1});
		if (refusal !== undefined) {
			return `${refusal}, and without /proc nobody can tell where the file opened lies`;
		}
	}

	return undefined;
}

function refusalOf(folder: string, found: Stats, {user, hasFolder}: {readonly user: number; readonly hasFolder: boolean}): string | undefined {
	if (!found.isDirectory()) {
		return `${folder} was moved`;
	}

	if (found.uid !== user && found.uid !== 0) {
		return `${folder} belongs to another user`;
	}

	const isShared = has(found.mode, group_writes) || has(found.mode, others_write);
	return hasFolder && isShared && !has(found.mode, sticky) ? `others may change ${folder} (chmod go-w ${folder} ends that)` : undefined;
}

/** Every folder above a place, `/` first. */
function foldersOf(place: string): string[] {
	const folder = path.dirname(place);
	return folder === place ? [] : [...foldersOf(folder), folder];
}

function has(mode: number, bit: number): boolean {
	return Math.floor(mode / bit) % 2 === 1;
}
