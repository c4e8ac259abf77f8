import assert from 'node:assert/strict';
import {test} from 'node:test';
import {now_us} from '../../source/lab/clock.ts';
import {seededRandom, correlated} from '../../source/link/random.ts';
import {timerClock} from '../../source/link/clock.ts';
import {TimeQueue} from '../../source/link/time-queue.ts';

test('an alarm never comes early, not within the call that asks for it, and not when it was called off', async () => {
	const clock = timerClock(now_us);
	const early_us: number[] = [];
	const calledOff: number[] = [];
	const start_us = now_us();
	const offsets_us = [-5, 0, 300, 1500, 1600, 2500, 30_000, 30_001];
	let isAsking = true;
	const alarms = offsets_us.map(async offset_us => new Promise<void>(resolve => {
		clock.alarm(start_us + offset_us, () => {
			calledOff.push(offset_us);
		})();
		clock.alarm(start_us + offset_us, () => {
			assert.equal(isAsking, false);
			early_us.push(start_us + offset_us - now_us());
			resolve();
		});
	}));
	isAsking = false;
	await Promise.all(alarms);
	assert.equal(early_us.length, offsets_us.length);
	assert.equal(Math.max(...early_us) <= 0, true, `${Math.max(...early_us)} us early`);
	assert.deepEqual(calledOff, []);
});

test('chance: the same words, the same numbers; evenly spread; the words are told apart', () => {
	const draw = (...words: string[]) => {
		const chance = seededRandom(...words);
		return Array.from({length: 10_000}, () => chance());
	};

	assert.deepEqual(draw('a', 'b'), draw('a', 'b'));
	assert.notDeepEqual(draw('a', 'b').slice(0, 4), draw('ab', '').slice(0, 4));
	const tenths = Array.from({length: 10}, (_, tenth) => draw('a').filter(value => Math.floor(value * 10) === tenth).length);
	assert.equal(tenths.every(count => Math.abs(count - 1000) < 120), true, tenths.join(' '));
});

test('correlated: a share of the numbers is the one before again, and the spread stays', () => {
	const chance = correlated(seededRandom('c'), 0.25);
	const values = Array.from({length: 20_000}, () => chance());
	const repeated = values.filter((value, index) => index > 0 && value === values[index - 1]).length;
	assert.equal(Math.abs(repeated / values.length - 0.25) < 0.02, true, `${repeated}`);
	assert.equal(Math.abs(values.filter(value => value < 0.01).length / values.length - 0.01) < 0.003, true);
});

test('a queue by time: equal times stay in order, an earlier one overtakes', () => {
	const queue = new TimeQueue<string>();
	const overtaken = [['a', 30], ['b', 10], ['c', 30], ['d', 10], ['e', 20]].map(([item, due_us]) => queue.push(item as string, due_us as number));
	assert.deepEqual(overtaken, [0, 1, 0, 2, 2]);
	assert.equal(queue.first_us, 10);
	assert.deepEqual([queue.shift(), queue.shift(), queue.length], ['b', 'd', 3]);
	assert.deepEqual(queue.clear(), ['e', 'a', 'c']);
	assert.equal(queue.first_us, Infinity);
});
