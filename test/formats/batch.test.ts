/** What is packed is told again on the other side, but for where bytes lay. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {LabEvent} from '../../source/core/events.ts';
import {readBatch} from '../../source/formats/batch-reader.ts';
import {batchMemory, BatchPacker, batch_bytes, fitsBatch, type EndsNote} from '../../source/formats/batch.ts';

const text = new TextEncoder();
const distant = '127.0.0.1:9';
const data = [{at: 7, length: 3}];

const told: ReadonlyArray<readonly [name: string, event: LabEvent, bytes?: Uint8Array]> = [
	['a send', {seq: 1, time: 1_700_000_000_000_123, endpoint: 'c1', side: 'client', event: 'send', asked: 3, result: 3, bytes: 3, offset: 0, peer: 's1.1', data}, text.encode('abc')],
	['a recv of what crossed', {seq: 2, time: 2, endpoint: 's1.1', side: 'server', event: 'recv', asked: 65_536, result: 3, bytes: 3, offset: 2 ** 40, peer: 'c1', data, seenAtPeer: true}],
	['the end of a stream', {seq: 3, time: 3, endpoint: 's1.1', side: 'server', event: 'recv', asked: 65_536, result: 0}],
	['a datagram without bytes', {seq: 4, time: 4, endpoint: 's2', side: 'server', event: 'recv', bytes: 0, offset: 0, remote: distant, peer: distant, datagram: true, data}, new Uint8Array()],
	['a send partly taken', {seq: 5, time: 5, endpoint: 'c1', side: 'client', event: 'send', asked: 9, result: 4, queued: 5, bytes: 9, offset: 3, peer: 's1.1', data}, text.encode('123456789')],
	['a send that would have blocked', {seq: 6, time: 6, endpoint: 'c1', side: 'client', event: 'send', asked: 1, errno: 'EAGAIN', queued: 1, bytes: 1, offset: 12, data}, text.encode('x')],
	['another call', {seq: 7, time: 7, endpoint: 's1', side: 'server', event: 'accept', result: 's1.1', local: '127.0.0.1:1', remote: '127.0.0.1:2'}],
	['a remark', {seq: 8, time: 8, endpoint: 'sockplay', side: 'client', event: 'said', message: 'xin chào'}],
];

function read(packer: BatchPacker) {
	const found: Array<EndsNote | {readonly event: LabEvent; readonly bytes: number[] | undefined; readonly isLeftOut: boolean}> = [];
	readBatch(packer.finish(batchMemory()), {
		event(event, bytes, isLeftOut) {
			found.push({event, bytes: bytes && [...bytes], isLeftOut});
		},
		ends(note) {
			found.push(note);
		},
	});
	return found;
}

/** A plain one tells that there were bytes, not where. */
function withoutPlaces(event: LabEvent): LabEvent {
	return event.data === undefined || event.errno !== undefined ? event : {...event, data: []};
}

for (const [name, event, bytes] of told) {
	test(`${name} is the same behind other events`, () => {
		const packer = new BatchPacker(batchMemory());
		packer.add(told[0]![1], text.encode('odd'));
		packer.add(event, bytes);
		packer.add(told[7]![1], undefined);
		assert.deepEqual(read(packer)[1], {event: withoutPlaces(event), bytes: bytes && [...bytes], isLeftOut: false});
	});
}

test('ends are told where they were, bytes that are left out as such', () => {
	const packer = new BatchPacker(batchMemory());
	const ends = {local: '127.0.0.1:1', remote: '127.0.0.1:2', datagram: false, paired: true};
	packer.add(told[7]![1], undefined);
	packer.addEnds({name: 'c1', ends});
	packer.add(told[0]![1], undefined, true);
	packer.addEnds({name: 'c1', ends: undefined});
	assert.deepEqual(read(packer).map(each => ('name' in each ? each.ends : each.isLeftOut)), [false, ends, true, undefined]);
});

test('a batch that is finished has given its place to an empty one', () => {
	const packer = new BatchPacker(batchMemory());
	packer.add(told[0]![1], text.encode('abc'));
	assert.equal(read(packer).length, 1);
	assert.equal(packer.used_bytes, 0);
	assert.deepEqual(read(packer), []);
});

test('what is too large for a batch has room in memory made for it', () => {
	const packer = new BatchPacker(batchMemory(batch_bytes));
	assert.ok(!fitsBatch(batch_bytes));
	assert.ok(packer.fits(batch_bytes));
	packer.add(told[0]![1], new Uint8Array(batch_bytes));
	assert.ok(!packer.fits(batch_bytes));
	assert.equal(read(packer).length, 1);
});
