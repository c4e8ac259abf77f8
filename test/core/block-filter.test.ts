import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {describe, test} from 'node:test';
import {blockTest} from '../../source/core/block-filter.ts';
import type {LabEvent} from '../../source/core/events.ts';
import {finderOf, parsePattern} from '../../source/core/pattern.ts';
import {isProblem} from '../../source/core/problem.ts';

function patternOf(written: string) {
	const pattern = parsePattern(written);
	assert.ok(!isProblem(pattern));
	return pattern;
}

/** Whether a block with these bytes is shown, looked through without a pause or with one after each piece; and the longest piece. */
function shown(written: string, bytes: Uint8Array, isDue: () => boolean) {
	const content = patternOf(written);
	const filter = blockTest({content});
	const event = {seq: 1, time: 0, endpoint: 'c1', side: 'client', event: 'send', bytes: bytes.length, data: []} as unknown as LabEvent;
	let longest = 0;
	let calls = 0;
	const read = (from: number, to: number) => {
		longest = Math.max(longest, to - from);
		return bytes.subarray(from, to);
	};

	for (;;) {
		calls++;
		const answer = filter(event, read, isDue);
		if (answer !== undefined) {
			return {answer, longest, calls};
		}
	}
}

describe('content, looked through piece by piece', () => {
	const long = 'a'.repeat(100_000);
	const table: ReadonlyArray<readonly [pattern: string, text: string, isShown: boolean]> = [
		['b', long, false],
		['b', `${long}b`, true],
		['/b/', `${long}b`, true],
		['/b/', long, false],
		['/^b/', `${long}b${long}`, false],
		['/^a/', long, true],
		['/a$/', `${long}b`, false],
		['/a$/', long, true],
		['/a.*/', long, true],
		['/ab+c/', `${long}${'b'.repeat(900)}c${long}`, true],
		['ab', `${long}b${long}`, true],
		[String.raw`/\bb/`, `${long}b${long}`, false],
	];
	for (const [pattern, text, isShown] of table) {
		test(`${pattern} in ${text.length} B: ${isShown ? 'shown' : 'hidden'}`, () => {
			const bytes = Buffer.from(text);
			const whole = shown(pattern, bytes, () => false);
			const inPieces = shown(pattern, bytes, () => true);
			assert.deepEqual([whole.answer, whole.calls, inPieces.answer], [isShown, 1, isShown]);
			const {step_bytes, reach_bytes} = finderOf(patternOf(pattern));
			assert.ok(inPieces.longest <= step_bytes + reach_bytes + 1);
		});
	}
});
