/** A reader gives a step every so many lines, blocks, segments or bytes, also where nothing is to be told. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {limits} from '../../../source/core/limits.ts';
import {tcpFlags} from '../../../source/formats/pcapng/packets.ts';
import {readerFor} from '../../../source/formats/read/open-recording.ts';
import {isProblem} from '../../../source/core/problem.ts';
import {block, pcap, section, segment} from '../../helpers/capture-parts.ts';
import {stepsOf} from '../../helpers/told.ts';

const {syn, ack} = tcpFlags;
const unknownBlock = block(99, new Uint8Array(0));

const count = 20_000;
const lines = (line: string) => Buffer.from(`${line}\n`.repeat(count));
const sequence = Array.from({length: count}, (_, index) => index);
const opened = segment(5000, 0, syn, 0);

const files: ReadonlyArray<readonly [name: string, ending: string, file: Uint8Array]> = [
	['empty lines of a hexdump', 'hex', lines('')],
	['comments of a hexdump', 'hex', lines('# remark')],
	['rows of one block of a hexdump', 'hex', lines('00000010  41 42')],
	['empty lines', 'jsonl', lines('')],
	['lines with mistakes', 'jsonl', lines('{}')],
	['empty packets', 'pcap', pcap(sequence.map(() => new Uint8Array(0)))],
	['blocks without a packet', 'pcapng', Buffer.concat([section, ...sequence.map(() => unknownBlock)])],
	['segments before the one that is missing', 'pcap', pcap([opened, ...sequence.map(index => segment(5000, count + 10 - index, ack, 1))])],
	['conversations of which nothing but the SYN is known', 'pcap', pcap(sequence.map(index => segment(1000 + index, 0, syn, 0)))],
];

for (const [name, ending, file] of files) {
	test(`${count} ${name}`, () => {
		const reader = readerFor(`x.${ending}`);
		assert.ok(!isProblem(reader));
		const steps = [...stepsOf(reader, file)];
		const bytes = file.length + (count * limits.reader_unit_bytes);
		const expected = Math.floor(bytes / limits.reader_step_bytes) - 2;
		const reading = steps.filter(({kind}) => kind === 'reading').length;
		assert.ok(reading > expected * 0.9, `${reading} of ${expected}`);
	});
}

test('the segments that are given at once and add nothing have their steps, too', () => {
	const reader = readerFor('x.pcap');
	assert.ok(!isProblem(reader));
	const again = sequence.map(() => segment(5000, 100, ack, 1));
	const before = [...reader.read(pcap([opened, ...again]))].length;
	const filler = pcap([segment(5000, 1, ack, 200)]).subarray(24);
	assert.ok(before < count);
	assert.ok([...reader.read(filler)].length > count);
});
