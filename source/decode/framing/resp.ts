/** RESP: values within values, without reading more of them than their sizes. */
import {Buffer} from 'node:buffer';
import {isTypeByte, max_depth, max_line_bytes, readHead} from '../resp.ts';
import type {Framer, FrameFacts, Framing} from './framing.ts';

export const respFramer: Framer = {protocol: 'RESP', frame: readValue, quick: valueLength};

/** The length of a value that has come as a whole. */
function valueLength(bytes: Uint8Array): number {
	let at = 0;
	for (let left = 1; left > 0; left--) {
		const end = bytes.indexOf(0x0A, at) + 1;
		const head = end === 0 ? undefined : readHead(Buffer.from(bytes.subarray(at, end)).toString('latin1'));
		if (head === undefined) {
			return 0;
		}

		at = head.bytes === undefined ? end : end + head.bytes + 2;
		left += head.values ?? 0;
		if (at > bytes.length || bytes[at - 1] !== 0x0A) {
			return 0;
		}
	}

	return at;
}

function * readValue({rest}: FrameFacts): Framing {
	if (!isTypeByte(rest[0]!)) {
		return false;
	}

	/** Values that are still to come, at each depth. */
	const left = [1];
	while (left.length > 0) {
		if (left.at(-1) === 0) {
			left.pop();
			continue;
		}

		left.push(left.pop()! - 1);
		const line = yield {line: max_line_bytes};
		const head = readHead(Buffer.from(line).toString('utf8'));
		if (head === undefined || left.length > max_depth) {
			return false;
		}

		if (head.bytes !== undefined) {
			yield {skip: head.bytes};
			const end = yield {take: 2};
			if (end[0] !== 0x0D || end[1] !== 0x0A) {
				return false;
			}
		}

		left.push(head.values ?? 0);
	}

	return true;
}
