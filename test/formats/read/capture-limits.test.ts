/** What a capture may have at most: options, tags, headers, and times that can be counted. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {limits} from '../../../source/core/limits.ts';
import {tcpFlags} from '../../../source/formats/pcapng/packets.ts';
import {CaptureReader} from '../../../source/formats/read/capture-reader.ts';
import {transportPacket} from '../../../source/formats/read/packet.ts';
import {block, section, segment} from '../../helpers/capture-parts.ts';
import {stepsOf} from '../../helpers/told.ts';

const hello = segment(5000, 1, tcpFlags.ack, 5);

/** An option of a block (draft-ietf-opsawg-pcapng section 3.5). */
function option(code: number, value: Uint8Array): Uint8Array {
	const bytes = Buffer.alloc(4 + (Math.ceil(value.length / 4) * 4));
	bytes.writeUInt16LE(code, 0);
	bytes.writeUInt16LE(value.length, 2);
	bytes.set(value, 4);
	return bytes;
}

/** An interface of raw IP, whose times are in microseconds from this one on. */
function interfaceFrom(offset_s: bigint): Uint8Array {
	const value = Buffer.alloc(8);
	value.writeBigInt64LE(offset_s);
	return block(1, Buffer.concat([Buffer.from([101, 0, 0, 0, 0, 0, 0, 0]), option(14, value)]));
}

/** A packet that was captured at this many microseconds. */
function packetAt(ticks: bigint, options: readonly Uint8Array[] = []): Uint8Array {
	const head = Buffer.alloc(20);
	head.writeUInt32LE(Number(ticks / 0x1_00_00_00_00n), 4);
	head.writeUInt32LE(Number(ticks % 0x1_00_00_00_00n), 8);
	head.writeUInt32LE(hello.length, 12);
	head.writeUInt32LE(hello.length, 16);
	return block(6, Buffer.concat([head, hello, new Uint8Array(3), ...options]));
}

/** The times of the sends, and how many blocks are wrong. */
function timesOf(offset_s: bigint, ticks: bigint): {readonly times: ReadonlyArray<number | undefined>; readonly mistakes: number} {
	const reader = new CaptureReader();
	const steps = [...stepsOf(reader, Buffer.concat([section, interfaceFrom(offset_s), packetAt(ticks)]))];
	const times = steps.flatMap(step => step.kind === 'event' && step.fact.event === 'send' ? [step.time] : []);
	return {times, mistakes: reader.mistakes};
}

const newest_us = BigInt(Number.MAX_SAFE_INTEGER);
const farthest_s = (2n ** 63n) - 1n;
const counted: ReadonlyArray<readonly [offset_s: bigint, ticks: bigint, time: number]> = [
	[0n, 0n, 0],
	[1_795_000_000n, 7n, 1_795_000_000_000_007],
	[-1n, 1_000_000n, 0],
	[0n, newest_us, Number.MAX_SAFE_INTEGER],
];

for (const [offset_s, ticks, time] of counted) {
	test(`${offset_s} s and ${ticks} µs after 1970 are a time`, () => {
		assert.deepEqual(timesOf(offset_s, ticks), {times: [time], mistakes: 0});
	});
}

const notCounted: ReadonlyArray<readonly [offset_s: bigint, ticks: bigint]> = [
	[farthest_s, 0n],
	[-farthest_s, 0n],
	[farthest_s, (2n ** 64n) - 1n],
	[-1n, 999_999n],
	[0n, newest_us + 1n],
];

for (const [offset_s, ticks] of notCounted) {
	test(`${offset_s} s and ${ticks} µs after 1970 are a mistake`, () => {
		assert.deepEqual(timesOf(offset_s, ticks), {times: [], mistakes: 1});
	});
}

test('of the options of a block, the first are read, and the note says so', () => {
	const comments = Array.from({length: limits.block_options + 1}, () => option(1, Buffer.from('hello')));
	const reader = new CaptureReader();
	const steps = [...stepsOf(reader, Buffer.concat([section, interfaceFrom(0n), packetAt(0n, comments)]))];
	const notes = steps.filter(step => step.kind === 'event' && step.fact.message === 'hello');
	assert.equal(notes.length, limits.packet_comments);
	assert.deepEqual(reader.notes, [
		'1 packets',
		'1 blocks have more than 4,096 options: only the first are read',
		`${(limits.block_options - limits.packet_comments).toLocaleString('en')} comments are not shown: a packet has at most ${limits.packet_comments}`,
	]);
});

/** A segment behind so many VLAN tags. */
function tagged(count: number): Uint8Array {
	return Buffer.concat([new Uint8Array(12), ...Array.from({length: count}, () => Uint8Array.of(0x81, 0, 0, 7)), Uint8Array.of(8, 0), hello]);
}

/** A segment over IPv6 behind so many hop-by-hop headers of 8 bytes. */
function extended(count: number): Uint8Array {
	const header = Buffer.alloc(40);
	header[0] = 0x60;
	header[6] = count === 0 ? 6 : 0;
	const extensions = Array.from({length: count}, (_, index) => Uint8Array.of(index === count - 1 ? 6 : 0, 0, 0, 0, 0, 0, 0, 0));
	return Buffer.concat([header, ...extensions, hello.subarray(20)]);
}

for (const [what, linkType, packet] of [['VLAN tags', 1, tagged], ['extension headers', 101, extended]] as const) {
	test(`a packet has at most ${limits.packet_headers} ${what}`, () => {
		assert.equal(transportPacket(linkType, packet(limits.packet_headers))?.fromPort, 5000);
		assert.equal(transportPacket(linkType, packet(limits.packet_headers + 1)), undefined);
	});
}
