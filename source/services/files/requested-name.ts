import {Buffer} from 'node:buffer';
import path from 'node:path';
import {limits} from '../../core/limits.ts';

/** What a client asked for, or why that cannot be the name of a file in the folder. */
export type RequestedName = {readonly name: string; readonly refusal?: string};

const lineFeed = 0x0A;

/** Reads the name at the beginning of what was received first: up to the line feed (a CR before it does not count), or all of it. Only UTF-8 is a name, and nothing in it is decoded: `%2e%2e` is six characters. */
export function readRequestedName(bytes: Uint8Array): RequestedName {
	const end = bytes.indexOf(lineFeed);
	const text = Buffer.from(end === -1 ? bytes : bytes.subarray(0, end)).toString('utf8');
	const name = end !== -1 && text.endsWith('\r') ? text.slice(0, -1) : text;
	const refusal = refusalOf(name, path.sep);
	return {name, ...(refusal !== undefined && {refusal})};
}

/** Why a name is refused before the disk is asked; `separator` is the system's: a backslash separates only where it is one. */
export function refusalOf(name: string, separator: string): string | undefined {
	if (name === '') {
		return 'no name was given';
	}

	if (name.length > limits.file_name_bytes) {
		return `a name has ${limits.file_name_bytes} bytes at the most`;
	}

	if (name.includes('\0')) {
		return 'a name has no NUL';
	}

	if (name.includes('\u{FFFD}')) {
		return 'the name is not UTF-8';
	}

	const isWindows = separator === '\\';
	if (name.startsWith('/') || (isWindows && /^\\|:/v.test(name))) {
		return 'an absolute name leads out of the folder';
	}

	return name.split(isWindows ? /[\/\\]/v : '/').includes('..') ? 'the name leads out of the folder by ..' : undefined;
}
