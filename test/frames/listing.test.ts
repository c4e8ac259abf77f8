/** Many conversations, and those that match what is typed. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {FrameMaker} from '../../source/frames/frame-maker.ts';
import {Talk} from '../helpers/talk.ts';

/** A frame of a listener with so many clients, of which the last has spoken. */
async function frameOf(count: number, query?: string) {
	const talk = new Talk();
	await talk.line('listen tcp:0');
	for (let made = 0; made < count; made++) {
		await talk.line('connect s1');
	}

	await talk.line('use s1.1');
	await talk.line(`c${count} send hello`);
	const frames = new FrameMaker(talk.lab, () => undefined);
	if (query !== undefined) {
		frames.viewport = {...frames.viewport, listing: {side: 'server', query}};
	}

	return frames.make();
}

test('few are all told', async () => {
	const {endpoints, unlisted, listing} = await frameOf(3);
	assert.deepEqual([endpoints.length, unlisted, listing], [7, undefined, undefined]);
	assert.deepEqual(endpoints.filter(({unseen_bytes}) => unseen_bytes !== undefined).map(({name, spokeLast}) => [name, spokeLast]), [['s1.3', true]]);
});

test('of many those that wait are told, and how many are not', async () => {
	const count = limits.frame_endpoints;
	const {endpoints, unlisted} = await frameOf(count);
	assert.ok(endpoints.some(({name, unseen_bytes}) => name === `s1.${count}` && unseen_bytes === 5));
	assert.equal(unlisted!.server.open + endpoints.filter(({side, isListener}) => side === 'server' && !isListener).length, count);
});

test('those that match are listed, in the order they were made', async () => {
	const {listing} = await frameOf(20, '1.2');
	assert.deepEqual([listing!.matched, listing!.endpoints.map(({name}) => name)], [2, ['s1.2', 's1.20']]);
	const {listing: waiting} = await frameOf(20, 'NEW open');
	assert.deepEqual(waiting!.endpoints.map(({name}) => name), ['s1.20']);
	const {listing: none} = await frameOf(2, 'closed');
	assert.deepEqual([none!.matched, none!.endpoints], [0, []]);
});
