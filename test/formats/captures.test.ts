/** Captures of other tools: either byte order, every link layer, segments in any order; what comes of them is a conversation. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {concatBytes} from '../../source/core/bytes.ts';
import {limits} from '../../source/core/limits.ts';
import {Chunks} from '../../source/formats/chunks.ts';
import {hostOf} from '../../source/formats/pcapng/host.ts';
import {tcpFlags, writeDatagram, writeSegment} from '../../source/formats/pcapng/packets.ts';
import {CaptureFile} from '../../source/formats/read/capture-file.ts';
import type {CapturedPacket} from '../../source/formats/read/capture-format.ts';
import {CaptureReader} from '../../source/formats/read/capture-reader.ts';
import {ipText} from '../../source/formats/ip-text.ts';
import {randomBytes, seeded} from '../helpers/seeded.ts';
import {stepsOf} from '../helpers/told.ts';

const {syn, ack, fin, rst, psh} = tcpFlags;
const encoder = new TextEncoder();
const [client, server] = ['127.0.0.1:5000', '127.0.0.1:80'];

type Packet = readonly [from: string, to: string, flags: number, seq: number, text: string];

/** IP packets, without a link layer. */
function packetsOf(told: readonly Packet[], transport: 'tcp' | 'udp' = 'tcp'): Uint8Array[] {
	return told.map(([from, to, flags, seq, text]) => {
		const chunks = new Chunks({isStable: false});
		const envelope = {chunks, from: hostOf(from)!, to: hostOf(to)!, time: 0, comments: []};
		if (transport === 'tcp') {
			writeSegment(envelope, {flags, seq, ack: 0, payload: encoder.encode(text)});
		} else {
			writeDatagram(envelope, encoder.encode(text));
		}

		const [piece] = chunks.take();
		const length = piece!.view.getUint32(20, true);
		return piece!.bytes.slice(28, 28 + length);
	});
}

/** A pcapng file as another tool would write it: a section, an interface, enhanced packet blocks a millisecond apart, nanosecond ticks. */
function pcapng(packets: readonly Uint8Array[], {linkType = 101, link = [] as readonly number[], isLittle = true} = {}): Uint8Array {
	const block = (type: number, length: number, fill: (view: DataView, bytes: Uint8Array) => void) => {
		const padded = Math.ceil(length / 4) * 4;
		const bytes = new Uint8Array(12 + padded);
		const view = new DataView(bytes.buffer);
		view.setUint32(0, type, isLittle);
		view.setUint32(4, bytes.length, isLittle);
		view.setUint32(8 + padded, bytes.length, isLittle);
		fill(new DataView(bytes.buffer, 8, padded), bytes.subarray(8, 8 + padded));
		return bytes;
	};

	const section = block(0x0A_0D_0D_0A, 16, view => {
		view.setUint32(0, 0x1A_2B_3C_4D, isLittle);
		view.setUint16(4, 1, isLittle);
		view.setBigInt64(8, -1n, isLittle);
	});
	const described = block(1, 20, view => {
		view.setUint16(0, linkType, isLittle);
		view.setUint16(8, 9, isLittle);
		view.setUint16(10, 1, isLittle);
		view.setUint8(12, 9);
	});
	return concatBytes([section, described, ...packets.map((packet, index) => block(6, 20 + link.length + packet.length, (view, bytes) => {
		const ticks = BigInt(index) * 1_000_000n;
		view.setUint32(4, Number(ticks / 0x1_00_00_00_00n), isLittle);
		view.setUint32(8, Number(ticks % 0x1_00_00_00_00n), isLittle);
		view.setUint32(12, link.length + packet.length, isLittle);
		view.setUint32(16, link.length + packet.length, isLittle);
		bytes.set(link, 20);
		bytes.set(packet, 20 + link.length);
	}))]);
}

function packetsIn(file: CaptureFile, bytes: Uint8Array): CapturedPacket[] {
	return [...file.read(bytes)].filter(packet => packet !== undefined && 'bytes' in packet);
}

/** What the conversation was: `c1 send "GET"`. */
function story(file: Uint8Array, pieces_bytes = file.length): string[] {
	return [...stepsOf(new CaptureReader(), file, pieces_bytes).flatMap(step => {
		if (step.kind !== 'event') {
			return [];
		}

		const {event, result, errno, bytes} = step.fact;
		const data = step.bytes === undefined ? '' : ` ${JSON.stringify(new TextDecoder().decode(step.bytes))}`;
		return [`${step.source.name} ${event}${errno === undefined ? '' : ` ${errno}`}${typeof result === 'string' ? ` ${result}` : ''}${bytes === undefined ? '' : ` ${bytes}`}${data}`];
	})];
}

