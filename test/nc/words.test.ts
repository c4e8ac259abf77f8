/** What a listener and a client say on standard error: nc and ours on either side of the same conversation. */
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, suite, test} from 'node:test';
import {freePort, hasNc, ourNc, program, type Running} from './netcats.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-nc-'));

after(() => {
	rmSync(folder, {recursive: true});
});

/** PORT is the listener's, SOCKET a path; N is a port that the system chose. */
type Conversation = {readonly server: string; readonly client: string; readonly serverSays: readonly string[]; readonly clientSays: readonly string[]};

const conversations: readonly Conversation[] = [
	{server: '-l 127.0.0.1 PORT', client: '-N 127.0.0.1 PORT', serverSays: [], clientSays: []},
	{
		server: '-lvn 127.0.0.1 PORT',
		client: '-vnN 127.0.0.1 PORT',
		serverSays: ['Listening on 127.0.0.1 PORT', 'Connection received on 127.0.0.1 N'],
		clientSays: ['Connection to 127.0.0.1 PORT port [tcp/*] succeeded!'],
	},
	{
		server: '-lvnp PORT -s 127.0.0.1',
		client: '-Nvv -4 localhost PORT',
		serverSays: ['Listening on 127.0.0.1 PORT', 'Connection received on 127.0.0.1 N'],
		clientSays: ['Connection to localhost (127.0.0.1) PORT port [tcp/*] succeeded!'],
	},
	{
		server: '-l 127.0.0.1 PORT -v',
		client: '127.0.0.1 -N PORT',
		serverSays: ['Listening on localhost PORT', 'Connection received on localhost N'],
		clientSays: [],
	},
	{
		server: '-lvn 127.0.0.1 PORT',
		client: '-vN -s 127.0.0.1 127.0.0.1 PORT',
		serverSays: ['Listening on 127.0.0.1 PORT', 'Connection received on 127.0.0.1 N'],
		clientSays: ['Connection to 127.0.0.1 PORT port [tcp/*] succeeded!'],
	},
	{
		server: '-6lvn ::1 PORT',
		client: '-vN ::1 PORT',
		serverSays: ['Listening on ::1 PORT', 'Connection received on ::1 N'],
		clientSays: ['Connection to ::1 PORT port [tcp/*] succeeded!'],
	},
	{
		server: '-lvU SOCKET',
		client: '-vNU SOCKET',
		serverSays: ['Bound on SOCKET', 'Listening on SOCKET', 'Connection received on SOCKET'],
		clientSays: [],
	},
	{
		server: '-lvU @SOCKET',
		client: '-vNU @SOCKET',
		serverSays: ['Bound on @SOCKET', 'Listening on @SOCKET', 'Connection received on @SOCKET'],
		clientSays: [],
	},
	{
		server: '-lvn 127.0.0.1 PORT',
		client: '-zv 127.0.0.1 PORT',
		serverSays: ['Listening on 127.0.0.1 PORT', 'Connection received on 127.0.0.1 N'],
		clientSays: ['Connection to 127.0.0.1 PORT port [tcp/*] succeeded!'],
	},
	{
		server: '-lvn 127.0.0.1 PORT',
		client: '-zv 127.0.0.1 1 PORT 1-2',
		serverSays: ['Listening on 127.0.0.1 PORT', 'Connection received on 127.0.0.1 N'],
		clientSays: [
			'nc: connect to 127.0.0.1 port 1 (tcp) failed: Connection refused',
			'Connection to 127.0.0.1 PORT port [tcp/*] succeeded!',
			'nc: connect to 127.0.0.1 port 1 (tcp) failed: Connection refused',
			'nc: connect to 127.0.0.1 port 2 (tcp) failed: Connection refused',
		],
	},
	{
		server: '-lvU SOCKET',
		client: '-zvU SOCKET',
		serverSays: ['Bound on SOCKET', 'Listening on SOCKET', 'Connection received on SOCKET'],
		clientSays: [],
	},
];

type Run = (argv: readonly string[]) => Running;

const ours: Run = argv => ourNc(argv);
const nc: Run = argv => program('nc', argv);
const pairs: ReadonlyArray<readonly [name: string, server: Run, client: Run, isCompared: boolean]> = [
	['ours, ours', ours, ours, false],
	['ours, nc', ours, nc, true],
	['nc, ours', nc, ours, true],
	['nc, nc', nc, nc, true],
];

suite('what both ends say', {concurrency: 4}, () => {
	for (const [index, conversation] of conversations.entries()) {
		for (const [name, server, client, isCompared] of pairs) {
			test(`${conversation.server} · ${conversation.client} (${name})`, {skip: isCompared && !hasNc && 'OpenBSD nc is not installed'}, async () => {
				const port = String(await freePort());
				const socket = path.join(folder, `${index} ${name}`);
				const words = (line: string): string[] => line.split(' ').map(word => word.replace('PORT', () => port).replace('SOCKET', () => socket));
				const says = (lines: readonly string[]): string => lines.map(line => `${words(line).join(' ')}\n`).join('');
				const listening = server(words(conversation.server));
				listening.end();
				assert.deepEqual(await answered(() => client(words(conversation.client))), [0, says(conversation.clientSays)]);
				assert.deepEqual(await outcome(listening), [0, says(conversation.serverSays)]);
			});
		}
	}
});

/** The outcome of a client whose listener is about to listen. */
async function answered(run: () => Running): Promise<[number, string]> {
	for (;;) {
		const asking = run();
		asking.end();
		const [code, said] = await outcome(asking);
		if (code === 0) {
			return [code, said];
		}
	}
}

async function outcome(running: Running): Promise<[number, string]> {
	const code = await running.ended;
	return [code, running.errors.replace(/(?<=received on (?:localhost|127\.0\.0\.1|::1) )\d+/v, 'N')];
}
