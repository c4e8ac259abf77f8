/** A session as a C program: its text, and what it does when the machine's own compiler has taken it without a warning. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {cProgram} from '../../source/export/c/program.ts';
import {conversationOf} from '../../source/export/conversation.ts';
import {printedBy, ran, sessions, talkOf} from './sessions.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-c-'));
const hasCompiler = spawnSync('gcc', ['--version']).status === 0;

after(() => {
	rmSync(folder, {recursive: true});
});

test('both parts, in the log\'s order, each call below its line of the log', async () => {
	const {lab} = await talkOf(sessions[0]!);
	const text = cProgram(conversationOf(lab.journal), 'talk.c').text.replaceAll(/\d\d:\d\d:\d\d\.\d{3}/gv, 'TIME');
	const client = /static void client[^\}]*\n\}/v.exec(text)?.[0];
	assert.equal(client, String.raw`static void client(void)
{
	int c1;

	// TIME c1 socket(AF_INET, SOCK_STREAM) = 3
	c1 = check(socket(AF_INET, SOCK_STREAM, 0), "c1 socket");
	// comes after s1 listen
	wait_for();
	// TIME c1 connect(127.0.0.1:50001) = 0  0 ms  local 127.0.0.1:50002
	check(connect(c1, at(PLACE_s1), length(PLACE_s1)), "c1 connect");
	// TIME c1 send(6) = 6
	send_all(c1, "hello\n", 6, "c1 send");
	// TIME c1 recv(65536) = 6  "hello\n"
	recv_exactly(c1, 6, "c1");
	// TIME c1 shutdown(SHUT_WR) = 0
	check(shutdown(c1, SHUT_WR), "c1 shutdown");
	// TIME c1 recv(65536) = 0  peer sent FIN
	show("c1", check(recv(c1, buffer, sizeof buffer, 0), "c1 recv"));
	// TIME c1 close() = 0
	check(close(c1), "c1 close");
}`);
});

for (const session of sessions) {
	test(`compiles and runs: ${session.title}`, {skip: !hasCompiler}, async () => {
		const {lab} = await talkOf(session);
		const file = path.join(folder, String(sessions.indexOf(session)));
		writeFileSync(`${file}.c`, cProgram(conversationOf(lab.journal), 'talk.c').text);
		await ran('gcc', '-Wall', '-Wextra', '-Werror', '-std=c11', '-o', file, `${file}.c`);
		assert.deepEqual(await printedBy(session, file), {server: session.server, client: session.client});
	});
}
