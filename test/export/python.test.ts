/** A session as a Python program: its text, and what it does with the machine's own interpreter. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {conversationOf} from '../../source/export/conversation.ts';
import {pythonProgram} from '../../source/export/python/program.ts';
import {printedBy, sessions, talkOf} from './sessions.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-python-'));
const hasPython = spawnSync('python3', ['--version']).status === 0;

after(() => {
	rmSync(folder, {recursive: true});
});

test('both parts, in the log\'s order, each call with its line of the log', async () => {
	const {lab} = await talkOf(sessions[0]!);
	const {text} = pythonProgram(conversationOf(lab.journal), 'talk.py');
	const lines = text.split('\n').map(line => line.replace(/\d\d:\d\d:\d\d\.\d{3}/v, 'TIME').replace(/ {2,}#/v, '  #').trimStart());
	const from = lines.findIndex(line => line.startsWith('def server'));
	const to = lines.findIndex(line => line.startsWith('def both'));
	assert.deepEqual(lines.slice(from, to).filter(line => line !== ''), [
		'def server(client=None):',
		'"""The calls of the server. client leads to the other part, when both run."""',
		's1 = socket.socket(socket.AF_INET, socket.SOCK_STREAM)  # TIME s1 socket(AF_INET, SOCK_STREAM) = 3',
		's1.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # TIME s1 setsockopt(SO_REUSEADDR, 1) = 0',
		's1.bind(ADDRESSES[\'s1\'])  # TIME s1 bind(127.0.0.1:50001) = 0',
		's1.listen(511)  # TIME s1 listen(511) = 0',
		'tell(client)  # c1 connect waits for this',
		's1_1, address = s1.accept()  # TIME s1 accept() = s1.1 from 127.0.0.1:50002',
		String.raw`print('s1.1 received', recv_exactly(s1_1, 6))  # TIME s1.1 recv(65536) = 6  "hello\n"`,
		String.raw`s1_1.sendall(b'hello\n')  # TIME s1.1 send(6) = 6`,
		'print(\'s1.1 received\', s1_1.recv(65536))  # TIME s1.1 recv(65536) = 0  peer sent FIN',
		's1_1.close()  # TIME s1.1 close() = 0',
		's1.close()  # was still open when the log was saved',
		'def client(server=None):',
		'"""The calls of the client. server leads to the other part, when both run."""',
		'c1 = socket.socket(socket.AF_INET, socket.SOCK_STREAM)  # TIME c1 socket(AF_INET, SOCK_STREAM) = 3',
		'wait_for(server)  # comes after s1 listen',
		'c1.connect(ADDRESSES[\'s1\'])  # TIME c1 connect(127.0.0.1:50001) = 0  0 ms  local 127.0.0.1:50002',
		String.raw`c1.sendall(b'hello\n')  # TIME c1 send(6) = 6`,
		String.raw`print('c1 received', recv_exactly(c1, 6))  # TIME c1 recv(65536) = 6  "hello\n"`,
		'c1.shutdown(socket.SHUT_WR)  # TIME c1 shutdown(SHUT_WR) = 0',
		'print(\'c1 received\', c1.recv(65536))  # TIME c1 recv(65536) = 0  peer sent FIN',
		'c1.close()  # TIME c1 close() = 0',
	]);
});

for (const session of sessions) {
	test(`runs: ${session.title}`, {skip: !hasPython}, async () => {
		const {lab} = await talkOf(session);
		const file = path.join(folder, `${sessions.indexOf(session)}.py`);
		writeFileSync(file, pythonProgram(conversationOf(lab.journal), 'talk.py').text);
		assert.deepEqual(await printedBy(session, 'python3', file), {server: session.server, client: session.client});
	});
}
