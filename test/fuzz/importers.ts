import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import fc from 'fast-check';
import type {LabEvent} from '../../source/core/events.ts';
import {FrameComposer} from '../../source/frames/frame-composer.ts';
import {Journal} from '../../source/lab/journal.ts';
import {Registry} from '../../source/lab/registry.ts';
import {anyBytes, anyText, bytesOf, edited} from './arbitraries.ts';
import {defineFuzzer} from './fuzzer.ts';
import {assertRow} from './harmless.ts';
import {readBack, written, type Happened} from './recordings.ts';

const [here, there] = ['127.0.0.1:5', '127.0.0.1:4000'];
const data = [{at: 0, length: 0}];
const facts: ReadonlyArray<readonly [Omit<LabEvent, 'seq' | 'time'>, string?]> = [
	[{endpoint: 'c1', side: 'client', event: 'connect', args: there, result: 0, local: here, remote: there}],
	[{endpoint: 's1', side: 'server', event: 'accept', result: 's1.1', local: there, remote: here}],
	[{endpoint: 'c1', side: 'client', event: 'send', asked: 17, result: 17, bytes: 17, peer: 's1.1', data}, 'GET / \u{0}0123456789'],
	[{endpoint: 's1.1', side: 'server', event: 'recv', asked: 65_536, result: 17, bytes: 17, peer: 'c1', data, isShownAtPeer: true}, 'GET / \u{0}0123456789'],
	[{endpoint: 's1.1', side: 'server', event: 'send', asked: 5, result: 5, bytes: 5, peer: 'c1', data}, 'hello'],
	[{endpoint: 'c1', side: 'client', event: 'note', message: 'xin chào \u{1B}[2J'}],
	[{endpoint: 's1.1', side: 'server', event: 'recv', asked: 65_536, result: 0}],
	[{endpoint: 'c2', side: 'client', event: 'send', asked: 3, result: 3, bytes: 3, remote: '127.0.0.1:9', local: '127.0.0.1:8', datagram: true, data}, 'abc'],
	[{endpoint: 's1.1', side: 'server', event: 'close', result: 0}],
];
const told: readonly Happened[] = facts.map(([fact, text], index) => ({event: {...fact, seq: index + 1, time: 1_795_225_371_250_000 + index}, bytes: text === undefined ? undefined : new TextEncoder().encode(text)}));

const endings = ['jsonl', 'hex', 'pcapng', 'pcap'] as const;
type Ending = (typeof endings)[number];

/** The records of the packets in a pcapng file behind the header of a pcap file, little-endian (draft-ietf-opsawg-pcap). */
function pcapOf(): Uint8Array {
	const header = Uint8Array.from([0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 101, 0, 0, 0]);
	const packet = Buffer.from('450000200000000040110000 7f0000017f000001 00080009000c0000 61626364'.replaceAll(' ', ''), 'hex');
	const record = new Uint8Array(16);
	const view = new DataView(record.buffer);
	view.setUint32(8, packet.length, true);
	view.setUint32(12, packet.length, true);
	return Buffer.concat([header, record, packet, record, packet]);
}

const samples: Readonly<Record<Ending, string>> = {
	jsonl: Buffer.from(written('jsonl', told)).toString('latin1'),
	hex: Buffer.from(written('hex', told)).toString('latin1'),
	pcapng: Buffer.from(written('pcapng', told)).toString('latin1'),
	pcap: Buffer.from(pcapOf()).toString('latin1'),
};

/** What stands where a number or a text is expected. */
const surprises = ['1e308', '-1', '9007199254740993', '0.5', 'null', '[]', '{}', '"', String.raw`\ud800`, '\u{FF}\u{FF}\u{FF}\u{FF}', '\0\0\0\0', '\u{7F}\u{FF}', '"bytes":', '"data":"AAAA"', '"time":"9999-12-31T23:59:59.999999Z"', '\n', '\r\n', '00000000: ', 'I 2026-', ' '];

type Input = {readonly ending: Ending; readonly bytes: string; readonly piece_bytes: number};

export const importers = defineFuzzer<Input>({
	name: 'importers',
	holds: 'any bytes are read as a recording, the same in whatever pieces they come; what is read is no more than was there, and can be shown',
	input: fc.constantFrom(...endings).chain(ending => fc.record({
		ending: fc.constant(ending),
		bytes: fc.oneof({weight: 1, arbitrary: anyBytes(300)}, {weight: 8, arbitrary: edited([samples[ending]], fc.oneof(anyBytes(6), fc.constantFrom(...surprises), anyText.map(text => Buffer.from(text).toString('latin1'))))}),
		piece_bytes: fc.integer({min: 1, max: 200}),
	})),
	cases: 2000,
	check({ending, bytes: text, piece_bytes}) {
		const bytes = bytesOf(text);
		const pieces = Array.from({length: Math.ceil(bytes.length / piece_bytes)}, (_, index) => bytes.subarray(index * piece_bytes, (index + 1) * piece_bytes));
		const whole = readBack(ending, [bytes]);
		assert.deepEqual(readBack(ending, pieces), whole);
		const journal = new Journal({now_us: () => 0, keep_bytes: 65_536});
		let crossed_bytes = 0;
		for (const step of whole.steps) {
			if (step.kind === 'pair') {
				journal.pair(...step.sources);
			} else {
				crossed_bytes += step.bytes?.length ?? 0;
				checkNumbers(journal.record(step.source, step.fact, step.bytes, step.time));
			}
		}

		assert.ok(whole.steps.length <= bytes.length + 10);
		assert.ok(crossed_bytes <= 2 * bytes.length, `${crossed_bytes} bytes out of a file of ${bytes.length}`);
		checkRows(journal);
	},
});

function checkNumbers({time, asked = 0, bytes = 0, queued = 0, elapsed_us: took_us = 0}: LabEvent): void {
	assert.ok(Math.abs(time) <= Number.MAX_SAFE_INTEGER);
	for (const count of [asked, bytes, queued, took_us]) {
		assert.ok(Number.isSafeInteger(count));
		assert.ok(count >= 0);
	}
}

function checkRows(journal: Journal): void {
	const size = {columns: 70, rows: 20};
	const composer = new FrameComposer({journal, registry: new Registry()});
	for (const view of ['hex', 'decode'] as const) {
		for (const {rows} of Object.values(composer.compose({sizes: {server: size, client: size, raw: size}, view, width: 'auto', ascii: false, colours: 0}))) {
			for (const row of rows) {
				assertRow(row, size.columns);
			}
		}
	}
}
