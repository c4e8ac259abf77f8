/** The byte under a cell, in each view: the cell is that of a text in a row, the byte is told by the inspector. */
import {describe, test, type TestContext} from 'node:test';
import {views} from '../../../source/frames/views/table.ts';
import {client, Conversation, server} from './conversation.ts';

const text = 'Xin chào, socket\n0123456789';

function open(view: string, rows = 24): Conversation {
	return new Conversation({columns: 100, rows}).show({view}).send(client, 'first\n').send(server, text).send(client, 'last\n');
}

/** The cell of the first `needle` in the rows, from row `from` on. */
function cellOf(made: Conversation, needle: string, from = 0) {
	const row = made.rows.findIndex((candidate, index) => index >= from && candidate.includes(needle));
	return {row, column: made.rows[row]!.indexOf(needle)};
}

function click(made: Conversation, at: {readonly row: number; readonly column: number}, isDrag = false): Conversation {
	return made.move({at, isDrag});
}

const table: ReadonlyArray<readonly [view: string, needle: string, byte: string]> = [
	['hex', '63 68', 's1.1 → c1 @4'],
	['hex', 'chào', 's1.1 → c1 @4'],
	['hex', 'ào', 's1.1 → c1 @6'],
	['hex', '00000000  58', 's1.1 → c1 @0'],
	['text', 'socket', 's1.1 → c1 @11'],
	['text', '456789', 's1.1 → c1 @22'],
	['escaped', 'socket', 's1.1 → c1 @11'],
	['escaped', String.raw`\n`, 'c1 → s1.1 @5'],
	['binary', '01100011 01101000', 's1.1 → c1 @4'],
	['c', '0x63, 0x68', 's1.1 → c1 @4'],
	['python', 's1.1 → c1', 's1.1 → c1 @0'],
	['decode', '0123456789', 's1.1 → c1 @18'],
];

describe('a click', () => {
	for (const [view, needle, byte] of table) {
		test(`in ${view} on ${JSON.stringify(needle)}`, (t: TestContext) => {
			const made = open(view);
			t.assert.strictEqual(click(made, cellOf(made, needle)).cursor, byte);
		});
	}

	test('on a header is for the first byte of its block', (t: TestContext) => {
		const made = open('hex');
		t.assert.strictEqual(click(made, {row: made.rows.findIndex(row => row.includes('s1.1 → c1')), column: 0}).cursor, 's1.1 → c1 @0');
	});

	test('right of the bytes is for the last of the row, below them for none', (t: TestContext) => {
		const made = open('text');
		t.assert.strictEqual(click(made, {...cellOf(made, 'last'), column: 99}).cursor, 'c1 → s1.1 @10');
		t.assert.strictEqual(click(open('text'), {row: 23, column: 0}).cursor, 'none');
	});

	test('leaves the rows where they are, and the pane no longer follows', (t: TestContext) => {
		const made = open('text', 8);
		const top = made.rows[0];
		t.assert.strictEqual(click(made, cellOf(made, '0123')).cursor, 's1.1 → c1 @18');
		t.assert.strictEqual(made.rows[0], top);
		made.send(client, 'more\n');
		t.assert.strictEqual(made.rows[0], top);
	});

	test('on every cell of every view is for a byte that is kept, or for none', (t: TestContext) => {
		for (const {name} of views) {
			for (let row = 0; row < 24; row++) {
				for (let column = 0; column < 100; column += 3) {
					const {cursor} = click(open(name), {row, column});
					t.assert.match(cursor, /^(?:none|c1 → s1\.1 @(?:\d|10)|s1\.1 → c1 @(?:1?\d|2[0-7]))$/v, `${name} ${row},${column}`);
				}
			}
		}
	});
});

test('a drag marks from where it began, either way; the next click marks no longer', (t: TestContext) => {
	const made = open('text');
	click(made, cellOf(made, 'socket'));
	click(made, cellOf(made, 'et'), true);
	t.assert.strictEqual(made.selected, 'socke');
	click(made, cellOf(made, 'chào'), true);
	t.assert.strictEqual(made.selected, 'chào, s');
	click(made, {row: 0, column: 0});
	t.assert.deepStrictEqual(made.notes, []);
});

test('the wheel moves the rows and leaves the cursor', (t: TestContext) => {
	const made = new Conversation({columns: 100, rows: 6}).show({view: 'text'}).send(client, Array.from({length: 40}, (_, line) => `line ${line}\n`).join(''));
	made.move('right', 'end');
	t.assert.strictEqual(made.rows[1], 'line 36␊');
	made.move({rows: -3});
	t.assert.strictEqual(made.rows[1], 'line 33␊');
	const {cursor} = made;
	made.move({rows: -3}, {rows: 3});
	t.assert.strictEqual(made.cursor, cursor);
});
