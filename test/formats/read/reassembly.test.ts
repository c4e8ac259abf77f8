/** One direction of a stream: what it gives for segments in any order, and what that costs. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {limits} from '../../../source/core/limits.ts';
import {Reassembly, type Reassembled} from '../../../source/formats/read/reassembly.ts';
import {seeded} from '../../helpers/seeded.ts';

const whole = {missing_bytes: 0, isFin: false};

/** Takes one byte for each number; answers the pieces. */
function takeAll(stream: Reassembly, numbers: Iterable<number>): Reassembled[] {
	const pieces: Reassembled[] = [];
	for (const seq of numbers) {
		pieces.push(...stream.take(seq, Uint8Array.of(seq % 256), whole));
	}

	return pieces;
}

const count = 20_000;
/** Twice what sorting so many by comparison needs. */
const max_comparisons = 4 * count * Math.log2(count);

function shuffled(): number[] {
	const random = seeded(1);
	const numbers = Array.from({length: count}, (_, index) => index);
	for (let last = count - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		const number = numbers[last]!;
		numbers[last] = numbers[other]!;
		numbers[other] = number;
	}

	return numbers;
}

const orders: Readonly<Record<string, readonly number[]>> = {
	'in order': Array.from({length: count}, (_, index) => index),
	'the last first': Array.from({length: count}, (_, index) => count - 1 - index),
	'in any order': shuffled(),
};

for (const [name, order] of Object.entries(orders)) {
	test(`20,000 segments of one byte, ${name}: n log n`, () => {
		const stream = new Reassembly({bytes: 0, segments: 0});
		stream.begin(0);
		const pieces = takeAll(stream, order);
		assert.equal(pieces.length, count);
		assert.ok(pieces.every(({bytes, lost}, index) => bytes[0] === index % 256 && lost === 0));
		assert.ok(stream.comparisons < max_comparisons, `${stream.comparisons} comparisons`);
	});
}

test('what is held back is bounded in segments and in bytes, for all streams together; what is given up counts as lost', () => {
	const late = {bytes: 0, segments: 0};
	const [one, other] = [new Reassembly(late), new Reassembly(late)];
	one.begin(0);
	other.begin(0);
	const gap = Array.from({length: limits.reassembly_segments}, (_, index) => index + 10);
	assert.deepEqual(takeAll(one, gap), []);
	assert.equal(late.segments, limits.reassembly_segments);
	assert.deepEqual(takeAll(other, [5]), [{bytes: Uint8Array.of(5), lost: 5}]);
	assert.equal([...one.end()].length, gap.length);
	assert.deepEqual(late, {bytes: 0, segments: 0});

	const large = new Uint8Array(limits.reassembly_bytes);
	assert.deepEqual([...one.take(1_000_000, large, whole)], []);
	const given = [...one.take(500_000, Uint8Array.of(1), whole)];
	assert.deepEqual(given.map(({bytes, lost}) => [bytes.length, lost]), [[1, 500_000 - gap.length - 10]]);
	assert.deepEqual(late, {bytes: large.length, segments: 1});
});

test('numbers that pass 2^32 more than once', () => {
	const stream = new Reassembly({bytes: 0, segments: 0});
	const step = 2 ** 30;
	stream.begin(0);
	let lost = 0;
	for (let round = 1; round <= 9; round++) {
		const seq = (round * step) % (2 ** 32);
		const pieces = [...stream.take(seq, Uint8Array.of(round), whole), ...stream.end()];
		assert.deepEqual(pieces.map(({bytes}) => bytes[0]), [round]);
		lost += pieces[0]!.lost;
	}

	assert.equal(lost, (9 * step) - 8);
});
