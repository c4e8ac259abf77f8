/** The sums of RFC 1071, beside the plain way to make them. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {asSummed, checksumOf, sumBytes, sumRange} from '../../../source/formats/pcapng/checksum.ts';
import {seeded} from '../../helpers/seeded.ts';

/** As the RFC says it: 16 bits at a time, in network order. */
function plainChecksum(bytes: Uint8Array): number {
	let sum = 0;
	for (let at = 0; at < bytes.length; at += 2) {
		sum += (bytes[at]! * 256) + (bytes[at + 1] ?? 0);
		sum = (sum % 65_536) + Math.floor(sum / 65_536);
	}

	return 65_535 - sum;
}

/** The bytes as they lie in the packet. */
const networkOrder = (checksum: number) => asSummed(checksum);

test('the header that every text on the subject has', () => {
	const header = Uint8Array.from([0x45, 0, 0, 0x73, 0, 0, 0x40, 0, 0x40, 0x11, 0, 0, 0xC0, 0xA8, 0, 1, 0xC0, 0xA8, 0, 0xC7]);
	assert.equal(networkOrder(checksumOf(sumBytes(header))), 0xB8_61);
});

test('bytes of every length, from every place in memory, shared or not', () => {
	const random = seeded(3);
	for (const length of [0, 1, 2, 3, 4, 5, 7, 8, 9, 63, 64, 65, 255, 256, 257, 1000, 4096, 65_495, 65_536, 65_537, 262_143]) {
		const bytes = Uint8Array.from({length}, () => Math.floor(random() * 256));
		for (const shift of [0, 1, 2, 3, 5]) {
			for (const memory of [new ArrayBuffer(length + 8), new SharedArrayBuffer(length + 8)]) {
				const whole = new Uint8Array(memory);
				whole.fill(0xFF);
				whole.set(bytes, shift);
				const name = `${length} bytes at ${shift}`;
				assert.equal(networkOrder(checksumOf(sumBytes(whole.subarray(shift, shift + length)))), plainChecksum(bytes), name);
				assert.equal(networkOrder(checksumOf(sumRange({bytes: whole, view: new DataView(memory)}, shift, shift + length))), plainChecksum(bytes), name);
			}
		}
	}
});

test('a sum of many bytes that are all 255 loses nothing', () => {
	assert.equal(checksumOf(sumBytes(new Uint8Array(1024 * 1024).fill(0xFF))), 0);
	assert.equal(checksumOf(sumBytes(new Uint8Array(1024 * 1024))), 0xFF_FF);
});
