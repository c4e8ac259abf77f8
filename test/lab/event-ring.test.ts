import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {LabEvent} from '../../source/core/events.ts';
import {Ring} from '../../source/core/ring.ts';
import {EventRing} from '../../source/lab/event-ring.ts';
import {seeded} from '../helpers/seeded.ts';

const plain: LabEvent = {
	event: 'send',
	asked: 5,
	result: 5,
	bytes: 5,
	offset: 0,
	data: [{at: 0, length: 5}],
	seq: 1,
	time: 1000,
	endpoint: 'c1',
	side: 'client',
};

/** Every property that an event can have, with a value that `plain` does not have. */
const other: Required<LabEvent> = {
	event: 'recv',
	args: 'TCP_NODELAY, 1',
	asked: 6,
	result: 4,
	errno: 'EAGAIN',
	retried: true,
	call: 'sendto',
	local: '127.0.0.1:1',
	remote: '127.0.0.1:2',
	bytes: 7,
	queued: 8,
	elapsed_us: 9,
	direction: 'out',
	link: 'held',
	link_us: 10,
	message: 'why',
	seq: 11,
	time: 12,
	endpoint: 'c2',
	side: 'server',
	peer: 's1.1',
	data: [{at: 13, length: 2}, {at: 20, length: 3}],
	offset: 14,
	datagram: true,
	isShownAtPeer: true,
	rawAs: 'header',
	mark: 15,
};

test('an event comes back as it was, whatever was kept before it', () => {
	const ring = new EventRing(1000);
	const {asked: _asked, offset: _offset, data: _data, result: _result, bytes: _bytes, ...bare} = plain;
	const changes = [...Object.entries(other).map(([key, value]) => ({[key]: value})), bare, {data: []}, {bytes: 0}];
	const events = changes.flatMap(change => [plain, {...plain, ...change}, {...bare, ...change}, {...other, ...change}]);
	for (const event of [...events, ...events.toReversed()]) {
		assert.deepEqual(ring.at(ring.push(event)), event);
	}
});

test('events that need no row of numbers leave those of others as they are, however many come in a row', () => {
	const [ring, limit] = [new EventRing(5000), 5000];
	const hasRow = (seq: number) => seq < 100 || seq >= 2100;
	const eventAt = (seq: number): LabEvent => ({...plain, seq, time: seq, result: hasRow(seq) ? 5 : 4});
	for (let seq = 0; seq < limit; seq++) {
		ring.push(eventAt(seq));
	}

	for (let place = 0; place < limit; place++) {
		assert.deepEqual(ring.at(place), eventAt(place));
	}
});

test('a ring of events is a ring', () => {
	const random = seeded(3);
	for (const limit of [1, 7, 300, 1000]) {
		const [ring, model] = [new EventRing(limit), new Ring<LabEvent>(limit)];
		for (let seq = 1; seq < 3000; seq++) {
			const length = Math.floor(random() * 3);
			const numbers = {seq, time: seq, offset: seq, asked: length, result: length, bytes: length};
			const event: LabEvent = {...plain, ...numbers, data: [{at: 2 * seq, length}], endpoint: `c${length}`};
			const change = random() < 0.2 ? {message: `${seq}`} : {};
			assert.equal(ring.push({...event, ...change}), model.push({...event, ...change}));
			if (random() < 0.1) {
				ring.shift();
				model.shift();
			}

			const place = ring.first + Math.floor(random() * (ring.size + 1));
			assert.deepEqual(ring.at(place), model.at(place));
			assert.equal(ring.firstPosition, model.at(model.first)?.data?.[0]?.at);
		}

		const [kept, asked] = [ring.snapshot(), model.snapshot()];
		ring.clear();
		model.clear();
		ring.push(plain);
		assert.deepEqual([ring.first, ring.end, ring.size, ring.evicted], [asked.end, asked.end + 1, 1, 0]);
		assert.deepEqual([kept.first, kept.end, kept.size, kept.evicted], [asked.first, asked.end, asked.size, asked.evicted]);
		for (let place = kept.first - 1; place <= kept.end; place++) {
			assert.deepEqual(kept.at(place), asked.at(place));
		}
	}
});
