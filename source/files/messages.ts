/** Texts for problems with files. */
import type {Stats} from 'node:fs';
import {getSystemErrorMap} from 'node:util';

/** The type of a file, with its article: `a folder`, `a FIFO`, `a device`. */
export function fileType(found: Stats): string {
	const types: ReadonlyArray<readonly [boolean, string]> = [
		[found.isFile(), 'a regular file'],
		[found.isDirectory(), 'a folder'],
		[found.isFIFO(), 'a FIFO'],
		[found.isSocket(), 'a Unix socket'],
		[found.isCharacterDevice() || found.isBlockDevice(), 'a device'],
	];
	return types.find(([fits]) => fits)?.[1] ?? 'of an unknown kind';
}

/** The errno of a failed call with its message: `ENOENT, no such file or directory`. */
export function systemErrorText(error: unknown): string {
	const {code, errno} = error as NodeJS.ErrnoException;
	const message = getSystemErrorMap().get(errno ?? 0)?.[1];
	return code === undefined || message === undefined ? String(error) : `${code}, ${message}`;
}
