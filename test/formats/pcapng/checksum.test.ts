/** The sums of RFC 1071. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asSummed, checksumOf, folded, sumOf} from '../../../source/formats/pcapng/checksum.ts';

test('the header that every text on the subject has', () => {
	const header = Uint8Array.from([0x45, 0, 0, 0x73, 0, 0, 0x40, 0, 0x40, 0x11, 0, 0, 0xC0, 0xA8, 0, 1, 0xC0, 0xA8, 0, 0xC7]);
	assert.equal(asSummed(checksumOf(sumOf(new DataView(header.buffer), 0, header.length))), 0xB8_61);
});

test('a sum is folded into 16 bits, and what is carried is added', () => {
	assert.deepEqual([0, 0xFF_FF, 0x1_00_00, 0x1_FF_FF, 0xFF_FF * 20].map(total => folded(total)), [0, 0xFF_FF, 1, 1, 0xFF_FF]);
});
