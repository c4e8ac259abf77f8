/** What is packed is told again on the other side, but for where bytes lay. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ByteStore} from '../../source/core/byte-store.ts';
import type {DataRef, LabEvent} from '../../source/core/events.ts';
import {limits} from '../../source/core/limits.ts';
import {readBatch} from '../../source/recorder/batch-reader.ts';
import {BatchPacker, type AddressNote} from '../../source/recorder/batch.ts';

const distant = '127.0.0.1:9';
const data = [{at: 7, length: 3}];

const told: ReadonlyArray<readonly [name: string, event: LabEvent, pieces?: readonly string[]]> = [
	['a send', {seq: 1, time: 1_700_000_000_000_123, endpoint: 'c1', side: 'client', event: 'send', asked: 3, result: 3, bytes: 3, offset: 0, peer: 's1.1', data}, ['abc']],
	['a recv of what crossed', {seq: 2, time: 2, endpoint: 's1.1', side: 'server', event: 'recv', asked: 65_536, result: 3, bytes: 3, offset: 2 ** 40, peer: 'c1', data, isShownAtPeer: true}],
	['a recv of what several sends stored', {seq: 2, time: 2, endpoint: 's1.1', side: 'server', event: 'recv', asked: 65_536, result: 7, bytes: 7, offset: 0, peer: 'c1', data}, ['ab', 'cde', 'fg']],
	['the end of a stream', {seq: 3, time: 3, endpoint: 's1.1', side: 'server', event: 'recv', asked: 65_536, result: 0}],
	['a datagram without bytes', {seq: 4, time: 4, endpoint: 's2', side: 'server', event: 'recv', bytes: 0, offset: 0, remote: distant, peer: distant, datagram: true, data}, ['']],
	['a send partly taken', {seq: 5, time: 5, endpoint: 'c1', side: 'client', event: 'send', asked: 9, result: 4, queued: 5, bytes: 9, offset: 3, peer: 's1.1', data}, ['123456789']],
	['a send that would have blocked', {seq: 6, time: 6, endpoint: 'c1', side: 'client', event: 'send', asked: 1, errno: 'EAGAIN', queued: 1, bytes: 1, offset: 12, data}, ['x']],
	['another call', {seq: 7, time: 7, endpoint: 's1', side: 'server', event: 'accept', result: 's1.1', local: '127.0.0.1:1', remote: '127.0.0.1:2'}],
	['a remark', {seq: 8, time: 8, endpoint: 'sockplay', side: 'client', event: 'said', message: 'xin chào'}],
];

const [aSend] = told[0]!.slice(1) as [LabEvent];
const aRemark = told.at(-1)![1];

/** A packer, and the store and lease that it needs. Blocks of four bytes: most texts cross a border. */
function packing() {
	const store = new ByteStore(1000, {size_bytes: 4});
	const lease = store.lease();
	const packer = new BatchPacker();
	const leased = (texts: readonly string[]): DataRef[] => texts.map(text => {
		const bytes = new TextEncoder().encode(text);
		const ref = {at: store.append(bytes), length: bytes.length};
		lease.add(ref);
		store.append(new Uint8Array(1));
		return ref;
	});
	return {lease, packer, leased};
}

function read({packer, lease}: Pick<ReturnType<typeof packing>, 'packer' | 'lease'>) {
	const found: Array<AddressNote | {readonly event: LabEvent; readonly text: string | undefined; readonly isLeftOut: boolean}> = [];
	readBatch(packer.finish(lease), {
		event(event, bytes, isLeftOut) {
			found.push({event, text: bytes && String.fromCodePoint(...bytes), isLeftOut});
		},
		addresses(note) {
			found.push(note);
		},
	});
	return found;
}

/** A plain one tells that there were bytes, not where. */
function withoutPlaces(event: LabEvent): LabEvent {
	return event.data === undefined || event.errno !== undefined ? event : {...event, data: []};
}

for (const [name, event, pieces] of told) {
	test(`${name} is the same between other events`, () => {
		const {packer, lease, leased} = packing();
		packer.add(aSend, leased(['odd']));
		packer.add(event, pieces && leased(pieces));
		packer.add(aRemark, undefined);
		assert.deepEqual(read({packer, lease}), [
			{event: withoutPlaces(aSend), text: 'odd', isLeftOut: false},
			{event: withoutPlaces(event), text: pieces?.join(''), isLeftOut: false},
			{event: aRemark, text: undefined, isLeftOut: false},
		]);
	});
}

test('addresses are told where they were, bytes that are left out as such', () => {
	const {packer, lease} = packing();
	const addresses = {local: '127.0.0.1:1', remote: '127.0.0.1:2', datagram: false, paired: true};
	packer.add(aRemark, undefined);
	packer.addAddresses({name: 'c1', addresses});
	packer.add(aSend, undefined, true);
	packer.addAddresses({name: 'c1', addresses: undefined});
	assert.deepEqual(read({packer, lease}).map(each => ('name' in each ? each.addresses : each.isLeftOut)), [false, addresses, true, undefined]);
});

test('a batch that is finished has given its place to an empty one', () => {
	const {packer, lease, leased} = packing();
	packer.add(aSend, leased(['abc']));
	assert.equal(read({packer, lease}).length, 1);
	assert.equal(packer.used, 0);
	assert.deepEqual(read({packer, lease}), []);
});

test('a batch has room for a recv of as many sends as are remembered, and is full after some of them', () => {
	const {packer, lease, leased} = packing();
	const pieces = leased(Array.from({length: limits.sent_pieces}, () => 'x'));
	let count = 0;
	while (packer.fits(pieces.length)) {
		packer.add(aSend, pieces);
		count++;
	}

	assert.ok(count > 1);
	assert.deepEqual(new Set(read({packer, lease}).map(each => 'text' in each && each.text?.length)), new Set([limits.sent_pieces]));
});
