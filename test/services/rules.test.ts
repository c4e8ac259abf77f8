import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {streamsOf} from '../helpers/entries.ts';
import {Session} from './session.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-'));
after(() => {
	rmSync(folder, {recursive: true});
});

let written = 0;

/** A file with these rules, and its name. */
function fileOf(...lines: readonly string[]): string {
	written++;
	const file = path.join(folder, `${written}.rules`);
	writeFileSync(file, `${lines.join('\n')}\n`);
	return file;
}

test('a recv is a message; the first rule that fits answers, with its counts', async () => {
	const session = new Session();
	await session.play(`listen tcp:4000 rules ${fileOf(String.raw`exact "a" -> reply "\{n} of \{total}\n"`, String.raw`prefix "add" -> reply "ok\n"`)}`, 'connect tcp:4000');
	for (const [data, answer] of [['a', '1 of 1\n'], ['add', 'ok\n'], ['a', '2 of 3\n']] as const) {
		const before = session.text('c1');
		await session.play(`send ${data}`);
		await session.hears('c1', before + answer);
	}

	await session.play('send other');
	await session.line('s1.1 note no rule matches: not answered');
	assert.equal(session.text('c1'), '1 of 1\nok\n2 of 3\n');
});

test('by lines: however they are cut, and the last one needs no end', async () => {
	const session = new Session();
	await session.play(`listen tcp:4000 rules ${fileOf('by lines', String.raw`any -> reply "<\{all}>"`)}`, 'connect tcp:4000 halfopen=yes');
	await session.play('send "on"', String.raw`send "e\r\ntwo\n\nth"`, String.raw`send "ree\nfour"`, 'shutdown');
	await session.line('c1 close');
	assert.equal(session.text('c1'), '<one><two><><three><four>');
});

test('what comes while it waits has to wait its turn; the close comes behind the last answer', async () => {
	const session = new Session();
	await session.play(`listen tcp:4000 rules ${fileOf('exact "slow" -> reply "wait " wait 2s reply "done "', String.raw`any -> reply "\{all} "`)}`, 'connect tcp:4000 halfopen=yes recv=4', 'send slow');
	await session.hears('c1', 'wait ');
	await session.play('send next', 'shutdown');
	await session.line('s1.1 recv 0');
	session.pass(1999);
	assert.equal(session.text('c1'), 'wait ');
	session.pass(1);
	await session.line('c1 close');
	assert.equal(session.text('c1'), 'wait done next ');
});

test('close and reset end it, and nothing is answered after them', async () => {
	const session = new Session();
	await session.play(`listen tcp:4000 rules ${fileOf('by lines', String.raw`exact "bye" -> reply "bye\n" close`, 'exact "die" -> reset', 'any -> reply "?"')}`, 'connect tcp:4000', 'connect tcp:4000');
	await session.play(String.raw`c1 send "bye\nmore\n"`, String.raw`c2 send "die\nmore\n"`);
	await session.line('c1 close');
	await session.line('c2 recv ECONNRESET');
	assert.deepEqual([session.text('c1'), session.text('c2')], ['bye\n', '']);
});

test('a connection gone while it waits is not written to', async () => {
	const session = new Session();
	await session.play(`listen tcp:4000 rules ${fileOf('any -> wait 1s reply "late"')}`, 'connect tcp:4000', 'send a');
	await session.hears('s1.1', 'a');
	await session.play('c1 reset');
	await session.line('s1.1 close');
	session.pass(1000);
	assert.deepEqual(session.of('s1.1'), ['recv ECONNRESET', 'close']);
});

test('a peer that asks without end and reads nothing is not read for ever', async () => {
	const session = new Session();
	await session.play(`listen tcp:4000 rules ${fileOf('by lines', 'any -> reply pattern:32KiB')}`, 'connect tcp:4000', 'c1 hold', 'send zeros:10', 'send hex:0a');
	for (let round = 0; round < 40; round++) {
		await session.play(`send ${String.raw`\n`.repeat(5000)}`);
	}

	const server = () => streamsOf(session.lab, 'server')[0]!;
	await session.until(() => server().queued_bytes > 0);
	const client = () => streamsOf(session.lab, 'client')[0]!;
	await session.until(() => client().queued_bytes > 0);
	assert.ok(server().queued_bytes <= 32 * 1024);
	assert.ok(server().in_bytes < 200_000);
});

test('datagrams: each is a message, each peer has its own turn', async () => {
	const session = new Session();
	await session.play(`listen udp:4000 rules ${fileOf('by lines', 'exact "slow" -> wait 1s reply "done"', String.raw`any -> reply "\{all}!"`)}`, 'connect udp:4000', 'connect udp:4000');
	await session.play('c1 send slow', 'c1 send "a"', 'c2 send "b"');
	await session.hears('c2', 'b!');
	session.pass(1000);
	await session.hears('c1', 'donea!');
	assert.equal(session.text('c2'), 'b!');
});

test('datagrams that nobody can be made to wait with are dropped beyond a limit, and that is told', async () => {
	const session = new Session();
	await session.play(`listen udp:4000 rules ${fileOf('any -> wait 1s reply "x"')}`, 'connect udp:4000');
	for (let count = 0; count < limits.rules_waiting_messages + 3; count++) {
		await session.play('send a');
	}

	await session.until(() => session.of('s1.1').length === 2);
	assert.deepEqual(session.of('s1.1'), Array.from({length: 2}, () => `note dropped: ${limits.rules_waiting_messages} messages are queued already`));
});

test('a changed file counts from the next message on; a mistake is told once and changes nothing', async () => {
	const file = fileOf('any -> reply "old "');
	const session = new Session();
	await session.play(`listen tcp:4000 rules ${file}`, 'connect tcp:4000');
	const say = async (answer: string) => {
		const before = session.text('c1');
		await session.play('send x');
		await session.hears('c1', before + answer);
	};

	await say('old ');
	writeFileSync(file, 'any -> reply "newer "\n');
	await say('newer ');
	writeFileSync(file, '# wrong:\nany -> answer "newest "\n');
	await say('newer ');
	await say('newer ');
	rmSync(file);
	await say('newer ');
	await say('newer ');
	writeFileSync(file, 'any -> reply "back "\n');
	await say('back ');
	assert.deepEqual(session.of('s1.1'), [
		'note the rules have changed and were reloaded',
		`note ${file}:2:8: an action is reply, wait, close or reset; the previous rules stay in use`,
		`note ${file} cannot be read: ENOENT, no such file or directory; the previous rules stay in use`,
		'note the rules have changed and were reloaded',
	]);
});

for (const [words, place, message] of [
	['', 'rules', 'rules needs a file'],
	['/nowhere', '/nowhere', '/nowhere cannot be read: ENOENT, no such file or directory'],
	['a b', 'b', 'rules takes one file'],
] as const) {
	test(`rules ${words}: ${message}`, async () => {
		const line = `listen tcp:4000 rules ${words}`.trimEnd();
		const outcome = await new Session().run(line);
		assert.ok('kind' in outcome);
		assert.deepEqual([line.slice(outcome.start, outcome.end), outcome.message], [place, message]);
	});
}

test('a mistake in the file is told with file, line and column, at the word that names it', async () => {
	const file = fileOf('# one', 'regex /(/ -> close');
	const outcome = await new Session().run(`listen tcp:4000 rules ${file}`);
	assert.deepEqual(outcome, {kind: 'problem', message: `${file}:2:8: missing closing )`, start: 22, end: 22 + file.length, word: 0});
});
