/** Standard input as lines, however it comes in pieces and however long they are. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {Readable} from 'node:stream';
import {test} from 'node:test';
import fc from 'fast-check';
import {limits} from '../../source/core/limits.ts';
import {inputLines, type InputLine} from '../../source/headless/input-lines.ts';

async function linesOf(...pieces: ReadonlyArray<string | Uint8Array>): Promise<Array<string | InputLine>> {
	const lines = await Array.fromAsync(inputLines(Readable.from(pieces.map(piece => Buffer.from(piece)))));
	return lines.map(line => 'text' in line ? line.text : line);
}

test('LF and CR LF end a line, and so does the end of the input', async () => {
	assert.deepEqual(await linesOf('a\nb\r\n\nc\rd\r', '\n', 'e'), ['a', 'b', '', 'c\rd', 'e']);
	assert.deepEqual(await linesOf(), []);
	assert.deepEqual(await linesOf('a\n'), ['a']);
});

test('where it is cut into pieces makes no difference', async () => {
	await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('say é', '\n', '\r\n', 'x', '\u{1F600}')), fc.array(fc.nat({max: 40})), async (parts, cuts) => {
		const bytes = Buffer.from(parts.join(''));
		const places = [0, ...cuts.filter(cut => cut <= bytes.length).toSorted((a, b) => a - b), bytes.length];
		const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
		assert.deepEqual(await linesOf(...pieces), await linesOf(bytes));
	}));
});

test('of a line that is too long the length is told, and the next is read', async () => {
	const megabyte = 'x'.repeat(1024 * 1024);
	assert.deepEqual(await linesOf('a\n', megabyte, megabyte, '\nb\n'), ['a', {characters: 2 * 1024 * 1024, more: false}, 'b']);
	assert.deepEqual(await linesOf('x'.repeat(limits.line_characters), '\r\n'), ['x'.repeat(limits.line_characters)]);
});

test('a line without end is told of before its end, once', async () => {
	const piece = 'x'.repeat(1024 * 1024);
	const pieces = Array.from({length: (limits.measured_line_characters / piece.length) + 3}, () => piece);
	assert.deepEqual(await linesOf(...pieces, '\nb'), [{characters: limits.measured_line_characters + piece.length, more: true}, 'b']);
});
