/** A .jsonl file that somebody else wrote: every field is checked, a wrong line is told with its number and its field, and those behind it are read. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {limits} from '../../../source/core/limits.ts';
import {JsonlReader} from '../../../source/formats/read/jsonl-reader.ts';
import {told} from '../../helpers/told.ts';

const good = {seq: 1, time: '2026-11-20T05:01:09.872123Z', endpoint: 'c1', event: 'send', bytes: 5, data: 'aGVsbG8=', asked: 5, result: 5};
const after = JSON.stringify({...good, seq: 2});

const mistakes: ReadonlyArray<readonly [fields: Readonly<Record<string, unknown>>, mistake: string]> = [
	...[1e308, 9e15, 999_999_999, 4, 0].map(bytes => [{bytes}, `bytes: expected ${Number.isSafeInteger(bytes) ? '5, as many as data has' : 'a whole number from 0'}, found ${bytes}`] as const),
	[{bytes: -5}, 'bytes: expected a whole number from 0, found -5'],
	[{bytes: 2.5}, 'bytes: expected a whole number from 0, found 2.5'],
	[{bytes: '5'}, 'bytes: expected a whole number from 0, found "5"'],
	[{bytes: undefined}, 'bytes: missing, expected 5, as many as data has'],
	[{data: 'aGVsbG8'}, 'data: expected base64, found "aGVsbG8"'],
	[{data: 'aGV=bG8='}, 'data: expected base64, found "aGV=bG8="'],
	[{data_left_out: true}, 'data_left_out: expected nothing beside data, found true'],
	[{seq: 0}, 'seq: expected a whole number from 1, found 0'],
	[{time: 'yesterday'}, 'time: expected a time such as 2026-11-20T05:01:09.872123Z, found "yesterday"'],
	[{time: '2026-99-20T05:01:09Z'}, 'time: expected a time such as 2026-11-20T05:01:09.872123Z, found "2026-99-20T05:01:09Z"'],
	...['9999-12-31T23:59:59Z', '1969-12-31T23:59:59Z'].map(time => [{time}, `time: expected a time such as 2026-11-20T05:01:09.872123Z, found "${time}"`] as const),
	[{time: undefined}, 'time: missing, expected a time such as 2026-11-20T05:01:09.872123Z'],
	[{endpoint: ''}, 'endpoint: expected the name of an endpoint, found ""'],
	[{endpoint: 'c\u{1B}1'}, String.raw`endpoint: expected the name of an endpoint, found "c\u001b1"`],
	[{endpoint: 'c'.repeat(limits.name_characters + 1)}, `endpoint: expected the name of an endpoint, found "${'c'.repeat(39)}…`],
	[{endpoint: {}}, 'endpoint: expected the name of an endpoint, found an object'],
	[{event: 'constructor'}, 'event: expected the name of an event, found "constructor"'],
	[{call: 'fork'}, 'call: expected the name of a call, found "fork"'],
	[{way: 'up'}, 'way: expected out or in, found "up"'],
	[{asked: 1e99}, 'asked: expected a whole number from 0, found 1e+99'],
	[{result: 1.5}, 'result: expected a whole number from -1, found 1.5'],
	[{queued: []}, 'queued: expected a whole number from 0, found a list'],
	[{took_us: -1}, 'took_us: expected a whole number from 0, found -1'],
	[{message: 7}, 'message: expected a text, found 7'],
	[{remote: null}, 'remote: expected a text, found null'],
];

for (const [fields, mistake] of mistakes) {
	test(mistake, () => {
		const reader = new JsonlReader();
		assert.deepEqual(told(reader, `${JSON.stringify({...good, ...fields})}\n${after}\n`), [`sockplay error line 1: ${mistake}`, 'c1 send 5']);
		assert.equal(reader.mistakes, 1);
		assert.deepEqual(reader.notes, [`1 lines are not read, the first: line 1: ${mistake}`]);
	});
}

test('what is no event at all, and what is no mistake', () => {
	const lines = ['hello', '[]', 'null', '', '  ', after, '{"seq":3}'];
	assert.deepEqual(told(new JsonlReader(), lines.join('\r\n')), [
		'sockplay error line 1: this is no JSON object',
		'sockplay error line 2: this is no JSON object',
		'sockplay error line 3: this is no JSON object',
		'c1 send 5',
		'sockplay error line 7: time: missing, expected a time such as 2026-11-20T05:01:09.872123Z',
	]);
});

test('the first mistakes are told, the others counted', () => {
	const reader = new JsonlReader();
	const events = told(reader, `${'{}\n'.repeat(limits.reported_mistakes + 5)}${after}`);
	assert.equal(events.length, limits.reported_mistakes + 1);
	assert.equal(events.at(-1), 'c1 send 5');
	assert.deepEqual(reader.notes, ['25 lines are not read, the first: line 1: time: missing, expected a time such as 2026-11-20T05:01:09.872123Z; the log shows the first 20']);
});

test('bytes that were left out are said to be', () => {
	const {data: _, ...without} = good;
	const reader = new JsonlReader();
	assert.deepEqual(told(reader, [{...without, data_left_out: true}, without].map(line => JSON.stringify(line)).join('\n')), ['c1 send', 'c1 send']);
	assert.deepEqual(reader.notes, ['1 lines have neither their bytes nor data_left_out']);
});

test('a text longer than the journal keeps is counted', () => {
	const reader = new JsonlReader();
	const long = {...good, message: 'm'.repeat(limits.text_characters + 1)};
	assert.equal(told(reader, JSON.stringify(long)).length, 1);
	assert.deepEqual(reader.notes, ['1 lines have texts longer than 4,096 characters, which are cut']);
});

test('as many endpoints as there are names: all are told', () => {
	const count = limits.recorded_conversations + 10;
	const lines = Array.from({length: count}, (_, index) => JSON.stringify({...good, endpoint: `e${index}`, peer: `p${index}`}));
	assert.equal(told(new JsonlReader(), lines.join('\n')).length, count);
});
