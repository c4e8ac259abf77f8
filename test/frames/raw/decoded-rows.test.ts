/** What `view decode` costs: each block is decoded once, a frame decodes so much and no more, and what is beyond says so. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {limits} from '../../../source/core/limits.ts';
import {client, Conversation, pattern} from './conversation.ts';

/** A pane in `view decode`, and the bytes that it has read. */
function decoding({rows = 40}: {readonly rows?: number} = {}) {
	const made = new Conversation({columns: 100, rows}).show({view: 'decode'});
	const {journal} = made;
	const read = journal.bytes.bind(journal);
	let count = 0;
	journal.bytes = (event, from, to) => {
		const bytes = read(event, from, to);
		count += bytes?.length ?? 0;
		return bytes;
	};

	return {
		made,
		/** Bytes read since the last time. */
		get read_bytes() {
			const since = count;
			count = 0;
			return since;
		},
	};
}

test('a block is decoded once, however many frames show it', () => {
	const pane = decoding();
	pane.made.send(client, '{"a":1}\n').send(client, 'GET / HTTP/1.1\r\n\r\n');
	const first = pane.made.rows;
	assert.equal(pane.read_bytes, 26);
	assert.deepEqual(pane.made.rows, first);
	assert.equal(pane.read_bytes, 0);
	pane.made.send(client, ':1\r\n');
	assert.equal(pane.made.rows.at(-1), 'RESP   1');
	assert.equal(pane.read_bytes, 4);
});

test('what is over for one frame has its turn in the next, the newest first', () => {
	const pane = decoding();
	const block = new Uint8Array(limits.decode_bytes).fill(0x61);
	for (let index = 0; index < 5; index++) {
		pane.made.send(client, block);
	}

	pane.made.pane.work(Infinity);
	const late = 'not decoded yet: over 128 KiB for one picture';
	const lines = () => pane.made.rows.filter((_, index) => index % 2 === 1).map(row => row.slice(0, late.length));
	const line = `line   ${'a'.repeat(late.length - 7)}`;
	assert.deepEqual(lines(), [late, late, late, line, line]);
	assert.equal(pane.read_bytes, 2 * limits.decode_bytes);
	assert.equal(pane.made.pane.needsWork, true);
	assert.deepEqual(lines(), [late, line, line, line, line]);
	assert.deepEqual(lines(), [line, line, line, line, line]);
	assert.equal(pane.made.pane.needsWork, false);
	assert.equal(pane.read_bytes, 3 * limits.decode_bytes);
});

test('so many messages take as long as many bytes', () => {
	const pane = decoding();
	for (let index = 0; index < 3; index++) {
		pane.made.send(client, ':1\r\n'.repeat(2000));
	}

	pane.made.pane.work(Infinity);
	pane.made.show({sizes: {...pane.made.viewport.sizes, raw: {columns: 100, rows: 4000}}});
	assert.ok(pane.made.rows.includes('not decoded yet: over 128 KiB for one picture'));
	assert.equal(pane.read_bytes, 8000);
	assert.equal(pane.made.pane.needsWork, true);
});

test('rows that are kept have a bound: blocks decoded longest ago are decoded anew', () => {
	const pane = decoding({rows: 6});
	for (let index = 0; index < 20; index++) {
		pane.made.send(client, ':1\r\n'.repeat(1999));
		assert.equal(pane.made.rows.length, 6);
	}

	assert.equal(pane.read_bytes, 20 * 4 * 1999);
	pane.made.move('page-up', 'end');
	assert.equal(pane.read_bytes, 0);
	pane.made.move('home');
	assert.equal(pane.made.rows.length, 6);
	assert.ok(pane.read_bytes > 0);
});

describe('a stream of which most is not decoded', () => {
	function long(): Conversation {
		const made = new Conversation({columns: 100, rows: 8}).show({view: 'decode', joined: true, colours: 'true'});
		for (let index = 0; index < 500; index++) {
			made.send(client, new Uint8Array(100_000).fill(0x61));
		}

		// The blocks are gone through once, however long that takes.
		assert.deepEqual(made.notes, []);
		return made;
	}

	const beyond = '47.6 MiB more are not decoded: over 64 KiB of one block or stream';

	test('has one row for the rest', () => {
		assert.ok(long().show({colours: 0}).rows.at(-1)!.startsWith(beyond));
	});

	for (const [what, arrange, sequence] of [
		['the cursor', (made: Conversation) => made.move('right', 'end'), '7m'],
		['a marked range', (made: Conversation) => {
			made.move('right', 'end').mark();
			return made.move('up');
		}, '38;5;231;48;5;24m'],
		['a match', (made: Conversation) => {
			made.send(client, 'needle').send(client, 'aaa').pane.search(pattern('needle'));
			assert.deepEqual(made.notes, ['find needle 1 of 1']);
			made.move('end');
			made.pane.unmark();
			return made;
		}, '38;5;16;48;5;221m'],
	] as const) {
		test(`it stands out where ${what} is, without a place for each byte`, () => {
			const made = arrange(long());
			const row = made.rows.find(candidate => candidate.includes('more are not decoded'))!;
			assert.ok(row.startsWith(`\u{1B}[${sequence}`), JSON.stringify(row.slice(0, 30)));
		});
	}
});
