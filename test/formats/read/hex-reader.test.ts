import assert from 'node:assert/strict';
import {test} from 'node:test';
import {limits} from '../../../source/core/limits.ts';
import {HexReader} from '../../../source/formats/read/hex-reader.ts';
import {stepsOf, told} from '../../helpers/told.ts';

/** A dump as xxd writes it, of one block. */
function dump(bytes: number): string {
	return Array.from({length: Math.ceil(bytes / 16)}, (_, row) => `${(row * 16).toString(16).padStart(8, '0')}: ${'4142 '.repeat(Math.min(16, bytes - (row * 16)) / 2)} text`).join('\n');
}

test('a long block is told in calls of bounded length, as it is read', () => {
	const reader = new HexReader();
	const text = dump((2.5 * limits.send_bytes));
	const first = stepsOf(reader, new TextEncoder().encode(text), 65_536).find(step => step.kind === 'event');
	assert.equal(first?.bytes?.length, limits.send_bytes);
	assert.deepEqual(told(new HexReader(), text, 65_536), [`c1 send ${limits.send_bytes}`, `c1 send ${limits.send_bytes}`, `c1 send ${limits.send_bytes / 2}`]);
});

test('a line that is too long is told with its number', () => {
	const reader = new HexReader();
	assert.deepEqual(told(reader, `00000000: 4142\n${'a'.repeat(limits.hex_line_bytes + 1)}\n00000002: 43`), ['sockplay error line 2: this is longer than 64 KiB', 'c1 send 3']);
	assert.equal(reader.mistakes, 1);
});
