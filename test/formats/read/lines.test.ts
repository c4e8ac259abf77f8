import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Lines} from '../../../source/formats/read/lines.ts';

const encoder = new TextEncoder();

/** Lines as `1 text`; one that is too long as `1 -`. */
function read(text: string, {piece_bytes = 1000, max_bytes = 1000} = {}): string[] {
	const lines = new Lines(max_bytes);
	const bytes = encoder.encode(text);
	const found: string[] = [];
	const take = ({number, text: line = '-'}: {readonly number: number; readonly text: string | undefined}) => {
		found.push(`${number} ${line}`);
	};

	// One memory for all pieces, as a reader of files may have it.
	const memory = new Uint8Array(piece_bytes);
	for (let at = 0; at < bytes.length; at += piece_bytes) {
		const piece = bytes.subarray(at, at + piece_bytes);
		memory.set(piece);
		for (const line of lines.read(memory.subarray(0, piece.length))) {
			take(line);
		}
	}

	for (const line of lines.end()) {
		take(line);
	}

	return found;
}

test('however the text is cut into pieces', () => {
	for (const piece_bytes of [1, 2, 3, 7, 1000]) {
		assert.deepEqual(read('\u{FEFF}one\r\n\nchào 漢\nlast', {piece_bytes}), ['1 one', '2 ', '3 chào 漢', '4 last']);
		assert.deepEqual(read('one\n', {piece_bytes}), ['1 one']);
		assert.deepEqual(read('', {piece_bytes}), []);
	}
});

test('a line that is too long has its number, and the next its own', () => {
	for (const piece_bytes of [1, 3, 1000]) {
		assert.deepEqual(read('12345\n123456\n1234567890\nab\n123456', {piece_bytes, max_bytes: 5}), ['1 12345', '2 -', '3 -', '4 ab', '5 -']);
	}
});

test('a line without end is not kept', () => {
	const lines = new Lines(1000);
	const piece = new Uint8Array(1024).fill(97);
	for (let count = 0; count < 1000; count++) {
		assert.deepEqual([...lines.read(piece)], []);
	}

	assert.deepEqual([...lines.read(encoder.encode('\nb\n'))], [{number: 1, text: undefined}, {number: 2, text: 'b'}]);
});
