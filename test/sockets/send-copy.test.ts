import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sendCopy} from '../../source/sockets/send-copy.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (copy: Uint8Array) => new TextDecoder().decode(copy);

/** Sends, and answers the copy that was handed over. */
function sent(what: string, isTaken: boolean, meanwhile?: () => void): Uint8Array {
	let handed: Uint8Array = new Uint8Array();
	sendCopy(bytes(what), copy => {
		meanwhile?.();
		handed = copy;
		return isTaken;
	});
	return handed;
}

test('memory that the system has taken the bytes of is used again', () => {
	assert.equal(sent('one', true).buffer, sent('two', true).buffer);
});

test('a copy that is still needed stays as it is', () => {
	const waiting = sent('still on its way', false);
	sent('something else, and longer', true);
	sent('and more', false);
	assert.equal(text(waiting), 'still on its way');
});

test('so does one during which something else is sent', () => {
	let inner = '';
	const outer = sent('outer', true, () => {
		inner = text(sent('inner!', true));
	});
	assert.deepEqual([text(outer), inner], ['outer', 'inner!']);
});

test('more than one recv returns has memory of its own', () => {
	const large = new Uint8Array(1_000_000).fill(7);
	sendCopy(large, copy => {
		assert.ok(large.every((byte, at) => copy[at] === byte));
		assert.notEqual(copy.buffer, large.buffer);
		return true;
	});
});

for (const [name, value] of Object.entries({number: 5, nothing: undefined, DataView: new DataView(new ArrayBuffer(8)), Uint16Array: Uint16Array.of(1, 2), ArrayBuffer: new ArrayBuffer(8), object: {}, length: {length: 5}})) {
	test(`${name} is no bytes: nothing of the memory is sent`, () => {
		sent('of another connection', true);
		assert.throws(() => {
			sendCopy(value as Uint8Array, () => assert.fail('it was sent'));
		}, {name: 'TypeError', message: 'what is sent is a Uint8Array'});
	});
}
