import {Buffer} from 'node:buffer';
import path from 'node:path';
import {limits} from '../../core/limits.ts';

/** The name that a client sent, and why it is refused, if it is. */
export type RequestedName = {readonly name: string; readonly refusal?: string};

const lineFeed = 0x0A;

/**
Reads the name from the first bytes received: up to the line feed (a CR before it is removed), or all of them. A name is
UTF-8 and is not decoded further: `%2e%2e` is six characters.
*/
export function readRequestedName(bytes: Uint8Array): RequestedName {
	const end = bytes.indexOf(lineFeed);
	const text = Buffer.from(end === -1 ? bytes : bytes.subarray(0, end)).toString('utf8');
	const name = end !== -1 && text.endsWith('\r') ? text.slice(0, -1) : text;
	const refusal = refusalOf(name, path.sep);
	return {name, ...(refusal !== undefined && {refusal})};
}

/**
Why a name is refused without reading the disk; undefined when it is not. `separator` is the system's: a backslash
separates only where it is one.
*/
export function refusalOf(name: string, separator: string): string | undefined {
	if (name === '') {
		return 'no name was given';
	}

	if (name.length > limits.file_name_bytes) {
		return `a name has ${limits.file_name_bytes} bytes at most`;
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