const handshake: readonly Packet[] = [[client, server, syn, 99, ''], [server, client, syn + ack, 499, ''], [client, server, ack, 100, '']];
const opening = ['s1 listen', 'c1 connect', 's1 accept s1.1'];
const whole: readonly Packet[] = [
	...handshake,
	[client, server, psh + ack, 100, 'GET'],
	[server, client, psh + ack, 500, 'hello'],
	[client, server, fin + ack, 103, ''],
	[server, client, fin + ack, 505, ''],
];
const wholeStory = [
	...opening,
	'c1 send "GET"',
	's1.1 recv "GET"',
	's1.1 send "hello"',
	'c1 recv "hello"',
	'c1 shutdown',
	's1.1 recv',
	's1.1 shutdown',
	'c1 recv',
	's1.1 close',
	'c1 close',
];

const ethernet = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const linkLayers: Readonly<Record<string, {readonly linkType: number; readonly link: readonly number[]}>> = {
	'raw IP': {linkType: 101, link: []},
	Ethernet: {linkType: 1, link: [...ethernet, 8, 0]},
	'Ethernet with a VLAN tag': {linkType: 1, link: [...ethernet, 0x81, 0, 0, 7, 8, 0]},
	'BSD loopback': {linkType: 0, link: [2, 0, 0, 0]},
	'OpenBSD loopback': {linkType: 108, link: [0, 0, 0, 2]},
	'Linux cooked': {linkType: 113, link: [0, 0, 3, 4, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0]},
	'Linux cooked, version 2': {linkType: 276, link: [8, 0, 0, 0, 0, 0, 0, 1, 3, 4, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0]},
};

for (const [name, layer] of Object.entries(linkLayers)) {
	for (const isLittle of [true, false]) {
		test(`${name}, ${isLittle ? 'little' : 'big'}-endian`, () => {
			assert.deepEqual(story(pcapng(packetsOf(whole), {...layer, isLittle})), wholeStory);
		});
	}
}

test('however the file is cut', () => {
	const file = pcapng(packetsOf(whole));
	for (const size of [1, 7, 100]) {
		assert.deepEqual(story(file, size), wholeStory);
	}
});

test('a file that is cut short has what stands before the cut', () => {
	const file = pcapng(packetsOf(whole));
	assert.deepEqual(story(file.subarray(0, -5)), wholeStory.slice(0, 9));
});

const tables: Readonly<Record<string, {readonly packets: readonly Packet[]; readonly told: readonly string[]}>> = {
	'out of order': {
		packets: [...handshake, [client, server, ack, 103, 'DEF'], [client, server, ack, 100, 'ABC']],
		told: [...opening, 'c1 send "ABC"', 's1.1 recv "ABC"', 'c1 send "DEF"', 's1.1 recv "DEF"'],
	},
	'sent again, in part': {
		packets: [...handshake, [client, server, ack, 100, 'ABC'], [client, server, ack, 100, 'ABC'], [client, server, ack, 101, 'BCDE']],
		told: [...opening, 'c1 send "ABC"', 's1.1 recv "ABC"', 'c1 send "DE"', 's1.1 recv "DE"'],
	},
	'a segment that was not captured': {
		packets: [...handshake, [client, server, ack, 110, 'later']],
		told: [...opening, 'c1 lost 10', 'c1 send "later"', 's1.1 recv "later"'],
	},
	'numbers that pass 2^32': {
		packets: [[client, server, syn, (2 ** 32) - 2, ''], [server, client, syn + ack, 0, ''], [client, server, ack, (2 ** 32) - 1, 'AB'], [client, server, ack, 1, 'CD']],
		told: [...opening, 'c1 send "AB"', 's1.1 recv "AB"', 'c1 send "CD"', 's1.1 recv "CD"'],
	},
	refused: {
		packets: [[client, server, syn, 99, ''], [server, client, rst + ack, 0, '']],
		told: ['s1 listen', 'c1 connect ECONNREFUSED', 'c1 close'],
	},
	'a reset': {
		packets: [...handshake, [server, client, rst, 500, '']],
		told: [...opening, 's1.1 setsockopt', 'c1 recv ECONNRESET', 's1.1 close', 'c1 close'],
	},
	'begun in the middle: who has the lower port serves': {
		packets: [[server, client, psh + ack, 7000, 'tail']],
		told: ['s1 listen', 'c1 note', 's1.1 send "tail"', 'c1 recv "tail"'],
	},
	'the same ports again': {
		packets: [...whole, ...handshake],
		told: [...wholeStory, 'c2 connect', 's1 accept s1.2'],
	},
};

