/** Reads regular files. */
import {closeSync, constants, fstatSync, readSync} from 'node:fs';
import type {FileHandle} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {openChecked, openCheckedSync, type OpenOptions} from './open-checked.ts';
import {ReadBuffer} from './read-buffer.ts';
import {systemErrorText} from './messages.ts';

/**
Opens a regular file for reading; the caller closes it. A problem when the path is something else or the system refuses.
*/
export async function openRegular(file: string): Promise<FileHandle | Problem> {
	try {
		return await openChecked(file, readOptions(file));
	} catch (error) {
		return readProblem(file, error);
	}
}

/** Reads a regular file of at most `max_bytes`; a problem as with `openRegular`, or when it is larger. */
export async function readRegular(file: string, max_bytes: number): Promise<Uint8Array | Problem> {
	const handle = await openRegular(file);
	if (isProblem(handle)) {
		return handle;
	}

	try {
		const {size} = await handle.stat();
		const read = new ReadBuffer(file, size, max_bytes);
		for (let isMore = true; isMore && read.isWithinLimit;) {
			const {bytesRead} = await handle.read(read.room());
			isMore = read.advance(bytesRead);
		}

		return read.all();
	} catch (error) {
		return readProblem(file, error);
	} finally {
		await handle.close();
	}
}

/** The same, synchronously. */
export function readRegularSync(file: string, max_bytes: number): Uint8Array | Problem {
	let descriptor: number | undefined;
	try {
		const opened = openCheckedSync(file, readOptions(file));
		if (isProblem(opened)) {
			return opened;
		}

		descriptor = opened;
		const read = new ReadBuffer(file, fstatSync(descriptor).size, max_bytes);
		for (let isMore = true; isMore && read.isWithinLimit;) {
			isMore = read.advance(readSync(descriptor, read.room()));
		}

		return read.all();
	} catch (error) {
		return readProblem(file, error);
	} finally {
		if (descriptor !== undefined) {
			closeSync(descriptor);
		}
	}
}

function readOptions(file: string): OpenOptions {
	const hints: Readonly<Record<string, string>> = {
		'a folder': 'name a file in it',
		'a FIFO': 'put what comes out of it into a file first',
		'a Unix socket': `connect unix:${file} talks to it`,
		'a device': 'put what is to be read of it into a file first',
	};
	return {flags: constants.O_RDONLY, hint: kind => hints[kind]};
}

const hintsByErrno: Readonly<Record<string, string>> = {
	EACCES: 'its mode, or that of a folder above it, does not let this user read it',
	ENOTDIR: 'a part of the path is a file',
	ELOOP: 'its links lead in a circle',
	EAGAIN: 'a read of it would wait',
};

function readProblem(file: string, error: unknown): Problem {
	const {code} = error as NodeJS.ErrnoException;
	const isMissing = code === 'ENOENT' && !path.isAbsolute(file);
	const hint = isMissing ? `relative paths begin at ${process.cwd()}` : hintsByErrno[code ?? ''];
	return problem(`${file} cannot be read: ${systemErrorText(error)}`, undefined, hint);
}
