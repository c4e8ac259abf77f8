import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import {limits} from '../../source/core/limits.ts';
import {decode} from '../../source/decode/decode.ts';
import {messagePage} from '../../source/decode/page/page.ts';
import * as captured from '../decode/captured.ts';
import {anyBytes, bytesOf, edited, sentenceOf} from './arbitraries.ts';
import {defineFuzzer} from './fuzzer.ts';

const samples = Object.values(captured).map(bytes => Buffer.from(bytes).toString('latin1'));
const openings = ['HTTP/1.1 200 OK\r\n', 'GET / HTTP/1.1\r\n', 'Content-Length: 5\r\n', 'Content-Length: 1e9\r\n', 'Transfer-Encoding: chunked\r\n', '\r\n', 'FFFFFFFFFFFFFFFF\r\n', '*3\r\n', '*-1\r\n', '$5\r\n', '%2\r\n', '+OK\r\n', ':1\r\n', '{', '}', '[', ']', '"a":', String.raw`\u`, '\u{16}\u{3}\u{3}\0\u{20}', '\u{1}\0\0\u{1C}\u{3}\u{3}', '\u{10}\u{C}\0\u{4}MQTT\u{4}', '0\u{FF}\u{FF}\u{FF}\u{7F}', '\u{12}\u{34}\u{1}\0\0\u{1}\0\0\0\0\0\0', '\u{C0}\u{C}', '\u{3F}', '\0\0\0\u{5}', '\u{FF}\u{FF}\u{FF}\u{FF}', '\n'];

type Input = {readonly bytes: string; readonly isDatagram: boolean; readonly isCut: boolean};

export const decoders = defineFuzzer<Input>({
	name: 'decoders',
	holds: 'any bytes are messages that stand one behind the other, to the last byte, in bounded words, and each has a page',
	input: fc.record({
		bytes: fc.oneof(anyBytes(200), sentenceOf(openings, 30).map(text => Buffer.from(text, 'latin1').toString('latin1')), edited(samples, fc.oneof(anyBytes(6), fc.constantFrom(...openings)))),
		isDatagram: fc.boolean(),
		isCut: fc.boolean(),
	}),
	cases: 3000,
	check({bytes: text, ...facts}) {
		const bytes = bytesOf(text);
		const messages = decode(bytes, facts);
		let end = 0;
		for (const {from, to, protocol, text: words} of messages) {
			assert.equal(from, end);
			assert.ok(to > from);
			assert.ok(words.length <= 2 * bytes.length + 1000, `${words.length} characters for ${bytes.length} bytes`);
			end = to;
			const size_bytes = to - from;
			const page = messagePage(protocol, {bytes: bytes.subarray(from, to), size_bytes, isDatagram: facts.isDatagram});
			assert.ok(page.length > 0 || size_bytes > 0);
			assert.ok(page.length <= limits.page_lines + 2);
		}

		assert.equal(end, bytes.length);
		assert.ok(messages.length <= limits.decode_messages + 1);
	},
});
