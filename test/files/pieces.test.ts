import {Buffer} from 'node:buffer';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {open} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {filePieces} from '../../source/files/pieces.ts';

test('a file is read to its end, each piece in the same memory', async (t: TestContext) => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-pieces-'));
	t.after(() => {
		rmSync(folder, {recursive: true});
	});
	const file = path.join(folder, 'talk');
	writeFileSync(file, 'one two three');
	await using handle = await open(file);
	const memory = new Uint8Array(4);
	const pieces: string[] = [];
	for await (const piece of filePieces(handle, memory)) {
		t.assert.strictEqual(piece.buffer, memory.buffer);
		pieces.push(Buffer.from(piece).toString());
	}

	t.assert.deepStrictEqual(pieces, ['one ', 'two ', 'thre', 'e']);
});
