/** `sockplay replay` as a person runs it: what is printed where, and the exit code. */
import {Buffer} from 'node:buffer';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {Program} from '../helpers/program.ts';
import {folderFor, lines, realLab} from '../helpers/recorded.ts';

const time = '2026-11-21T20:00:00.000000Z';

/** A recording of one client that said `hello` and got this. */
function recording(answer: string): string {
	const transfer = (event: string, text: string) => ({event, bytes: text.length, data: Buffer.from(text).toString('base64')});
	return [
		{event: 'connect', local: '127.0.0.1:1', remote: '127.0.0.1:2', result: 0},
		transfer('send', 'hello\n'),
		transfer('recv', answer),
		{event: 'close', result: 0},
	].map((each, index) => JSON.stringify({seq: index + 1, time, endpoint: 'c1', ...each})).join('\n');
}

test('exit codes: 0 for no difference, 1 for one, 2 for what cannot be played; the report is on standard output', async (t: TestContext) => {
	const folder = folderFor(t);
	const lab = realLab(t);
	await lines(lab, 'listen tcp:0 echo');
	const address = lab.registry.get('s1')!.summary().local;
	writeFileSync(path.join(folder, 'same.jsonl'), recording('hello\n'));
	writeFileSync(path.join(folder, 'other.jsonl'), recording('hullo\n'));
	writeFileSync(path.join(folder, 'damaged.jsonl'), `${recording('hello\n')}\n{"seq":1`);
	const run = async (...words: readonly string[]) => {
		const program = new Program(['replay', ...words]);
		const {code} = await program.ended;
		return {code, out: program.lines.map(line => line.replace(/, [\d.]+ m?s$/v, '').replace(/(?<="took_us":)\d+/v, '0')), errors: program.errors.replaceAll(`${folder}/`, '')};
	};

	t.assert.deepStrictEqual(await Promise.all([
		run(path.join(folder, 'same.jsonl'), '--as', 'client', address),
		run(path.join(folder, 'other.jsonl'), '--as', 'client', address),
		run(path.join(folder, 'damaged.jsonl'), '--as', 'client', address),
		run(path.join(folder, 'other.jsonl'), '--as', 'client', address, '--json'),
	]), [
		{code: 0, out: ['c1: 1 send, 1 answer as recorded', '1 conversation played, 1 of 1 answer as recorded: no difference'], errors: ''},
		{
			code: 1,
			out: [
				'c1 answer 1 differs from the recording',
				String.raw`  after 6 bytes sent: "hello\n"`,
				'  byte 1 differs: 75 "u" was expected, 65 "e" came',
				'  - 0000  68 75 6c 6c 6f 0a                                hullo␊',
				'  + 0000  68 65 6c 6c 6f 0a                                hello␊',
				'             ^^',
				'',
				'c1: 1 send, 0 of 1 answer as recorded',
				'1 conversation played, 0 of 1 answer as recorded: 1 differs',
			],
			errors: '',
		},
		{code: 2, out: [], errors: 'damaged.jsonl is damaged: 1 lines are not read, the first: line 5: this is no JSON object; `sockplay open damaged.jsonl` shows what can be read\n'},
		{
			code: 1,
			out: ['{"conversation":"c1","answers":1,"same":0,"sends":1,"sent":1,"ok":false,"took_us":0,"findings":[{"message":"answer 1 differs from the recording","answer":1,"recorded":"aHVsbG8K","received":"aGVsbG8K","first_difference":1}]}'],
			errors: '',
		},
	]);
});

test('a signal ends it, and what was awaited is told', async (t: TestContext) => {
	const file = path.join(folderFor(t), 'talk.jsonl');
	writeFileSync(file, recording('hello\n'));
	const lab = realLab(t);
	const waiting = new Program(['replay', file, '--as', 'server', 'tcp:0']);
	await waiting.until(() => waiting.errors.includes('listening on'));
	waiting.child.kill('SIGTERM');
	t.assert.deepStrictEqual(await waiting.ended, {code: 143, signal: undefined});
	t.assert.match(waiting.errors, /\nstill awaited: c1 a client\n$/v);

	await lines(lab, 'listen tcp:0 discard');
	const silent = new Program(['replay', file, '--as', 'client', lab.registry.get('s1')!.summary().local, '-v', '--timeout', '1m']);
	await silent.until(() => silent.errors.includes('send(6) = 6'));
	silent.child.kill('SIGINT');
	t.assert.deepStrictEqual(await silent.ended, {code: 130, signal: undefined});
	t.assert.match(silent.errors, /\nstill awaited: c1 answer 1, 6 bytes\n$/v);
	t.assert.match(silent.lines[0]!, /^c1: 1 send, 0 of 1 answer as recorded/v);
});
