import {concatBytes} from './bytes.ts';
import {limits} from './limits.ts';
import {sizeOf, type Data, type DataPart} from './literals.ts';
import type {Macro} from './macros.ts';
import {isProblem, problem, type Problem} from './problem.ts';
import {formatSize} from './quantities.ts';

const encoder = new TextEncoder();
const hexDigits = '0123456789abcdef';

/** The sources of bytes that a line only names. */
export type DataSources = {
	/** Random bytes from the session's seed. */
	readonly random: (length_bytes: number) => Uint8Array;
	/** The text that a macro gives this time. */
	readonly macro: (macro: Macro) => string;
	/** A problem says why the file cannot be read; its place is filled in here. */
	readonly readFile: (path: string) => Uint8Array | Problem;
};

/**
The bytes that DATA stands for, `max_bytes` at most: what would be more is not made. The place of a problem is that of
its literal in the text that was parsed.
*/
export function dataBytes(
	data: Data,
	sources: DataSources,
	max_bytes: number = limits.file_bytes,
): Problem | Uint8Array {
	const pieces: Uint8Array[] = [];
	let size_bytes = 0;
	for (const part of data) {
		const isTooLong = size_bytes + sizeOf(part) > max_bytes;
		const piece = isTooLong ? tooLong(part, max_bytes) : partBytes(part, sources);
		if (isProblem(piece)) {
			return part.kind === 'file' ? {...piece, start: part.start, end: part.end} : piece;
		}

		size_bytes += piece.length;
		if (size_bytes > max_bytes) {
			return tooLong(part, max_bytes);
		}

		pieces.push(piece);
	}

	return pieces.length === 1 ? pieces[0]! : concatBytes(pieces);
}

/**
A counting pattern: every 16 bytes are their own offset in 15 hex digits, and a line feed.

```
000000000000000
000000000000010
000000000000020
```

In a hexdump of 16 bytes a row the text equals the offset, unless bytes were lost, duplicated or reordered.
*/
export function patternBytes(length_bytes: number): Uint8Array {
	const bytes = new Uint8Array(length_bytes).fill(0x30);
	for (let row = 0; row < length_bytes; row += 16) {
		let rest = row;
		for (let at = row + 14; rest > 0; at--) {
			const digit = rest % 16;
			bytes[at] = hexDigits.codePointAt(digit)!;
			rest = (rest - digit) / 16;
		}

		bytes[row + 15] = 0x0A;
	}

	return bytes;
}

/** The zeros that were asked for last, while they are in memory: a line that is repeated sends the same again. */
let lastZeros = new WeakRef(new Uint8Array(0));

/** Nobody changes what DATA has become, so it may be given to several. */
function zeroBytes(length_bytes: number): Uint8Array {
	const last = lastZeros.deref();
	if (last?.length === length_bytes) {
		return last;
	}

	const zeros = new Uint8Array(length_bytes);
	lastZeros = new WeakRef(zeros);
	return zeros;
}

function tooLong(part: DataPart, max_bytes: number): Problem {
	return problem(`these are more than ${formatSize(max_bytes)}`, part.kind === 'file' ? part : undefined);
}

function partBytes(part: DataPart, {random, macro, readFile}: DataSources): Problem | Uint8Array {
	switch (part.kind) {
		case 'bytes': {
			return part.bytes;
		}

		case 'macro': {
			return encoder.encode(macro(part.macro));
		}

		case 'zeros': {
			return zeroBytes(part.length_bytes);
		}

		case 'random': {
			return random(part.length_bytes);
		}

		case 'pattern': {
			return patternBytes(part.length_bytes);
		}

		case 'file': {
			return readFile(part.path);
		}
	}
}
