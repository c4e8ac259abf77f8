/** What rules do to the thread they share with everything else: no message, however it is made, takes more than its steps in one turn. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, describe, test} from 'node:test';
import {dataBytes} from '../../source/core/data-bytes.ts';
import {limits} from '../../source/core/limits.ts';
import {parseData} from '../../source/core/literals.ts';
import {isProblem, problem} from '../../source/core/problem.ts';
import {rules} from '../../source/services/rules/rules.ts';
import type {ServiceConnection, ServiceTools, Serving} from '../../source/services/service.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-'));
after(() => {
	rmSync(folder, {recursive: true});
});

let written = 0;

/** The service with these rules, and its turns: what it puts off happens at `turn`. */
function served(...lines: readonly string[]) {
	written++;
	const file = path.join(folder, `${written}.rules`);
	writeFileSync(file, lines.join('\n'));
	let due: Array<() => void> = [];
	const tools: ServiceTools = {
		data(text, max_bytes) {
			const data = parseData(text);
			return isProblem(data) ? data : dataBytes(data, {random: count => new Uint8Array(count), macro: ({name}) => name, readFile: () => problem('no files here')}, max_bytes);
		},
		now_us: () => 0,
		random: count => new Uint8Array(count),
		here: {transport: 'tcp', host: '127.0.0.1', port: 4000},
		after(_duration_ms, action) {
			due.push(action);
			return () => {
				due = due.filter(each => each !== action);
			};
		},
		dial: async () => false,
	};
	return {
		serving: rules.serve([file], tools) as Serving,
		turn() {
			for (const action of due.splice(0)) {
				action();
			}
		},
	};
}

/** A connection that tells what was done with it. */
function connectionTo(serving: Serving) {
	const told: string[] = [];
	let isHeld = false;
	const connection: ServiceConnection = {
		name: 's1.1',
		remote: '127.0.0.1:5000',
		queued_bytes: () => 0,
		send(bytes) {
			told.push(`send ${bytes.length}`);
		},
		hold() {
			isHeld = true;
		},
		resume() {
			isHeld = false;
		},
		shutdown() {
			told.push('shutdown');
		},
		close() {
			told.push('close');
		},
		reset() {
			told.push('reset');
		},
		note(message) {
			told.push(`note ${message}`);
		},
		error(message) {
			told.push(`error ${message}`);
		},
	};
	return {
		handler: serving.stream(connection),
		told,
		get isHeld() {
			return isHeld;
		},
	};
}

describe('turns', () => {
	test('4,000,000 line feeds in one recv are answered some at a time, and not read on meanwhile', () => {
		const {serving, turn} = served('by lines', 'any -> reply "x"');
		const peer = connectionTo(serving);
		peer.handler.received!(Buffer.alloc(4_000_000, '\n'));
		assert.ok(peer.isHeld);
		const inOneTurn = peer.told.length;
		assert.ok(inOneTurn > 0);
		assert.ok(inOneTurn < 1000, `${inOneTurn} answers`);
		turn();
		assert.ok(peer.told.length > inOneTurn);
		assert.ok(peer.told.length <= 2 * (inOneTurn + 1));
		assert.ok(peer.told.every(line => line === 'send 1'));
	});

	test('all of them are answered in the end, and the last one needs no end', () => {
		const {serving, turn} = served('by lines', String.raw`any -> reply "<\{all}>"`);
		const peer = connectionTo(serving);
		peer.handler.received!(Buffer.from(`${'a\n'.repeat(5000)}bcd`));
		peer.handler.ended!();
		while (peer.told.at(-1) !== 'close') {
			turn();
		}

		assert.deepEqual([peer.told.length, peer.told.at(-2)], [5002, 'send 5']);
		assert.equal(peer.isHeld, false);
	});

	test('one turn is shared by all connections of a listener, and each has its part', () => {
		const {serving, turn} = served('any -> reply "x"');
		const peers = Array.from({length: 5000}, () => connectionTo(serving));
		const answered = () => peers.filter(({told}) => told.length === 1).length;
		for (const {handler} of peers) {
			handler.received!(Buffer.from('a'));
		}

		const first = answered();
		assert.ok(first > 0);
		assert.ok(first < 1000, `${first} answered`);
		turn();
		assert.ok(answered() > first);
		assert.ok(answered() <= 2 * (first + 1));
		while (answered() < peers.length) {
			turn();
		}
	});

	test('who is gone while it waits is not answered', () => {
		const {serving, turn} = served('by lines', 'any -> reply "x"');
		const peer = connectionTo(serving);
		peer.handler.received!(Buffer.alloc(100_000, '\n'));
		const before = peer.told.length;
		peer.handler.closed!();
		turn();
		assert.equal(peer.told.length, before);
	});

	test('a thousand rules are tried in turns', () => {
		const {serving, turn} = served(...Array.from({length: 999}, () => 'regex /(a|aa)+$/ -> reply "no"'), 'any -> reply "yes!"');
		const peer = connectionTo(serving);
		peer.handler.received!(Buffer.from(`${'a'.repeat(500)}b`));
		let turns = 0;
		for (; peer.told.length === 0; turns++) {
			turn();
		}

		assert.deepEqual(peer.told, ['send 4']);
		assert.ok(turns > 10, `${turns} turns`);
	});
});

describe('what takes more steps than a message may is not answered, and that is told', () => {
	for (const [pattern, length, shown] of [
		['regex /[a-z]{150}x/', 65_536, '65,536'],
		[`contains "${'x'.repeat(3000)}"`, 65_536, '65,536'],
		[`hex 61 .. ${'61'.repeat(300)} 62 .. 63`, 65_536, '65,536'],
	] as const) {
		test(pattern.slice(0, 20), () => {
			const peer = connectionTo(served('', `${pattern} -> reply "yes"`, 'any -> reply "no"').serving);
			peer.handler.received!(Buffer.alloc(length, 'a'));
			peer.handler.received!(Buffer.from('short'));
			assert.deepEqual(peer.told, [`error not answered: the pattern in line 2 on ${shown} B takes more steps than one message may`, 'send 2']);
		});
	}

	test('all rules together', () => {
		const {serving, turn} = served(...Array.from({length: 100}, () => 'regex /^GET (.*)/ -> reply "no"'), 'any -> reply "yes"');
		const peer = connectionTo(serving);
		peer.handler.received!(Buffer.alloc(65_536, 'a'));
		while (peer.told.length === 0) {
			turn();
		}

		assert.match(peer.told[0]!, /^error not answered: the pattern in line \d\d? on 65,536 B/v);
	});

	test('an ordinary expression on 64 KiB is within them', () => {
		const {serving, turn} = served('regex /b$/ -> reply "yes"');
		const peer = connectionTo(serving);
		peer.handler.received!(Buffer.from(`${'a'.repeat(65_535)}b`));
		turn();
		assert.deepEqual(peer.told, ['send 3']);
	});
});

test('a reply whose values are too long is not sent, and that is told', () => {
	const peer = connectionTo(served(`any -> reply "${String.raw`\{all}`.repeat(100)}" reply "end"`).serving);
	peer.handler.received!(Buffer.alloc(65_536));
	assert.deepEqual(peer.told, ['error a reply is not sent: with its values it has more than 4 MiB', 'send 3']);
	assert.equal(limits.rules_reply_bytes, 4 * 1024 * 1024);
});
