/** Writes regular files that only their owner can read. */
import {constants} from 'node:fs';
import {mkdir, type FileHandle} from 'node:fs/promises';
import path from 'node:path';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {openChecked} from './open-checked.ts';
import {systemErrorText} from './messages.ts';

const hint = () => 'name a file that does not exist yet';

/**
Creates an empty file that only its owner can read; the caller closes it. A problem when the file exists and `overwrite`
is false, when the path is not a regular file, or when the system refuses.
*/
export async function createFile(
	file: string,
	{overwrite}: {readonly overwrite: boolean},
): Promise<FileHandle | Problem> {
	let handle: FileHandle | Problem | undefined;
	try {
		const flags = constants.O_WRONLY | constants.O_CREAT | (overwrite ? 0 : constants.O_EXCL);
		handle = await openChecked(file, {flags, hint});
		if (!isProblem(handle)) {
			await handle.chmod(0o600);
			await handle.truncate();
		}

		return handle;
	} catch (error) {
		await closeIfOpen(handle);
		return (error as NodeJS.ErrnoException).code === 'EEXIST'
			? problem(`${file} exists already`, undefined, 'overwrite=yes writes over it')
			: problem(`${file} cannot be written: ${systemErrorText(error)}`);
	}
}

/**
Appends to a file in one write, and creates it when it does not exist; afterwards only its owner can read it. A problem
when it is not a regular file; throws errors of the system.
*/
export async function appendTo(file: string, text: string): Promise<Problem | undefined> {
	const handle = await openChecked(file, {flags: constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, hint});
	if (isProblem(handle)) {
		return handle;
	}

	try {
		await handle.chmod(0o600);
		await handle.appendFile(text);
	} finally {
		await handle.close();
	}

	return undefined;
}

/**
Creates a folder that only its owner can read, and missing folders above it; throws errors of the system. Node's
`recursive` never ends below a folder that always gives ENOENT, as /proc does.
*/
export async function makeFolder(folder: string): Promise<void> {
	if (!await isCreated(folder)) {
		await makeFolder(path.dirname(folder));
		await mkdirIfMissing(folder);
	}
}

/** False when the folder above is missing. */
async function isCreated(folder: string): Promise<boolean> {
	try {
		await mkdirIfMissing(folder);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT' && path.dirname(folder) !== folder) {
			return false;
		}

		throw error;
	}
}

async function mkdirIfMissing(folder: string): Promise<void> {
	try {
		await mkdir(folder, {mode: 0o700});
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
			throw error;
		}
	}
}

async function closeIfOpen(handle: FileHandle | Problem | undefined): Promise<void> {
	if (handle !== undefined && !isProblem(handle)) {
		await handle.close();
	}
}
