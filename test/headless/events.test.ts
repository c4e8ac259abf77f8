/** What is printed without a screen: the form of a line and of an object, and that nothing is lost when the output is slow. */
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {Program, type Told} from '../helpers/program.ts';

const limit = {timeout: 60_000};

test('plain lines: time, name, call with its result', limit, async () => {
	const program = new Program(['--plain', '-e', 'listen tcp:0 echo', '-e', 'connect s1', '-e', String.raw`send hi\n`]);
	await program.until(() => program.lines.some(line => line.includes('c1 recv')));
	program.line('quit');
	await program.ended;
	const shown = program.lines.map(line => line
		.replace(/^\d\d:\d\d:\d\d\.\d{3} /v, '')
		.replaceAll(/:\d{4,5}\b/gv, ':PORT')
		.replace(/SOCK_STREAM\) = \d+/v, 'SOCK_STREAM) = FD')
		.replace(/[\d.]+ ms/v, 'N ms'));
	assert.deepEqual(shown, [
		's1 socket(AF_INET, SOCK_STREAM) = FD',
		's1 setsockopt(SO_REUSEADDR, 1) = 0',
		's1 bind(127.0.0.1:0) = 0  the system chose 127.0.0.1:PORT',
		's1 listen(511) = 0',
		'c1 socket(AF_INET, SOCK_STREAM) = FD',
		's1 accept() = s1.1 from 127.0.0.1:PORT',
		'c1 connect(127.0.0.1:PORT) = 0  N ms  local 127.0.0.1:PORT',
		String.raw`c1 send(3) = 3   "hi\n"`,
		String.raw`s1.1 recv(65536) = 3   "hi\n"`,
		String.raw`s1.1 send(3) = 3   "hi\n"`,
		String.raw`c1 recv(65536) = 3   "hi\n"`,
		's1 close() = 0',
		'c1 close() = 0',
		's1.1 close() = 0',
	]);
});

test('objects: seq from 1 without gaps, time, endpoint, event, and the bytes', limit, async () => {
	const program = new Program(['--json', '-e', 'listen tcp:0 echo', '-e', 'connect s1', '-e', String.raw`send "\0é"`, '-e', 'connect tcp:1', '-e', 'list', '-e', 'say so']);
	await program.told(({endpoint, event}) => endpoint === 'c1' && event === 'recv');
	program.line('quit');
	await program.ended;
	const {events} = program;
	assert.deepEqual(events.map(({seq}) => seq), events.map((_, index) => index + 1));
	assert.deepEqual(events.filter(({time}) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/v.test(time)), []);
	const send = events.find(({event}) => event === 'send')!;
	assert.deepEqual([send.endpoint, send.bytes, send.result, send.data], ['c1', 3, 3, 'AMOp']);
	const refused = events.find(({errno}) => errno !== undefined)!;
	assert.deepEqual([refused.endpoint, refused.event, refused.errno, refused.remote], ['c2', 'connect', 'ECONNREFUSED', '127.0.0.1:1']);
	assert.equal(events.findLast(({event}) => event === 'said')?.message, 'so');
});

test('TCP is not read while the output is full: every byte is told', limit, async (t: TestContext) => {
	const program = await unread(t, ['--json', '-e', 'listen tcp:0 echo', '-e', 'connect s1', '-e', 'send pattern:2MiB']);
	program.read();
	await program.until(() => total(program.events, 'c1', 'recv') === 2 * 1024 * 1024);
	program.line('quit');
	await program.ended;
	for (const [endpoint, event] of [['c1', 'send'], ['s1.1', 'recv'], ['s1.1', 'send'], ['c1', 'recv']] as const) {
		t.assert.strictEqual(total(program.events, endpoint, event), 2 * 1024 * 1024, `${endpoint} ${event}`);
	}

	t.assert.deepStrictEqual(program.events.map(({seq}) => seq), program.events.map((_, index) => index + 1));
});

/** A program whose output nobody reads, and that has begun to print. */
async function unread(t: TestContext, words: readonly string[]): Promise<Program> {
	const program = new Program(words, {reads: false});
	t.after(() => {
		program.child.kill('SIGKILL');
	});
	await once(program.child.stdout!, 'readable');
	return program;
}

function total(events: readonly Told[], endpoint: string, event: string): number {
	return sum(events.filter(each => each.endpoint === endpoint && each.event === event).map(({bytes}) => bytes ?? 0));
}

function sum(counts: readonly number[]): number {
	let result = 0;
	for (const count of counts) {
		result += count;
	}

	return result;
}

test('what a module prints is an event of the JSON, and nothing else is on standard output', limit, async () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-'));
	const file = path.join(folder, 'printing.mjs');
	writeFileSync(file, String.raw`import {execSync} from 'node:child_process'; import {writeSync} from 'node:fs'; export default () => { console.log('\x1b[2J'); writeSync(1, 'by the descriptor\n'); execSync('echo of a child >&2', {stdio: 'inherit'}); };`);
	const program = new Program(['--json', '-e', `listen tcp:0 module ${file}`, '-e', 'connect s1']);
	for (const message of ['stdout: \u{1B}[2J', 'stdout: by the descriptor', 'stderr: of a child']) {
		const {endpoint, event} = await program.told(told => told.message === message);
		assert.deepEqual([endpoint, event], ['s1', 'note']);
	}

	program.child.kill('SIGTERM');
	assert.deepEqual([await program.ended, program.errors, program.lines.length], [{code: 143, signal: undefined}, '', program.events.length]);
	rmSync(folder, {recursive: true});
});
