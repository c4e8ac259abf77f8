/** `sockplay connect` and `sockplay listen` between pipes, as a shell runs them. */
import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {Program} from '../helpers/program.ts';

/** A pipe that listens, and the port that it tells. */
async function listening(...words: readonly string[]): Promise<{readonly program: Program; readonly port: string}> {
	const program = new Program(['listen', 'tcp:0', ...words]);
	await program.until(() => /listening on 127\.0\.0\.1:\d+\n/v.test(program.errors));
	return {program, port: /:(?<port>\d+)/v.exec(program.errors)!.groups!['port']!};
}

test('bytes go both ways, each end of input is a FIN, and both end', async () => {
	const {program: server, port} = await listening();
	const client = new Program(['connect', `tcp:${port}`]);
	client.line('from the client');
	await server.until(() => server.lines.length === 1);
	server.line('from the server');
	await client.until(() => client.lines.length === 1);
	client.end();
	server.end();
	assert.deepEqual(
		[await client.ended, client.lines, client.errors, await server.ended, server.lines],
		[{code: 0, signal: undefined}, ['from the server'], '', {code: 0, signal: undefined}, ['from the client']],
	);
});

test('nobody listens', async () => {
	const program = new Program(['connect', 'tcp:127.0.0.1:1']);
	assert.deepEqual(await program.ended, {code: 1, signal: undefined});
	assert.match(program.errors, /^c1 connect\(127\.0\.0\.1:1\) = ECONNREFUSED {2}\d.* {2}nobody listens on 127\.0\.0\.1:1; `listen tcp:1` starts a listener\n$/v);
	assert.deepEqual(program.lines, []);
});

test('the log goes to standard error, and a recording has it too', async () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'sockplay-pipe-'));
	const file = path.join(folder, 'talk.jsonl');
	const {program: server, port} = await listening('--record', file);
	const client = new Program(['connect', `tcp:${port}`, '-v']);
	client.line('hello');
	client.end();
	server.end();
	assert.deepEqual([await server.ended, await client.ended, server.lines, client.lines], [{code: 0, signal: undefined}, {code: 0, signal: undefined}, ['hello'], []]);
	assert.match(client.errors, /^\S+ c1 send\(6\) = 6 {3}"hello\\n"$/mv);
	const recorded = readFileSync(file, 'utf8').trimEnd().split('\n').map(line => JSON.parse(line) as {readonly endpoint: string; readonly event: string});
	const names = recorded.filter(({endpoint, event}) => endpoint === 's1.1' && (event === 'recv' || event === 'close')).map(({event}) => event);
	assert.deepEqual(names, ['recv', 'recv', 'close']);
	rmSync(folder, {recursive: true});
});

test('--zero reports who answers, of a range and by itself', async () => {
	const {program: server, port} = await listening('--keep-open');
	const range = new Program(['connect', '--zero', `tcp:${Number(port) - 1}-${port}`]);
	assert.deepEqual([await range.ended, range.lines.at(-1), range.errors], [{code: 0, signal: undefined}, `127.0.0.1:${port} open`, '']);
	const list = new Program(['connect', '--zero', `tcp:1,${port}`]);
	assert.deepEqual([await list.ended, list.lines], [{code: 1, signal: undefined}, [`127.0.0.1:${port} open`]]);
	assert.match(list.errors, /^c1 connect\(127\.0\.0\.1:1\) = ECONNREFUSED/v);
	server.child.kill('SIGTERM');
	assert.deepEqual(await server.ended, {code: 143, signal: undefined});
});

test('the reader of the output has gone', async () => {
	const {program: server, port} = await listening();
	const client = new Program(['connect', `tcp:${port}`], {reads: false});
	client.child.stdout!.destroy();
	server.line('nobody reads this');
	assert.deepEqual([await client.ended, client.errors], [{code: 0, signal: undefined}, '']);
	server.child.kill('SIGINT');
	await server.ended;
});

const mistakes: ReadonlyArray<readonly [words: readonly string[], drawing: string]> = [
	[['connect', '4000', 'eol=crlf'], 'connect 4000 eol=crlf\n                 ^^^^ eol= has no meaning between pipes\n'],
	[['connect', 's1'], 'connect s1\n        ^^ a pipe connects to an address; tcp:4000, say\n'],
	[['listen', '4000', 'echo', '--keep-open'], 'listen 4000 echo\n            ^^^^ a service answers by itself: this is no pipe\n'],
	[['connect', '4000', '--idle', '5'], 'sockplay connect 4000 --idle 5\n                              ^ a duration needs a unit; 5ms or 5s\n'],
	[['--log', 'open', 'x.hex'], 'sockplay --log open x.hex\n         ^^^^^ --log is for a pipe: connect or listen; sockplay connect ADDRESS\n'],
	[['connect', '--zero', '4000-3000'], 'connect 4000-3000\n        ^^^^^^^^^ a range is two ports, the lower one first; 20-25\n'],
	[['listen', '--zero', '4000'], 'listen 4000\n^^^^^^ --zero tries addresses to connect to; sockplay connect --zero tcp:20-25\n'],
	[['connect', '4000', '--record', 'x.bin'], 'record x.bin\n       ^^^^^ a pipe is recorded with all that happens; .pcapng, .hex, .txt or .jsonl\n'],
];

for (const [words, drawing] of mistakes) {
	test(`sockplay ${words.join(' ')}`, async () => {
		const program = new Program(words);
		assert.deepEqual([await program.ended, program.errors], [{code: 2, signal: undefined}, drawing]);
	});
}
