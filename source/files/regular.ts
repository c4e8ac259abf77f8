/**
Opening what a person names: regular files only, and never waiting for anybody.

A FIFO would wait for a writer, a terminal or a socket for input, /dev/zero has no end, and opening some devices (a watchdog, a tape) does something by itself: so what a path leads to is looked at before it is opened, without waiting (O_NONBLOCK) and without becoming our terminal (O_NOCTTY), and again after that, because it may be another one by then. O_NONBLOCK also lets reads of the few files of /proc that wait (kmsg) fail with EAGAIN.
*/
import {closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats} from 'node:fs';
import {open, stat, type FileHandle} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {Reading} from './reading.ts';
import {kindOf, tellRefusal} from './words.ts';

/** Each is a bit of its own, or 0 where the system has no such flag. */
const openFlags = constants.O_RDONLY + (constants.O_NONBLOCK ?? 0) + (constants.O_NOCTTY ?? 0);

/** A regular file, open for reading; it is the caller's to close. A problem says what else the path leads to, or why the system refuses, and what to do. */
export async function openRegular(file: string): Promise<FileHandle | Problem> {
	let handle: FileHandle | undefined;
	try {
		const wrong = otherThanRegular(file, await stat(file));
		if (wrong !== undefined) {
			return wrong;
		}

		handle = await open(file, openFlags);
		const changed = otherThanRegular(file, await handle.stat());
		if (changed === undefined) {
			return handle;
		}

		await handle.close();
		return changed;
	} catch (error) {
		await handle?.close();
		return refusedRead(file, error);
	}
}

/** All of a regular file of at most `max_bytes`; a problem as with `openRegular`, or when it has more. */
export async function readRegular(file: string, max_bytes: number): Promise<Uint8Array | Problem> {
	const handle = await openRegular(file);
	if (isProblem(handle)) {
		return handle;
	}

	try {
		const {size} = await handle.stat();
		const read = new Reading(file, size, max_bytes);
		for (let isMore = true; isMore && read.isTaking;) {
			const {bytesRead} = await handle.read(read.room());
			isMore = read.took(bytesRead);
		}

		return read.all();
	} catch (error) {
		return refusedRead(file, error);
	} finally {
		await handle.close();
	}
}

/** The same at once: for small files, and lines that are answered at once. */
export function readRegularNow(file: string, max_bytes: number): Uint8Array | Problem {
	let descriptor: number | undefined;
	try {
		const wrong = otherThanRegular(file, statSync(file));
		if (wrong !== undefined) {
			return wrong;
		}

		descriptor = openSync(file, openFlags);
		const found = fstatSync(descriptor);
		const changed = otherThanRegular(file, found);
		if (changed !== undefined) {
			return changed;
		}

		const read = new Reading(file, found.size, max_bytes);
		for (let isMore = true; isMore && read.isTaking;) {
			isMore = read.took(readSync(descriptor, read.room()));
		}

		return read.all();
	} catch (error) {
		return refusedRead(file, error);
	} finally {
		if (descriptor !== undefined) {
			closeSync(descriptor);
		}
	}
}

/** Nothing when it is a regular file. */
function otherThanRegular(file: string, found: Stats): Problem | undefined {
	const hints: Readonly<Record<string, string>> = {
		'a folder': 'name a file in it',
		'a FIFO': 'put what comes out of it into a file first',
		'a Unix socket': `connect unix:${file} talks to it`,
		'a device': 'put what is to be read of it into a file first',
	};
	const kind = kindOf(found);
	return found.isFile() ? undefined : problem(`${file} is ${kind}, not a regular file`, undefined, hints[kind]);
}

function refusedRead(file: string, error: unknown): Problem {
	const {code} = error as NodeJS.ErrnoException;
	const isMissing = code === 'ENOENT' && !path.isAbsolute(file);
	const hint = isMissing ? `relative paths begin at ${process.cwd()}` : hintsByErrno[code ?? ''];
	return problem(`${file} cannot be read: ${tellRefusal(error)}`, undefined, hint);
}

const hintsByErrno: Readonly<Record<string, string>> = {
	EACCES: 'its mode, or that of a folder above it, does not let this user read it',
	ENOTDIR: 'a part of the path is a file',
	ELOOP: 'its links lead in a circle',
	EAGAIN: 'a read of it would wait',
};
