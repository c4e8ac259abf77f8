import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {describe, test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {streamWire} from './wire.ts';

const ms = 1000;

describe('pace', () => {
	test('delay=50ms', () => {
		const wire = streamWire({delay: 50});
		wire.pipe.push(Buffer.from('a'));
		wire.clock.pass(10 * ms);
		wire.pipe.push(Buffer.from('b'));
		wire.clock.pass(100 * ms);
		assert.deepEqual(wire.transcript(), ['50:a', '60:b']);
		assert.deepEqual(wire.facts.map(({event, elapsed_us: took_us}) => `${event} ${took_us}`), ['delayed 50000', 'delayed 50000']);
	});

	test('jitter never changes the order', () => {
		const wire = streamWire({delay: 50, jitter: 40});
		const letters = 'abcdefghijklmnopqrstuvwxyz';
		for (const letter of letters) {
			wire.pipe.push(Buffer.from(letter));
			wire.clock.pass(ms);
		}

		wire.clock.pass(200 * ms);
		assert.equal(wire.text(), letters);
		assert.equal(new Set(wire.facts.map(({elapsed_us: took_us}) => took_us)).size > 5, true);
	});

	test('slice=2 gap=10ms', () => {
		const wire = streamWire({slice: 2, gap: 10});
		wire.pipe.push(Buffer.from('abcde'));
		wire.clock.pass(5 * ms);
		wire.pipe.push(Buffer.from('f'));
		wire.clock.pass(100 * ms);
		assert.deepEqual(wire.transcript(), ['0:ab', '10:cd', '20:e', '30:f']);
	});

	for (const rate of [100, 6250, 125_000, 100_000_000]) {
		test(`rate=${rate}/s, within 3 %, whole from the first byte to the last`, () => {
			const wire = streamWire({rate});
			wire.pipe.push(Buffer.alloc(rate * 2));
			wire.clock.pass(3e6);
			const {at_us} = wire.arrivals.at(-1)!;
			assert.equal(Math.abs(at_us / 2e6 - 1) < 0.03, true, `${at_us} us`);
			assert.equal(wire.pipe.empty, true);
		});
	}

	test('a pace does not make up for a time in which nothing was there to send', () => {
		const wire = streamWire({rate: 1000});
		wire.clock.pass(10_000 * ms);
		wire.pipe.push(Buffer.alloc(100));
		wire.clock.pass(1000 * ms);
		assert.equal(wire.arrivals.at(-1)!.at_us, 10_100 * ms);
	});

	test('rate and delay together: the line first, then the way', () => {
		const wire = streamWire({rate: 1000, delay: 500});
		wire.pipe.push(Buffer.alloc(100));
		wire.clock.pass(1000 * ms);
		assert.deepEqual([wire.arrivals[0]!.at_us, wire.arrivals.at(-1)!.at_us], [550 * ms, 600 * ms]);
	});
});

describe('ends', () => {
	test('cut=3', () => {
		const wire = streamWire({cut: {bytes: 3}, delay: 10});
		wire.pipe.push(Buffer.from('abcde'));
		wire.clock.pass(20 * ms);
		assert.deepEqual(wire.transcript(), ['10:abc']);
		assert.deepEqual(wire.cuts, ['close at 10000 us']);
		assert.equal(wire.pipe.discard(), 2);
	});

	test('reset=20ms', () => {
		const wire = streamWire({reset: {after_us: 20 * ms}});
		wire.pipe.push(Buffer.from('a'));
		wire.clock.pass(30 * ms);
		assert.deepEqual(wire.cuts, ['reset at 20000 us']);
		assert.equal(wire.text(), 'a');
	});

	test('an end keeps its place', () => {
		const wire = streamWire({delay: 10, slice: 1, gap: 1});
		const end: string[] = [];
		wire.pipe.push(Buffer.from('abc'));
		wire.pipe.pushEnd(() => {
			end.push(wire.text());
		});
		wire.clock.pass(50 * ms);
		assert.deepEqual(end, ['abc']);
	});
});

describe('nothing is lost when a condition is taken away', () => {
	const conditions = [
		{stall: true},
		{delay: 1000},
		{rate: 1},
		{slice: 1, gap: 1000},
		{delay: 1000, rate: 2, slice: 1},
	];
	for (const condition of conditions) {
		test(JSON.stringify(condition), () => {
			const wire = streamWire(condition);
			wire.pipe.push(Buffer.from('ab'));
			wire.clock.pass(600 * ms);
			wire.pipe.push(Buffer.from('cd'));
			assert.notEqual(wire.text(), 'abcd');
			wire.pipe.set(undefined, () => () => 0);
			assert.equal(wire.text(), 'abcd');
			wire.pipe.push(Buffer.from('e'));
			assert.equal(wire.text(), 'abcde');
			assert.equal(wire.clock.waiting, 0);
		});
	}

	test('nor when it is replaced, or the reader is not ready', () => {
		const wire = streamWire({stall: true});
		wire.pipe.push(Buffer.from('ab'));
		wire.pipe.set({delay: 5}, () => () => 0);
		wire.state.ready = false;
		wire.clock.pass(50 * ms);
		assert.equal(wire.text(), '');
		wire.pipe.set(undefined, () => () => 0);
		wire.state.ready = true;
		wire.pipe.pump();
		assert.equal(wire.text(), 'ab');
	});
});

test('what is on its way is bounded: the rest waits before the link', () => {
	const wire = streamWire({delay: 1000});
	for (let index = 0; index < 6; index++) {
		wire.pipe.push(Buffer.alloc(1024 * 1024));
	}

	assert.equal(wire.pipe.waiting_bytes, 2 * 1024 * 1024);
	wire.clock.pass(2000 * ms);
	assert.equal(wire.arrivals.length, 6);
	assert.equal(wire.pipe.waiting_bytes, 0);
});

test('small slices of much leave others their turn: so many at once, the rest in later turns of the event loop', () => {
	const wire = streamWire({slice: 1});
	const turn = limits.link_pieces_per_turn;
	wire.pipe.push(Buffer.alloc(10 * turn));
	assert.equal(wire.arrivals.length, turn);
	assert.equal(wire.clock.waiting, 1);
	wire.clock.pass(0);
	assert.equal(wire.arrivals.length, 10 * turn);
	assert.equal(wire.clock.waiting, 0);
});
