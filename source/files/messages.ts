/** What is told of a path that is not what was wanted. */
import type {Stats} from 'node:fs';
import {getSystemErrorMessage} from 'node:util';

/** What a path leads to, with its article: `a folder`, `a FIFO`, `a device`. */
export function fileType(found: Stats): string {
	const kinds: ReadonlyArray<readonly [boolean, string]> = [
		[found.isFile(), 'a regular file'],
		[found.isDirectory(), 'a folder'],
		[found.isFIFO(), 'a FIFO'],
		[found.isSocket(), 'a Unix socket'],
		[found.isCharacterDevice() || found.isBlockDevice(), 'a device'],
	];
	return kinds.find(([fits]) => fits)?.[1] ?? 'of an unknown kind';
}

/** The errno of a refused call with what it means: `ENOENT, no such file or directory`. */
export function systemErrorText(error: unknown): string {
	const {code, errno} = error as NodeJS.ErrnoException;
	return code === undefined || errno === undefined ? String(error) : `${code}, ${getSystemErrorMessage(errno)}`;
}
