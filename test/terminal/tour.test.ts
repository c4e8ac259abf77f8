/** What a person does with it first, in a real terminal at the smallest usual size and at a comfortable one. */
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, describe, test} from 'node:test';
import {countOf, startPlayground} from './playground.ts';

for (const [columns, rows] of [[80, 24], [120, 40], [200, 60]] as const) {
	describe(`at ${columns}x${rows}`, () => {
		test('a typed line comes back: send, recv and send, recv, and the bytes of both directions', async () => {
			await using playground = await startPlayground({columns, rows});
			playground.line('Xin chào');
			await playground.until(screen => countOf(screen, '58 69 6e 20 63 68 c3 a0  6f 0a') === 2, 'the bytes of both directions');
			await playground.until(screen => countOf(screen, String.raw`"Xin chào\n"`) === 4, 'both sends and both recvs');
			const screen = playground.screen();
			assert.match(screen, /SERVER.*CLIENT/sv);
			assert.match(screen, /RAW BYTES/v);
			assert.match(screen, /c1 → s1\.1/v);
			assert.match(screen, /s1\.1 → c1/v);
		});
	});
}

test('a slash shows the verbs, which narrow; Tab completes; a mistake is marked and stays in the prompt', async () => {
	await using playground = await startPlayground({columns: 120, rows: 40});
	playground.type('/');
	await playground.until(screen => screen.includes('wait for clients') && screen.includes('open a client'), 'the verbs');
	playground.type('li');
	await playground.until(screen => screen.includes('wait for clients') && !screen.includes('open a client'), 'the verbs that begin with li');
	playground.type('s');
	playground.press('Tab');
	await playground.until(screen => screen.includes('c1 › /list'), 'a completed verb');
	playground.press('Ctrl+C');
	playground.line('/listen tcp:70000 echo');
	await playground.until(screen => screen.includes('▾▾▾▾▾ a port is 0 to 65535'), 'the caret');
	const lines = playground.lines();
	const mistake = lines.findIndex(line => line.includes('/listen tcp:70000 echo'));
	assert.equal(lines[mistake]!.indexOf('70000'), lines[mistake - 1]!.indexOf('▾▾▾▾▾'));
});

test('nobody listens, and the port is taken', async () => {
	await using playground = await startPlayground({columns: 120, rows: 40});
	const port = /s1 +bind\(127\.0\.0\.1:(?<port>\d+)\) = 0/v.exec(playground.screen())!.groups!['port']!;
	playground.line('/connect tcp:1');
	await playground.until(screen => screen.includes('connect(127.0.0.1:1) = ECONNREFUSED'), 'ECONNREFUSED');
	assert.match(playground.screen(), /nobody listens/v);
	playground.line(`/listen tcp:${port}`);
	await playground.until(screen => screen.includes(`bind(127.0.0.1:${port}) = EADDRINUSE`), 'EADDRINUSE');
});

test('a server that a person types: several clients, a reply to the chosen one', async () => {
	await using playground = await startPlayground({columns: 120, rows: 40, words: ['--blank']});
	playground.line('/listen tcp:0');
	await playground.until(screen => screen.includes('listen(511)'), 'a listener');
	playground.line('/connect s1');
	await playground.until(screen => screen.includes('= s1.1 from'), 'the first client');
	playground.line('/connect s1');
	await playground.until(screen => screen.includes('= s1.2 from'), 'the second client');
	playground.press('Shift+Tab');
	playground.line('/use s1.1');
	await playground.until(screen => screen.includes('▸ s1.1') && screen.includes('s1.1 ›'), 'the first connection chosen');
	playground.line('to the first');
	await playground.until(screen => /c1 +recv\(65536\) = 13 +"to the first\\n"/v.test(screen), 'the reply at the first client');
	playground.press('Ctrl+N');
	await playground.until(screen => screen.includes('▸ s1.2'), 'the next connection chosen');
	playground.line('to the second');
	await playground.until(screen => /c2 +recv\(65536\) = 14 +"to the second\\n"/v.test(screen), 'the reply at the second client');
});

