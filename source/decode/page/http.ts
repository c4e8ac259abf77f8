/** HTTP: start line and header fields as they came, and the body without its chunks. */
import {Buffer} from 'node:buffer';
import {asBuffer} from '../../core/bytes.ts';
import {formatCount} from '../../core/quantities.ts';
import {bodyLines, hexLines, part} from './body.ts';

export function httpPage(bytes: Uint8Array): readonly string[] {
	const text = asBuffer(bytes).toString('latin1');
	const blank = /\r?\n\r?\n/v.exec(text);
	const end = blank === null ? text.length : blank.index + blank[0].length;
	const head = Buffer.from(text.slice(0, blank?.index ?? text.length), 'latin1').toString('utf8').split(/\r?\n/v);
	const rest = bytes.subarray(end);
	const body = head.some(line => /^transfer-encoding:.*chunked/iv.test(line)) ? withoutChunks(rest) : rest;
	const coding = head.find(line => /^content-encoding:/iv.test(line));
	const lines = coding === undefined || /identity/iv.test(coding) ? bodyLines(body) : hexLines(body);
	return [...head, ...part(`Body, ${formatCount(body.length)} B`, lines)];
}

/** The data of the chunks, as far as they are there (RFC 9112, section 7.1). */
function withoutChunks(bytes: Uint8Array): Uint8Array {
	const parts: Uint8Array[] = [];
	for (let at = 0; at < bytes.length;) {
		const end = bytes.indexOf(0x0A, at);
		const size = end === -1 ? 0 : Number.parseInt(Buffer.from(bytes.subarray(at, end)).toString('latin1'), 16);
		if (!(size > 0)) {
			break;
		}

		parts.push(bytes.subarray(end + 1, end + 1 + size));
		at = bytes.indexOf(0x0A, end + 1 + size) + 1;
		if (at === 0) {
			break;
		}
	}

	return Buffer.concat(parts);
}
