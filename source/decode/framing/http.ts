/** HTTP/1: header fields, and the body that they announce (RFC 9112, section 6.3). */
import {asBuffer} from '../../core/bytes.ts';
import {isStartLine, max_start_line_bytes} from '../http.ts';
import type {Framer, FrameFacts, Framing} from './framing.ts';

/** As many bytes as every start line has, and a look that no other text has often. */
const opening_bytes = 5;
const opening = /^(?:HTTP\/|[A-Z]{3,4} |[A-Z]{3,5}$)/v;
const max_field_bytes = 65_536;
const max_size_line_bytes = 1024;

export const httpFramer: Framer = {protocol: 'HTTP', frame: readMessage};

function * readMessage({rest}: FrameFacts): Framing {
	// Of fewer bytes, what they could become.
	if (!opening.test(latin(rest.subarray(0, opening_bytes)).padEnd(opening_bytes, 'A'))) {
		return false;
	}

	const first = latin(yield {take: opening_bytes});

	const start = first + latin(yield {line: max_start_line_bytes});
	if (!isStartLine(start)) {
		return false;
	}

	const body = yield * readFields();
	if (body === undefined) {
		return false;
	}

	if (body === 'chunked') {
		return yield * readChunks();
	}

	const isOpenEnded = start.startsWith('HTTP/') && !/ (?:1\d\d|204|304)\b/v.test(start);
	const length = body.length ?? (isOpenEnded ? Infinity : 0);
	if (length > 0) {
		yield {skip: length};
	}

	return true;
}

type Body = 'chunked' | {readonly length: number | undefined};

function * readFields(): Generator<{readonly line: number}, Body | undefined, Uint8Array> {
	let isChunked = false;
	let length: number | undefined;
	for (;;) {
		const line = latin(yield {line: max_field_bytes});
		if (!line.endsWith('\n')) {
			return undefined;
		}

		if (line.trim() === '') {
			return isChunked ? 'chunked' : {length};
		}

		const colon = line.indexOf(':');
		const name = line.slice(0, Math.max(0, colon)).toLowerCase();
		const value = line.slice(colon + 1).trim();
		isChunked ||= name === 'transfer-encoding' && /chunked/iv.test(value);
		if (name === 'content-length' && /^\d{1,15}$/v.test(value)) {
			length ??= Number(value);
		}
	}
}

function * readChunks(): Framing {
	for (;;) {
		const line = latin(yield {line: max_size_line_bytes});
		const size = /^[\da-f]{1,12}/iv.exec(line)?.[0];
		if (size === undefined) {
			return false;
		}

		const length = Number.parseInt(size, 16);
		if (length === 0) {
			yield * readFields();
			return true;
		}

		yield {skip: length};
		yield {line: 2};
	}
}

function latin(bytes: Uint8Array): string {
	return asBuffer(bytes).toString('latin1');
}