for (const [name, {packets, told}] of Object.entries(tables)) {
	test(name, () => {
		assert.deepEqual(story(pcapng(packetsOf(packets))), told);
	});
}

test('UDP by peer, IPv6 too', () => {
	const [one, two, service] = ['[2001:db8::5]:5', '[2001:db8::6]:6', '[2001:db8::1]:53'];
	const packets = packetsOf([[one, service, 0, 0, 'a?'], [two, service, 0, 0, 'b?'], [service, one, 0, 0, 'a!']], 'udp');
	assert.deepEqual(story(pcapng(packets)), [
		's1 bind',
		'c1 send "a?"',
		's1.1 recv "a?"',
		'c2 send "b?"',
		's1.2 recv "b?"',
		's1.1 send "a!"',
		'c1 recv "a!"',
	]);
});

test('addresses as RFC 5952 writes them', () => {
	const table: ReadonlyArray<readonly [string, string]> = [['::1', '[::1]:1'], ['::', '[::]:1'], ['2001:db8::5', '[2001:db8:0:0:0:0:0:5]:1'], ['1:0:0:2::3', '[1:0:0:2:0:0:0:3]:1'], ['1:2:3:4:5:6:0:8', '[1:2:3:4:5:6:0:8]:1']];
	for (const [text, written] of table) {
		assert.equal(ipText(hostOf(written, '[2001:db8::9]:1')!.address), text === '::' ? '::' : text);
	}
});

test('what is broken is refused at its first block, and nothing behind it is kept', () => {
	const good = pcapng(packetsOf(whole));
	const zeros = new Uint8Array(65_536);
	const files: ReadonlyArray<readonly [start: Uint8Array, at_bytes: number]> = [[zeros, 0], [concatBytes([good, zeros]), good.length], [concatBytes([good.subarray(0, -4), zeros]), good.length - 72]];
	for (const [start, at_bytes] of files) {
		const file = new CaptureFile();
		assert.equal(packetsIn(file, start).length, at_bytes === 0 ? 0 : (at_bytes === good.length ? 7 : 6));
		assert.deepEqual([file.broken, file.at_bytes, file.left_bytes], [true, at_bytes, 0]);
		assert.deepEqual([...file.read(good)], []);
		assert.equal(file.left_bytes, 0);
	}

	const reader = new CaptureReader();
	const steps = [...reader.read(zeros), ...reader.end()];
	assert.ok(reader.isOver);
	assert.deepEqual(steps.map(step => step.kind === 'event' && step.fact), [{event: 'error', message: 'no block of a capture begins at byte 0: nothing from there on is read'}]);
});

test('a block of pcapng too short for what it is, and one that has no interface', () => {
	const good = pcapng(packetsOf(whole));
	const shortInterface = Uint8Array.of(1, 0, 0, 0, 12, 0, 0, 0, 12, 0, 0, 0);
	const shortPacket = Uint8Array.of(6, 0, 0, 0, 12, 0, 0, 0, 12, 0, 0, 0);
	const broken = new CaptureFile();
	assert.equal(packetsIn(broken, concatBytes([good, shortInterface])).length, 7);
	assert.deepEqual([broken.broken, broken.at_bytes], [true, good.length]);
	const wrong = new CaptureFile();
	assert.equal(packetsIn(wrong, concatBytes([good, shortPacket, good])).length, 14);
	assert.deepEqual([wrong.broken, wrong.wrong], [false, 1]);
});

test('a conversation that is forgotten tells what it held back', () => {
	const late: readonly Packet[] = Array.from({length: limits.recorded_conversations + 1}, (_, index) => [`127.0.1.1:${index + 1000}`, server, ack, index === 0 ? 200 : 100, 'x']);
	const packets: readonly Packet[] = [['127.0.1.1:1000', server, syn, 99, ''], ...late];
	const lines = story(pcapng(packetsOf(packets)));
	assert.equal(lines.filter(line => line === 'c1 lost 100').length, 1);
	assert.ok(lines.indexOf('c1 send "x"') > lines.indexOf('c4096 send "x"'));
});

test('anything at all is read without an error', () => {
	const random = seeded(5);
	const good = pcapng(packetsOf(whole), linkLayers['Ethernet']);
	for (let round = 0; round < 300; round++) {
		const file = Uint8Array.from(good);
		for (let change = 0; change < 8; change++) {
			file[Math.floor(random() * file.length)] = Math.floor(random() * 256);
		}

		const told = story(file);
		assert.ok(told.every(line => /^(?:[cs]\d|sockplay)/v.test(line)), told.join('\n'));
		assert.deepEqual(packetsIn(new CaptureFile(), randomBytes(random, 400)), []);
	}
});
