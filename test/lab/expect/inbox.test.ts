import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {limits} from '../../../source/core/limits.ts';
import type {Happening} from '../../../source/lab/expect/happening.ts';
import {Inbox} from '../../../source/lab/expect/inbox.ts';

/** What is there, as `SEQ:AT+LENGTH`. */
function drawn(inbox: Inbox): string {
	return Array.from(inbox.pieces(), ({seq, piece: {at, length}}) => `${seq}:${at}+${length}`).join(' ');
}

function positions({at, length}: {readonly at: number; readonly length: number}): number[] {
	return Array.from({length}, (_, index) => at + index);
}

test('bytes of a stream that lie side by side are one piece, and are taken in any parts', () => {
	const inbox = new Inbox({keepsBorders: false});
	inbox.add(1, {at: 100, length: 5}, 10);
	inbox.add(2, {at: 105, length: 5}, 10);
	inbox.add(3, {at: 200, length: 4}, 10);
	assert.equal(drawn(inbox), '1:100+10 3:200+4');
	inbox.take(7, 2);
	assert.equal(drawn(inbox), '1:107+3 3:200+4');
	inbox.take(4, 3);
	assert.equal(drawn(inbox), '3:201+3');
	inbox.take(3, 3);
	assert.equal(drawn(inbox), '');
});

test('datagrams stay apart, the empty ones too, and are taken whole', () => {
	const inbox = new Inbox({keepsBorders: true});
	inbox.add(1, {at: 100, length: 5}, 10);
	inbox.add(2, {at: 105, length: 0}, 10);
	inbox.add(3, {at: 105, length: 5}, 10);
	inbox.take(5, 1);
	assert.equal(drawn(inbox), '2:105+0 3:105+5');
	inbox.take(0, 2);
	assert.equal(drawn(inbox), '3:105+5');
	inbox.take(5, 1);
	assert.equal(drawn(inbox), '3:105+5', 'taken by somebody else already');
});

test('of too many the older half is evicted, which is known', () => {
	const inbox = new Inbox({keepsBorders: true});
	for (let seq = 1; seq <= 5; seq++) {
		assert.equal(inbox.hasEvicted, false);
		inbox.add(seq, {at: seq * 10, length: 1}, 4);
	}

	assert.deepEqual([drawn(inbox), inbox.hasEvicted], ['4:40+1 5:50+1', true]);
});

test('whatever comes and is taken, what is left are the last bytes that came', () => {
	const step = fc.record({gap: fc.nat(1), length: fc.integer({min: 1, max: 9}), taken: fc.nat(9)});
	fc.assert(fc.property(fc.array(step, {maxLength: 3000, size: 'max'}), steps => {
		const inbox = new Inbox({keepsBorders: false});
		let came: number[] = [];
		let at = 0;
		for (const [seq, {gap, length, taken}] of steps.entries()) {
			at += gap;
			came.push(...positions({at, length}));
			inbox.add(seq, {at, length}, 10_000);
			at += length;
			const count = Math.min(taken, came.length);
			inbox.take(count, seq);
			came = came.slice(count);
		}

		assert.deepEqual(inbox.pieces().flatMap(({piece}) => positions(piece)).toArray(), came);
	}), {numRuns: 20});
});

test('of more refusals than are kept the oldest is evicted, which counts where nobody had expected it', () => {
	const inbox = new Inbox({keepsBorders: true});
	const refused = (isTaken: boolean): Happening => ({kind: 'refused', seq: 1, errno: 'ECONNREFUSED', isOpening: false, isTaken});
	inbox.happened(refused(true));
	for (let number = 0; number < limits.expect_happenings; number++) {
		inbox.happened(refused(false));
	}

	assert.deepEqual([inbox.happenings.length, inbox.hasEvicted], [limits.expect_happenings, false]);
	inbox.happened(refused(false));
	assert.deepEqual([inbox.happenings.length, inbox.hasEvicted], [limits.expect_happenings, true]);
});
