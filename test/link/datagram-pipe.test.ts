/** Every datagram condition by its statistics: a fixed seed, a clock that is told how late it is. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {datagramWire, within} from './wire.ts';

const count = 20_000;
const ms = 1000;

describe('shares', () => {
	for (const share of [0.01, 0.1, 0.5]) {
		test(`loss=${share * 100}%`, () => {
			const wire = datagramWire({loss: share});
			wire.send(count, 10);
			assert.equal(within(wire.tally.dropped, count, share), true, `${wire.tally.dropped} of ${count}`);
			assert.equal(wire.arrivals.length, count - wire.tally.dropped);
		});

		test(`dup=${share * 100}%`, () => {
			const wire = datagramWire({dup: share});
			wire.send(count, 10);
			assert.equal(within(wire.tally.duplicated, count, share), true, `${wire.tally.duplicated} of ${count}`);
			assert.equal(wire.arrivals.length, count + wire.tally.duplicated);
		});

		test(`corrupt=${share * 100}% flips one bit`, () => {
			const wire = datagramWire({corrupt: share});
			wire.send(count, 10, 64);
			assert.equal(within(wire.tally.corrupted, count, share), true, `${wire.tally.corrupted} of ${count}`);
			const flipped = wire.arrivals.map(({bytes}, index) => bitsChanged(bytes, index));
			assert.deepEqual(new Set(flipped), new Set([0, 1]));
			assert.equal(flipped.filter(Boolean).length, wire.tally.corrupted);
		});

		test(`reorder=${share * 100}% skip the delay`, () => {
			const wire = datagramWire({reorder: share, delay: 50});
			wire.send(count, 100);
			wire.clock.pass(60 * ms);
			assert.equal(within(wire.tally.reordered, count, share), true, `${wire.tally.reordered} of ${count}`);
			assert.equal(wire.tally.delayed, count - wire.tally.reordered);
			assert.equal(overtaken(wire.numbers()) > 0, true);
		});
	}

	test('with correlation=60% the share stays, and fates come in runs', () => {
		const apart = datagramWire({loss: 0.2});
		const together = datagramWire({loss: 0.2, correlation: 0.6});
		apart.send(count, 10);
		together.send(count, 10);
		assert.equal(Math.abs(together.tally.dropped / count - 0.2) < 0.02, true, `${together.tally.dropped}`);
		assert.equal(meanRun(apart.numbers()) < 1.4, true);
		assert.equal(meanRun(together.numbers()) > 2.5, true, `${meanRun(together.numbers())}`);
	});

	test('burst=8: the same share, in runs of 8 on average', () => {
		const wire = datagramWire({loss: 0.1, burst: 8});
		wire.send(count * 5, 10);
		assert.equal(Math.abs(wire.tally.dropped / (count * 5) - 0.1) < 0.01, true, `${wire.tally.dropped}`);
		assert.equal(Math.abs(meanRun(wire.numbers()) - 8) < 0.8, true, `${meanRun(wire.numbers())}`);
	});

	test('loss=0% and loss=100%', () => {
		const none = datagramWire({loss: 0});
		const all = datagramWire({loss: 1, burst: 3});
		none.send(100, 10);
		all.send(100, 10);
		assert.equal(none.arrivals.length, 100);
		assert.equal(all.arrivals.length, 0);
	});
});

describe('time', () => {
	test('delay=50ms jitter=20ms: evenly spread from 30 to 70', () => {
		const wire = datagramWire({delay: 50, jitter: 20, limit: count});
		wire.send(count, 0);
		wire.clock.pass(100 * ms);
		const delays = wire.arrivals.map(({at_us}) => at_us / ms);
		const mean = sum(delays) / count;
		const deviation = Math.sqrt(sum(delays.map(delay => (delay - mean) ** 2)) / count);
		assert.equal(Math.abs(mean - 50) < 0.5, true, `mean ${mean}`);
		assert.equal(Math.abs(deviation - 20 / Math.sqrt(3)) < 0.3, true, `deviation ${deviation}`);
		assert.equal(Math.min(...delays) >= 30 && Math.max(...delays) <= 70, true);
	});

	test('10,000 a second through 50 ms stay in order, and no more than 501 are on their way', () => {
		const wire = datagramWire({delay: 50});
		let most = 0;
		for (let index = 0; index < 10_000; index++) {
			wire.send(1, 100);
			most = Math.max(most, wire.pipe.length);
		}

		wire.clock.pass(50 * ms);
		assert.equal(wire.arrivals.length, 10_000);
		assert.deepEqual(new Set(wire.arrivals.map(({at_us}, index) => at_us - index * 100)), new Set([50 * ms]));
		assert.equal(most <= 501, true, `${most}`);
		assert.equal(wire.clock.waiting, 0);
	});

	test('rate=1mbit: 125,000 bytes a second, within 3 %', () => {
		const wire = datagramWire({rate: 125_000, limit: 10_000});
		wire.send(1000, 0, 1250);
		wire.clock.pass(20_000 * ms);
		const seconds = wire.arrivals.at(-1)!.at_us / 1e6;
		assert.equal(Math.abs(1_250_000 / seconds / 125_000 - 1) < 0.03, true, `${seconds} s`);
		assert.deepEqual(wire.numbers(), Array.from({length: 1000}, (_, index) => index));
	});

	test('a full queue drops what comes last', () => {
		const wire = datagramWire({delay: 50, limit: 3});
		wire.send(5, 0);
		wire.clock.pass(60 * ms);
		assert.deepEqual(wire.numbers(), [0, 1, 2]);
		assert.deepEqual(wire.facts.filter(({event}) => event === 'dropped').map(({message}) => message), Array.from({length: 2}, () => 'the link holds 3 datagrams at the most'));
	});

	test('taking the conditions away lets go on what is on its way, in its order', () => {
		const wire = datagramWire({delay: 50});
		wire.send(3, 10 * ms);
		wire.pipe.set(undefined, () => () => 0);
		assert.deepEqual(wire.numbers(), [0, 1, 2]);
		assert.equal(wire.arrivals.at(-1)!.at_us, 30 * ms);
		assert.equal(wire.clock.waiting, 0);
	});
});

describe('chance', () => {
	const all = {loss: 0.2, dup: 0.1, corrupt: 0.1, reorder: 0.1, delay: 20, jitter: 5};

	test('the same seed and traffic, the same fates', () => {
		const [first, again, other] = ['a', 'a', 'b'].map(seed => {
			const wire = datagramWire(all, seed);
			wire.send(500, ms);
			wire.clock.pass(100 * ms);
			return wire.facts;
		});
		assert.deepEqual(first, again);
		assert.notDeepEqual(first, other);
	});

	test('one more condition leaves the fates that others decide', () => {
		const lost = (conditions: typeof all | {loss: number}) => {
			const wire = datagramWire(conditions);
			wire.send(500, ms);
			wire.clock.pass(100 * ms);
			return new Set(wire.numbers());
		};

		const withAll = datagramWire({loss: 0.2, reorder: 0.1, delay: 20});
		withAll.send(500, ms);
		withAll.clock.pass(100 * ms);
		assert.deepEqual(new Set(withAll.numbers().toSorted((a, b) => a - b)), lost({loss: 0.2}));
	});
});

function bitsChanged(bytes: Uint8Array, index: number): number {
	const sent = new Uint8Array(bytes.length);
	new DataView(sent.buffer).setUint32(0, index);
	let bits = 0;
	for (const [at, byte] of bytes.entries()) {
		for (let bit = 1; bit < 256; bit *= 2) {
			bits += Number(Math.floor(byte / bit) % 2 !== Math.floor(sent[at]! / bit) % 2);
		}
	}

	return bits;
}

function overtaken(numbers: readonly number[]): number {
	return numbers.filter((number, index) => index > 0 && number < numbers[index - 1]!).length;
}

/** How many are missing in a row, on average. */
function meanRun(numbers: readonly number[]): number {
	const gaps = numbers.map((number, index) => number - (numbers[index - 1] ?? -1) - 1).filter(gap => gap > 0);
	return sum(gaps) / gaps.length;
}

function sum(numbers: readonly number[]): number {
	let total = 0;
	for (const number of numbers) {
		total += number;
	}

	return total;
}

test('when many are let go at once, others have their turn between them', () => {
	const turn = limits.link_pieces_per_turn;
	const wire = datagramWire({delay: 50});
	wire.send(3 * turn, 0);
	wire.pipe.set(undefined, () => () => 0);
	assert.equal(wire.arrivals.length, turn);
	wire.clock.pass(0);
	assert.deepEqual(wire.numbers(), Array.from({length: 3 * turn}, (_, index) => index));
});
