/** Events that are printed while the reader has stopped: what waits, what is counted. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import process from 'node:process';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {limits} from '../../source/core/limits.ts';
import {EventPrinter} from '../../source/headless/event-printer.ts';
import {HeldOutput} from '../helpers/held-output.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import type {Told} from '../helpers/program.ts';
import {Talk} from '../helpers/talk.ts';

function open({keep_bytes}: {readonly keep_bytes?: number} = {}) {
	const talk = new Talk(memoryNetwork(), undefined, keep_bytes);
	const output = new HeldOutput();
	return {talk, output, printer: new EventPrinter(talk.lab, output, 'json'), events: () => output.lines.map(line => JSON.parse(line) as Told)};
}

/** How many events were told to be missing; every other one of them is there. */
function assertCounted(events: readonly Told[]): number {
	let missing = 0;
	for (const [index, {seq, event, result}] of events.entries()) {
		missing += event === 'lost' ? Number(result) : 0;
		assert.equal(seq <= index + 1 + missing, true);
	}

	assert.equal(events.at(-1)!.seq, events.length + missing);
	return missing;
}

test('datagrams that come meanwhile are counted', async () => {
	const {talk, output, printer, events} = open();
	for (const line of ['listen udp:4000', 'connect s1', 'send a', 'send b', 'send c']) {
		await talk.line(line);
	}

	output.release();
	await printer.flush();
	assert.equal(assertCounted(events()), 6);
	assert.equal(events().some(({event}) => event === 'send' || event === 'recv'), false);
	assert.equal(events().at(-1)!.message, '6 events were not printed while the output was full');
	await talk.line('send d');
	assert.equal(events().at(-1)!.event, 'recv');
	talk.lab.closeAll();
});

test('whatever else happens meanwhile waits up to a bound, and is counted beyond it', async () => {
	const {talk, output, printer, events} = open();
	const text = 'x'.repeat(limits.text_characters);
	const said = 5 + Math.ceil(limits.output_waiting_bytes / text.length);
	for (let number = 0; number < said; number++) {
		talk.lab.say(text, 'client');
		assert.equal(output.writableLength < limits.output_waiting_bytes + (2 * text.length), true);
	}

	output.release();
	await printer.flush();
	const missing = assertCounted(events());
	assert.equal(missing >= 5, true, 'what is printed is longer than the text in it');
	assert.equal(events().filter(({event}) => event === 'said').length, said - missing);
});

test('the lines of a turn are written together, and those of the last turn also where a bug ends the process', async () => {
	const {talk, output, printer, events} = open();
	output.release();
	talk.lab.say('one', 'client');
	talk.lab.say('two', 'client');
	assert.equal(output.writes, 0);
	await nextTurn();
	assert.deepEqual([output.writes, events().length], [1, 2]);
	talk.lab.say('three', 'client');
	const atExit = process.listeners('exit').at(-1)!;
	atExit(1);
	assert.deepEqual([output.writes, events().length], [2, 3]);
	await printer.flush();
	assert.equal(process.listeners('exit').includes(atExit), false);
});

test('a call is printed with its bytes, whether they are kept or not', async () => {
	const {talk, output, printer, events} = open({keep_bytes: 1});
	output.release();
	for (const line of ['listen tcp:4000 echo', 'connect s1', 'send hello', 'listen udp:4000', 'connect udp:4000', 'send there']) {
		await talk.line(line);
	}

	await printer.flush();
	const carried = events().filter(({event}) => event === 'send' || event === 'recv').map(({endpoint, event, data = ''}) => `${endpoint} ${event} ${Buffer.from(data, 'base64').toString()}`);
	assert.deepEqual(carried, ['c1 send hello', 's1.1 recv hello', 's1.1 send hello', 'c1 recv hello', 'c2 send there', 's2.1 recv there']);
	talk.lab.closeAll();
});

test('that nobody reads any more is no failure; that the system refuses is', async () => {
	for (const [code, failure] of [['EPIPE', undefined], ['ENOSPC', 'ENOSPC: no space left on device, write']] as const) {
		const {output, printer} = open();
		output.destroy(Object.assign(new Error(`${code}: no space left on device, write`), {code}));
		await printer.gone;
		assert.equal(printer.failure?.message, failure);
	}
});