test('hold makes the queue of the other side grow, visibly; resume drains it', async () => {
	await using playground = await startPlayground({columns: 120, rows: 40});
	playground.line('/s1.1 hold');
	await playground.until(screen => /▸ s1\.1 .* held/v.test(screen), 'the state held');
	playground.line('/send zeros:32MiB');
	await playground.until(screen => /CLIENT.* queued/v.test(screen), 'the queue in the title');
	playground.line('/s1.1 resume');
	await playground.until(screen => screen.includes('drained') && !/CLIENT.* queued/v.test(screen), 'an empty queue');
});

test('half-close with Ctrl+D: the server answers after the client\'s FIN', async () => {
	await using playground = await startPlayground({columns: 120, rows: 40, words: ['--blank']});
	playground.line('/listen tcp:0');
	playground.line('/connect s1');
	await playground.until(screen => screen.includes('= s1.1 from') && screen.includes('connect('), 'a connection');
	playground.press('Ctrl+D');
	await playground.until(screen => /s1\.1 .*half-closed remote/v.test(screen) && /CLIENT.*half-closed/v.test(screen), 'both halves');
	playground.line('/s1.1 send late');
	await playground.until(screen => /c1 +recv\(65536\) = 4 +"late"/v.test(screen), 'an answer after FIN');
	playground.line('/s1.1 reset');
	await playground.until(screen => screen.includes('= ECONNRESET') && screen.includes('SO_LINGER'), 'RST');
});

test('UDP: connected to nobody, and unconnected', async () => {
	await using playground = await startPlayground({columns: 120, rows: 40, words: ['--blank']});
	playground.line('/connect udp:9');
	await playground.until(screen => screen.includes('SOCK_DGRAM'), 'a datagram socket');
	playground.line('anyone?');
	await playground.until(screen => screen.includes('recv(65536) = ECONNREFUSED'), 'ECONNREFUSED');
	playground.line('/connect udp:9 connected=no');
	await playground.until(screen => /CLIENT +c2/v.test(screen), 'an unconnected socket');
	playground.line('void');
	await playground.until(screen => screen.includes('c2 → 127.0.0.1:9  5 B'), 'a datagram to nobody');
	assert.doesNotMatch(playground.screen(), /c2 +recv/v);
});

test('a Unix path, and IPv6 alone', async () => {
	await using playground = await startPlayground({columns: 120, rows: 40, words: ['--blank']});
	playground.line(`/listen unix:@sockplay-tour-${playground.pid} echo`);
	await playground.until(screen => screen.includes('AF_UNIX'), 'a Unix socket');
	playground.line('/connect s1');
	await playground.until(screen => screen.includes('accept() = s1.1'), 'its client');
	playground.line('by path');
	await playground.until(screen => countOf(screen, String.raw`"by path\n"`) === 4, 'the echo');
	playground.line('/listen tcp6:[::1]:0 echo');
	await playground.until(screen => screen.includes('setsockopt(IPV6_V6ONLY, 1)'), 'IPv6 alone');
	playground.line('/listen tcp:*:0');
	await playground.until(screen => screen.includes('setsockopt(IPV6_V6ONLY, 0)') && screen.includes('dual stack'), 'both families');
});

test('the history survives a restart', async () => {
	const stateFolder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-state-'));
	after(() => {
		rmSync(stateFolder, {recursive: true});
	});
	const first = await startPlayground({columns: 80, rows: 24, stateFolder});
	first.line('remember me');
	await first.until(screen => countOf(screen, 'remember me') >= 4, 'the echo');
	first.line('/quit');
	const {code} = await first.exit;
	assert.equal(code, 0);
	await using second = await startPlayground({columns: 80, rows: 24, stateFolder});
	second.press('Up');
	second.press('Up');
	await second.until(screen => screen.includes('c1 › remember me'), 'the line of the first session');
	const {mode} = statSync(path.join(stateFolder, 'sockplay', 'history'));
	assert.equal((mode % 0o1000).toString(8), '600');
});
