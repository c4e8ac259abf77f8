import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {EventName} from '../../source/core/events.ts';
import {limits} from '../../source/core/limits.ts';
import {foldText} from '../../source/frames/log-entry-rows.ts';
import {Journal, type Source} from '../../source/lab/journal.ts';

const first: Source = {name: 's1.1', side: 'server'};
const second: Source = {name: 's1.2', side: 'server'};

/** A log and a clock: `every` records events one after the other, so many microseconds apart. */
function log() {
	let now = 1e9;
	const journal = new Journal({now_us: () => now});
	const every = (gap_us: number, count: number, ...events: ReadonlyArray<readonly [Source, EventName]>) => {
		for (let index = 0; index < count; index++) {
			for (const [source, event] of events) {
				now += gap_us;
				journal.record(source, {event, ...((event === 'send' || event === 'recv') && {bytes: 1024, result: 1024})});
			}
		}
	};

	const lines = () => {
		const {server} = journal.tracks;
		const entries = Array.from({length: server.size}, (_, index) => server.at(server.first + index)!);
		return entries.map(entry => `${entry.event.endpoint} ${entry.count === 1 ? entry.event.event : foldText(entry, Infinity, true)}`);
	};

	return {every, lines};
}

const single = limits.fold_burst_events;

test('calm traffic is never folded', () => {
	const {every, lines} = log();
	every(1e6 / limits.fold_events_per_second, 1000, [first, 'recv']);
	assert.deepEqual(new Set(lines()), new Set(['s1.1 recv']));
	assert.equal(lines().length, 1000);
});

test('a flood folds into one line after a burst', () => {
	const {every, lines} = log();
	every(100, 10_000, [first, 'recv']);
	const folded = lines().filter(line => line !== 's1.1 recv');
	assert.deepEqual(folded, ['s1.1 recv x9,960  9.7 MiB in 996 ms']);
	assert.equal(lines().length, single + 1);
});

test('the end of a stream stands alone, however many recvs came before it; an empty datagram is one of many', () => {
	let now = 1e9;
	const journal = new Journal({now_us: () => now++});
	for (let index = 0; index < 100; index++) {
		journal.record(first, {event: 'recv', result: 1}, new Uint8Array(1));
		journal.record(second, {event: 'recv', result: 0}, new Uint8Array(0));
	}

	journal.record(first, {event: 'recv', result: 0});
	const {server} = journal.tracks;
	const last = server.at(server.end - 1)!;
	assert.deepEqual([last.event.endpoint, last.event.result, last.count], ['s1.1', 0, 1]);
	assert.deepEqual([-3, -2].map(place => server.at(server.end + place)!.count), [80, 80]);
});

test('recv and send alternate, connections interleave: one line each', () => {
	const {every, lines} = log();
	every(100, 1000, [first, 'recv'], [first, 'send'], [second, 'recv'], [second, 'send']);
	assert.deepEqual(lines().slice(single).map(line => line.split(' x', 1)[0]), ['s1.1 recv', 's1.1 send', 's1.2 recv', 's1.2 send']);
});

test('what happens to the connection stands where it happened', () => {
	const {every, lines} = log();
	every(100, 200, [first, 'recv'], [second, 'recv']);
	every(100, 1, [first, 'held']);
	every(100, 200, [second, 'recv']);
	every(100, 1, [first, 'resumed']);
	every(100, 200, [first, 'recv']);
	assert.deepEqual(lines().slice(single).map(line => line.split('  ', 1)[0]), ['s1.1 recv x180', 's1.2 recv x380', 's1.1 held', 's1.1 resumed', 's1.1 recv x200']);
});

test('when it is calm again, lines are lines', () => {
	const {every, lines} = log();
	every(100, 200, [first, 'recv']);
	every(2e6, 3, [first, 'recv']);
	assert.deepEqual(lines().slice(single).map(line => line.split('  ', 1)[0]), ['s1.1 recv x160', 's1.1 recv', 's1.1 recv', 's1.1 recv']);
});

test('a second flood begins a line of its own', () => {
	const {every, lines} = log();
	every(100, 200, [first, 'recv']);
	every(5e6, 1, [first, 'recv']);
	every(100, 200, [first, 'recv']);
	assert.equal(lines().filter(line => line.includes(' x')).length, 2);
});

test('a line that has scrolled away is left alone', () => {
	const {every, lines} = log();
	every(100, 100, [first, 'recv']);
	every(100, limits.fold_reach_lines, [second, 'accept']);
	every(100, 100, [first, 'recv']);
	assert.deepEqual(lines().filter(line => line.includes(' x')).map(line => line.split('  ', 1)[0]), ['s1.1 recv x60', 's1.1 recv x100']);
});
