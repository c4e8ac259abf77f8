/** What `view decode` costs: each block is decoded once, a frame decodes so much and no more, and what is beyond says so. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {limits} from '../../../source/core/limits.ts';
import {client, Conversation} from './conversation.ts';

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
	assert.equal(pane.read_bytes, 2 * 26, 'once to find where messages begin, once to read them');
	assert.deepEqual(pane.made.rows, first);
	assert.equal(pane.read_bytes, 0);
	pane.made.send(client, ':1\r\n');
	assert.equal(pane.made.rows.at(-1), 'RESP   1');
	assert.equal(pane.read_bytes, 2 * 4);
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
	assert.equal(pane.read_bytes, (5 + 2) * limits.decode_bytes, 'all to find where messages begin, and two to decode');
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
	assert.equal(pane.read_bytes, (3 + 1) * 8000);
	assert.equal(pane.made.pane.needsWork, true);
});

test('rows that are kept have a bound: blocks decoded longest ago are decoded anew', () => {
	const pane = decoding({rows: 6});
	for (let index = 0; index < 20; index++) {
		pane.made.send(client, ':1\r\n'.repeat(1999));
		assert.equal(pane.made.rows.length, 6);
	}

	assert.equal(pane.read_bytes, 20 * 4 * (1999 + 499));
	pane.made.move('page-up', 'end');
	assert.equal(pane.read_bytes, 0);
	pane.made.move('home');
	assert.equal(pane.made.rows.length, 6);
	assert.ok(pane.read_bytes > 0);
});

describe('a message of 50 MB', () => {
	function long(): Conversation {
		const made = new Conversation({columns: 100, rows: 8}).show({view: 'decode', colours: 'true'});
		made.send(client, 'HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n');
		for (let index = 0; index < 500; index++) {
			made.send(client, new Uint8Array(100_000).fill(0x61));
		}

		return made.send(client, 'HTTP/1.1 204 No Content\r\n\r\n');
	}

	const row = 'HTTP   HTTP/1.1 200 OK  body 50,000,000 B';

	test('is one row, as long as it is, and so is what follows', () => {
		assert.deepEqual(long().show({colours: 0}).rows.map(each => each.replace(/^\S+ {2}(?<told>\S+ → .*?)(?: {2}\+.*)?$/v, '$<told>')), [
			'c1 → s1.1  50,000,045 B  501 blocks',
			row,
			'c1 → s1.1  27 B',
			'HTTP   HTTP/1.1 204 No Content',
		]);
	});

	test('is found without reading its body, and costs a frame no more than its bound', () => {
		const made = long();
		const read = made.journal.bytes.bind(made.journal);
		let count = 0;
		made.journal.bytes = (event, from, to) => {
			const bytes = read(event, from, to);
			count += bytes?.length ?? 0;
			return bytes;
		};

		assert.equal(made.rows.length, 4);
		assert.ok(count <= 2 * limits.decode_bytes, `${count} bytes`);
	});

	test('of which the beginning is no longer kept says so', () => {
		const made = new Conversation({columns: 100, rows: 8, keep_bytes: 1_000_000}).show({view: 'decode'});
		made.send(client, 'HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n');
		for (let index = 0; index < 30; index++) {
			made.send(client, new Uint8Array(100_000).fill(0x61));
			assert.ok(made.rows.length > 0);
		}

		assert.match(made.rows.at(-1)!, /^\S+ [KM]iB more of a message whose beginning is no longer kept/v);
	});

	for (const [what, arrange, sequence] of [
		['the cursor', (made: Conversation) => made.move('right', 'home', 'right'), '7m'],
		['a marked range', (made: Conversation) => {
			made.move('right', 'home').mark();
			return made.move('down');
		}, '38;5;231;48;5;24m'],
		['a match', (made: Conversation) => {
			made.find('a'.repeat(20));
			made.move('end');
			made.pane.unmark();
			return made;
		}, '38;5;16;48;5;221m'],
	] as const) {
		test(`stands out where ${what} is, without a place for each byte`, () => {
			const made = arrange(long());
			const found = made.rows.find(candidate => candidate.includes('body 50,000,000 B'))!;
			assert.ok(found.startsWith(`\u{1B}[${sequence}`), JSON.stringify(found.slice(0, 30)));
		});
	}
});
