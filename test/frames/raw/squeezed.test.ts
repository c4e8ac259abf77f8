/** Rows of equal bytes are shown once, with a `*` for the others, and a header stays while its rows scroll. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {limits} from '../../../source/core/limits.ts';
import {client, Conversation, server} from './conversation.ts';

const zeros = (count: number) => new Uint8Array(count);
const zeroRow = (offset: string) => `${offset}  00 00 00 00 00 00 00 00  ␀␀␀␀␀␀␀␀`;
const small = (rows = 30) => new Conversation({columns: 60, rows});
const bytesOf = (made: Conversation) => made.rows.filter(row => !row.includes('→'));

describe('rows of equal bytes', () => {
	test('are one row, a * and the row behind them', () => {
		assert.deepEqual(bytesOf(small().send(client, 'AAAAAAAA').send(client, Uint8Array.of(...zeros(8 * 5), 0x41, 0x42))), [
			'00000000  41 41 41 41 41 41 41 41  AAAAAAAA',
			zeroRow('00000000'),
			'*         4 more rows of the same bytes',
			'00000028  41 42                    AB',
		]);
	});

	test('a row that repeats once', () => {
		assert.deepEqual(bytesOf(small().send(client, 'ABCDEFGHABCDEFGHx')), [
			'00000000  41 42 43 44 45 46 47 48  ABCDEFGH',
			'*         1 more row of the same bytes',
			'00000010  78                       x',
		]);
	});

	test('over the chunks that a long block is laid out in', () => {
		assert.deepEqual(bytesOf(small().send(client, Uint8Array.of(...zeros(20_000), 1))), [
			zeroRow('00000000'),
			'*         2,499 more rows of the same bytes',
			'00004e20  01                       ␁',
		]);
	});

	test('a * has a bound, so that no frame looks for its end for long', () => {
		const made = small();
		made.send(client, zeros((2 * limits.squeezed_bytes) + 8));
		assert.deepEqual(bytesOf(made), [
			zeroRow('00000000'),
			'*         8,191 more rows of the same bytes',
			zeroRow('00010000'),
			'*         8,191 more rows of the same bytes',
			zeroRow('00020000'),
		]);
	});

	test('in 32 MiB of them a frame reads little', () => {
		const made = small(40);
		made.send(client, zeros(32 * 1024 * 1024));
		const read = made.journal.bytes.bind(made.journal);
		let calls = 0;
		made.journal.bytes = (event, from, to) => {
			calls++;
			return read(event, from, to);
		};

		assert.equal(made.rows.length, 40);
		assert.ok(calls < 6000, `${calls} reads`);
	});

	test('in the binary view too, not in the text views', () => {
		const made = small().send(client, zeros(16)).show({view: 'binary'});
		assert.match(made.rows[2]!, /^\* +3 more rows/v);
		assert.doesNotMatch(made.show({view: 'text'}).rows.join('\n'), /\*/v);
	});

	test('the cursor goes over them in its column, and tells where it is among them', () => {
		const made = small().send(client, Uint8Array.of(...zeros(80), 1, 2, 3, 4)).move('right', 'home', 'right', 'right');
		assert.equal(made.move('down').cursor, 'c1 → s1.1 @10');
		assert.ok(made.rows.some(row => row.startsWith('[* ')));
		assert.equal(made.move('down').cursor, 'c1 → s1.1 @82');
		assert.equal(made.move('up', 'up').cursor, 'c1 → s1.1 @2');
		assert.equal(made.move('up', 'down', 'left', 'left', 'left', 'left').cursor, 'c1 → s1.1 @6');
	});

	test('a match and a mark within them stand out, and copying takes their bytes', () => {
		const made = small().send(client, zeros(80)).find('hex:00');
		assert.deepEqual(made.notes, ['find hex:00 80 of 80']);
		made.findNext(-1);
		assert.equal(made.cursor, 'c1 → s1.1 @78');
		made.move('home', 'down').mark().move('right', 'right');
		assert.equal(made.selected, '\0\0\0');
		assert.ok(made.rows.some(row => row.startsWith('[* ')));
	});
});

describe('the header of a block', () => {
	const table: ReadonlyArray<readonly [moves: readonly number[], first: string, second: string]> = [
		[[], '12:01:09.871  c1 → s1.1  80 B', '00000000'],
		[[1], '12:01:09.871  c1 → s1.1  80 B', '00000008'],
		[[5], '12:01:09.871  c1 → s1.1  80 B', '00000028'],
		[[10], '00000048', '12:01:09.872'],
		[[11], '12:01:09.872  s1.1 → c1  80 B  +1.2 ms', '00000000'],
	];
	const counting = Uint8Array.from({length: 80}, (_, index) => index);
	for (const [moves, first, second] of table) {
		test(`${moves.join(' ')} rows down: ${first}`, () => {
			const made = small(6).send(client, counting).send(server, counting).move('home', ...moves);
			assert.ok(made.rows[0]!.startsWith(first), made.rows[0]!);
			assert.ok(made.rows[1]!.startsWith(second), made.rows[1]!);
			assert.equal(made.rows.length, 6);
		});
	}

	test('never covers the cursor', () => {
		const made = small(6).send(client, counting).send(server, counting).move('right', 'end');
		for (let step = 0; step < 20; step++) {
			assert.equal(made.move('up').rows.filter(row => row.includes('[')).length, 1);
		}
	});
});
