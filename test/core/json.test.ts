import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {LabEvent} from '../../source/core/events.ts';
import {eventToJson} from '../../source/core/json.ts';

const time = (Date.UTC(2026, 10, 20, 5, 1, 9, 872) * 1000) + 123;
const common = {time, endpoint: 'c1', side: 'client'} as const;

const table: ReadonlyArray<readonly [LabEvent, Uint8Array | undefined, string]> = [
	[
		{...common, seq: 1, event: 'send', asked: 2, result: 2, bytes: 2, peer: 's1.1', data: [{at: 0, length: 2}]},
		Uint8Array.of(0x68, 0x69),
		'{"seq":1,"time":"2026-11-20T05:01:09.872123Z","endpoint":"c1","event":"send","peer":"s1.1","bytes":2,"data":"aGk=","asked":2,"result":2}',
	],
	[
		{...common, seq: 2, event: 'recv', asked: 65_536, result: 2, bytes: 2, peer: '127.0.0.1:5', remote: '127.0.0.1:5', data: [{at: 0, length: 2}]},
		undefined,
		'{"seq":2,"time":"2026-11-20T05:01:09.872123Z","endpoint":"c1","event":"recv","remote":"127.0.0.1:5","bytes":2,"data_left_out":true,"asked":65536,"result":2}',
	],
	[
		{...common, seq: 3, event: 'connect', args: '127.0.0.1:1', errno: 'ECONNREFUSED', message: 'nobody listens'},
		undefined,
		'{"seq":3,"time":"2026-11-20T05:01:09.872123Z","endpoint":"c1","event":"connect","args":"127.0.0.1:1","errno":"ECONNREFUSED","message":"nobody listens"}',
	],
];

test('one object a line', () => {
	for (const [event, bytes, line] of table) {
		assert.equal(eventToJson(event, bytes), line);
	}
});

test('nothing that a terminal would obey, and the same text when read', () => {
	const message = '\u{1B}[2J\u{9B}\u{7F}\u{202E}\u{2028}\u{E0001}\u{D800} đường 👩‍👧';
	const line = eventToJson({...common, seq: 4, event: 'note', message});
	assert.doesNotMatch(line, /[\p{Control}\p{Format}\p{Surrogate}\u{2028}]/v);
	assert.equal((JSON.parse(line) as {message: string}).message, message);
	assert.ok(line.includes('đường'));
});

test('a time that no calendar has, as a recording may say, is the furthest there is', () => {
	assert.match(eventToJson({...common, seq: 5, time: 2e25, event: 'note'}), /"time":"\+275760-09-13T00:00:00\.0/v);
});
