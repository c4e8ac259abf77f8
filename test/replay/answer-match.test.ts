/** An answer compared with the recorded one, in whatever pieces it comes. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {finderOf, parsePattern} from '../../source/core/pattern.ts';
import {isProblem} from '../../source/core/problem.ts';
import {AnswerMatch} from '../../source/replay/answer-match.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function ignored(expression: string) {
	const pattern = parsePattern(expression);
	assert.ok(!isProblem(pattern));
	return [finderOf(pattern)];
}

/** Gives it the pieces; answers the state that comes of it, and what is left to the next answer. */
function story(expected: string, pieces: readonly string[], {ignore, isDatagram = false}: {ignore?: string; isDatagram?: boolean} = {}): string {
	const match = new AnswerMatch(encoder.encode(expected), {isDatagram, ...ignore !== undefined && {ignored: ignored(ignore)}});
	let left = '';
	for (const piece of pieces) {
		const bytes = encoder.encode(piece);
		left += decoder.decode(bytes.subarray(match.take(bytes)));
	}

	const {state, rest} = match.judge();
	return `${state}, ${match.length} taken, left "${decoder.decode(rest)}${left}"`;
}

test('a stream: equal bytes up to the end of the answer, all of them from a difference on', () => {
	const table: ReadonlyArray<readonly [expected: string, pieces: readonly string[], becomes: string]> = [
		['+OK\n', ['+OK\n'], 'whole, 4 taken, left ""'],
		['+OK\n', ['+', 'O', 'K', '\n'], 'whole, 4 taken, left ""'],
		['+OK\n', ['+O'], 'beginning, 2 taken, left ""'],
		['+OK\n', [], 'beginning, 0 taken, left ""'],
		['+OK\n', ['+OK\n:1\n'], 'whole, 4 taken, left ":1\n"'],
		['+OK\n', ['-ERR\n'], 'different, 5 taken, left ""'],
		['+OK\n', ['+O', 'X', 'tail'], 'different, 7 taken, left ""'],
	];
	assert.deepEqual(table.map(([expected, pieces]) => [expected, pieces, story(expected, pieces)]), table);
});

test('a datagram is one answer, also an empty one', () => {
	const table: ReadonlyArray<readonly [expected: string, pieces: readonly string[], becomes: string]> = [
		['one', ['one'], 'whole, 3 taken, left ""'],
		['one', ['on'], 'different, 2 taken, left ""'],
		['one', ['ones'], 'different, 4 taken, left ""'],
		['', [''], 'whole, 0 taken, left ""'],
		['', [], 'beginning, 0 taken, left ""'],
	];
	assert.deepEqual(table.map(([expected, pieces]) => [expected, pieces, story(expected, pieces, {isDatagram: true})]), table);
});

test('what may differ counts as it was recorded, whatever its length', () => {
	const ignore = String.raw`/Date: [^\n]*/`;
	const expected = 'Date: Monday\nA: 1\n';
	const table: ReadonlyArray<readonly [pieces: readonly string[], becomes: string]> = [
		[['Date: Monday\nA: 1\n'], 'whole, 18 taken, left ""'],
		[['Date: Wednes', 'day\nA: 1\n'], 'whole, 21 taken, left ""'],
		[['Date: Sun\nA: 1\n'], 'whole, 15 taken, left ""'],
		[['Date: Sun\nA'], 'beginning, 11 taken, left ""'],
		[['Date: Sun\nA: 1\nDate: Sun\n'], 'whole, 25 taken, left "Date: Sun\n"'],
		[['Date: Sun\nA: 2\n'], 'different, 15 taken, left ""'],
		[['A: 1\n'], 'different, 5 taken, left ""'],
	];
	assert.deepEqual(table.map(([pieces]) => [pieces, story(expected, pieces, {ignore})]), table);
});

test('what is shown of an answer that differs has the ignored parts as they were recorded', () => {
	const match = new AnswerMatch(encoder.encode('Date: Monday\nA: 1\n'), {ignored: ignored(String.raw`/Date: [^\n]*/`)});
	match.take(encoder.encode('Date: Sun\nA: 2\n'));
	assert.equal(decoder.decode(match.received), 'Date: Monday\nA: 2\n');
});
