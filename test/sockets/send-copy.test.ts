import assert from 'node:assert/strict';
import {test} from 'node:test';
import {lendCopy} from '../../source/sockets/send-copy.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (copy: Uint8Array) => new TextDecoder().decode(copy);

test('memory that the system has taken the bytes of is used again', () => {
	const one = lendCopy(bytes('one'));
	one.end();
	const two = lendCopy(bytes('two'));
	two.end();
	assert.equal(one.bytes.buffer, two.bytes.buffer);
});

test('a copy that is still needed stays as it is', () => {
	const waiting = lendCopy(bytes('still on its way'));
	for (const each of ['something else, and longer', 'and more']) {
		lendCopy(bytes(each)).end();
	}

	assert.equal(text(waiting.bytes), 'still on its way');
	waiting.end();
});

test('more than one recv returns has memory of its own', () => {
	const large = new Uint8Array(1_000_000).fill(7);
	const copy = lendCopy(large);
	large.fill(8);
	assert.ok(copy.bytes.every(byte => byte === 7));
});

for (const [name, value] of Object.entries({number: 5, nothing: undefined, DataView: new DataView(new ArrayBuffer(8)), Uint16Array: Uint16Array.of(1, 2), ArrayBuffer: new ArrayBuffer(8), object: {}, length: {length: 5}})) {
	test(`${name} is no bytes: nothing of the memory is sent`, () => {
		lendCopy(bytes('of another connection')).end();
		assert.throws(() => lendCopy(value as Uint8Array), {name: 'TypeError', message: 'what is sent is a Uint8Array'});
	});
}
