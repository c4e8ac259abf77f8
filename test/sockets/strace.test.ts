/** The judge of what the log calls a call: strace. What is printed was made by this process, with these arguments and this result, in this order for each file descriptor. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test, type TestContext} from 'node:test';
import {Program, type Told} from '../helpers/program.ts';
import {type Lives, socketLives} from '../helpers/strace.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-strace-'));
after(() => {
	rmSync(folder, {recursive: true});
});

const canTrace = spawnSync('strace', ['-f', '-e', 'trace=none', 'true']).status === 0;
const limit = {timeout: 60_000};
const calls = new Set<string>(['socket', 'setsockopt', 'bind', 'listen', 'accept', 'connect', 'send', 'recv', 'shutdown', 'close']);

/** A line to type, or what has to be told before the next is typed: `s1.1 recv`. */
type Step = {readonly type: string} | {readonly await: string};
const type = (line: string): Step => ({type: line});
const told = (what: string): Step => ({await: what});

const scripts: Readonly<Record<string, readonly Step[]>> = {
	'TCP: connect, echo, half-close, close': [
		type('listen tcp:0 echo backlog=5'), type('connect s1'), type(String.raw`send hello\n`), told('c1 recv'), type('shutdown'), told('c1 close'), type('s1 close'), told('s1 close'),
	],
	'recv=3 on both sides': [
		type('listen tcp:0 echo recv=3'), type('connect s1 recv=2'), type('send hello'), told('c1 recv'), type('close'), told('s1.1 close'),
	],
	'RST by the client, and RST by the server with bytes on the way': [
		type('listen tcp:0'), type('connect s1'), told('s1 accept'), type('c1 reset'), told('s1.1 close'), type('connect s1'), told('c2 connect'), type('s1.2 send bye'), type('s1.2 reset'), told('c2 close'),
	],
	'a half-closed connection is reset': [
		type('listen tcp:0'), type('connect s1'), told('s1 accept'), type('c1 shutdown'), type('c1 reset'), told('c1 close'),
	],
	'a close with bytes unread': [
		type('listen tcp:0'), type('connect s1'), told('s1 accept'), type('s1.1 hold'), type('c1 send x'), type('s1.1 close'), told('c1 close'),
	],
	'a send after the peer has reset': [
		type('listen tcp:0'), type('connect s1'), told('s1 accept'), type('s1.1 hold'), type('c1 reset'), told('c1 close'), type('s1.1 send x'), told('s1.1 close'),
	],
	'options, asked for and changed, also to what they were': [
		type('listen tcp:0 nodelay=yes keepalive=yes'), type('connect s1 nodelay=yes keepalive=yes'), told('s1 accept'), type('c1 set nodelay=yes keepalive=no'), type('s1.1 set nodelay=no'), type('c1 close'), told('s1.1 recv'), type('s1.1 close'), told('s1.1 close'),
	],
	'a client with a local address': [
		type('listen tcp:0'), type('connect s1 local=127.0.0.1:0'), told('s1 accept'), type('c1 close'), told('s1.1 recv'),
	],
	'a local address that this machine does not have': [
		type('listen tcp:0'), type('connect s1 local=192.0.2.1:0'), told('c1 close'), type('listen tcp:192.0.2.1:0'), told('s2 close'), type('listen udp:192.0.2.1:0'), told('s3 close'),
	],
	'a send of nothing': [
		type('listen tcp:0'), type('connect s1'), told('s1 accept'), type('send ""'), told('c1 send'), type('send x'), told('s1.1 recv'),
	],
	'IPv6: loopback, v6 only, dual stack': [
		type('listen tcp6:0 echo'), type('connect s1'), type('send hi'), told('c1 recv'), type('listen tcp6://*:0'), type('listen tcp://*:0'), type('c1 close'), told('s1.1 close'),
	],
	'a Unix path, used twice; a path in no folder; nobody there': [
		type(`listen unix:${path.join(folder, 'a')} echo`), type('connect s1'), type('send hi'), told('c1 recv'), type(`listen unix:${path.join(folder, 'a')}`), type(`listen unix:${path.join(folder, 'no', 'a')}`), type(`connect unix:${path.join(folder, 'b')}`), type('c1 close'), told('s1.1 close'),
	],
	'a Linux abstract name': [
		type('listen unix:@sockplay-strace echo'), type('connect s1'), type('send hi'), told('c1 recv'), type('c1 close'), told('s1.1 close'),
	],
	'UDP, connected and not, IPv4 and IPv6': [
		type('listen udp:0 echo'), type('connect s1'), type('send hi'), told('c1 recv'), type('connect s1 connected=no'), type('send hey'), told('c2 recv'), type('c2 sendto s1 you'), type('c2 close'), type('listen udp6:0'), type('connect s2'), type('send six'), told('s2.1 recv'), type('c1 set ttl=3 broadcast=yes'), type('c3 set ttl=4'), type('listen udp://*:0'), type('listen udp6://*:0'), type('c1 close'), told('c1 close'),
	],
	'a datagram to nobody, connected': [
		type('listen udp:0'), type('connect s1'), type('s1 close'), type('c1 send a'), told('c1 recv'), type('c1 close'), told('c1 close'),
	],
};

test('a call that another thread interrupted is read whole', () => {
	const {made} = socketLives([
		'11 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 19',
		'11 connect(19, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16 <unfinished ...>',
		'12 read(7,  <unfinished ...>',
		'11 <... connect resumed>)              = -1 EINPROGRESS (Operation now in progress)',
		'11 getsockopt(19, SOL_SOCKET, SO_ERROR,  <unfinished ...>',
		'12 <... read resumed>"x"..., 100)      = 1',
		'11 <... getsockopt resumed>[0], [4])   = 0',
		'11 read(19,  <unfinished ...>',
		'11 <... read resumed>"h"..., 65536)    = 5',
	].join('\n'));
	assert.deepEqual(made, [{fd: 19, lines: ['socket(AF_INET, SOCK_STREAM) = 19', 'SO_ERROR = 0', 'recv(65536) = 5']}]);
});

for (const [name, steps] of Object.entries(scripts)) {
	test(name, limit, async (t: TestContext) => {
		const {events, lives} = await traced(t, steps);
		for (const {who, words, made} of pairs(events, lives)) {
			t.assert.deepStrictEqual(words, made, who);
		}
	});
}

test('an address in use, TCP and UDP, and a connect that is refused', limit, async (t: TestContext) => {
	const {events, lives} = await traced(t, [type('listen tcp:0'), told('s1 listen'), type('listen tcp:PORT'), told('s2 close'), type('connect s1 local=127.0.0.1:PORT'), told('c1 close'), type('s1 close'), type('connect tcp:PORT'), told('c2 close'), type('listen udp:0'), told('s3 bind'), type('listen udp:PORT'), told('s4 close')]);
	for (const {who, words, made} of pairs(events, lives)) {
		t.assert.deepStrictEqual(words, made, who);
	}

	const failed = events.filter(({errno}) => errno !== undefined).map(({event, errno}) => `${event} ${errno}`);
	t.assert.deepStrictEqual(failed, canTrace ? ['bind EADDRINUSE', 'bind EADDRINUSE', 'connect ECONNREFUSED', 'bind EADDRINUSE'] : []);
});

test('a peer that does not read: every byte told as sent was written, once', limit, async (t: TestContext) => {
	const {events, lives} = await traced(t, [type('listen tcp:0'), type('connect s1'), told('s1 accept'), type('s1.1 hold'), type('c1 send zeros:32MiB'), told('c1 send'), type('s1.1 resume'), told('c1 drained'), type('c1 close'), told('c1 close')]);
	const written = lives.made[1]?.lines.map(line => Number(/^send\(\d+\) = (?<count>\d+)/v.exec(line)?.groups?.['count'] ?? 0)) ?? [];
	const sent = events.filter(({endpoint, event}) => endpoint === 'c1' && event === 'send').map(({bytes}) => bytes ?? 0);
	t.assert.strictEqual(sum(written), canTrace ? 32 * 1024 * 1024 : 0);
	t.assert.strictEqual(sum(sent), sum(written));
	t.assert.deepStrictEqual(lives.accepted[0]?.lines ?? [], wordsOf(events, 's1.1'));
});

async function traced(t: TestContext, steps: readonly Step[]): Promise<{events: readonly Told[]; lives: Lives}> {
	if (!canTrace) {
		t.skip('strace is missing or may not trace here: the calls that the log prints are NOT compared with those that were made');
		return {events: [], lives: {made: [], accepted: []}};
	}

	const file = path.join(folder, `${t.name.replaceAll(/\W+/gv, '-')}.trace`);
	const program = new Program(['--json'], {before: ['strace', '-f', '-s', '1', '-e', 'trace=network,read,write,close', '-e', 'signal=none', '-o', file]});
	t.after(() => {
		program.child.kill('SIGKILL');
	});
	let port = '';
	for (const step of steps) {
		if ('type' in step) {
			program.line(step.type.split('PORT', 2).join(port));
		} else {
			const [endpoint, event] = step.await.split(' ', 2);
			const found = await program.told(each => each.endpoint === endpoint && each.event === event);
			port = /:(?<port>\d+)$/v.exec(found.local ?? '')?.groups?.['port'] ?? port;
		}
	}

	program.line('quit');
	const {code} = await program.ended;
	assert.equal(program.errors, '');
	assert.notEqual(code, undefined);
	return {events: program.events, lives: socketLives(readFileSync(file, 'utf8'))};
}

/** Each endpoint's calls, as they were told and as they were made on its file descriptor. */
function pairs(events: readonly Told[], {made, accepted}: Lives): Array<{who: string; words: readonly string[]; made: readonly string[]}> {
	const sockets = events.filter(({event}) => event === 'socket').map(({endpoint}) => endpoint);
	const connections = events.filter(({event}) => event === 'accept').map(({result}) => String(result));
	assert.equal(sockets.length, made.length, 'sockets told, sockets made');
	assert.equal(connections.length, accepted.length, 'connections told, connections accepted');
	const lives = [...made, ...accepted];
	return [...sockets, ...connections].map((name, index) => {
		const {fd, lines} = lives[index]!;
		const words = wordsOf(events, name);
		return {who: `${name}, file descriptor ${fd}`, words, made: asTold(lines, words)};
	});
}

/** A connect that was not answered at once is told with what the system says of it afterwards; the descriptor of a listener that was refused cannot be seen from inside. */
function asTold(lines: readonly string[], words: readonly string[]): string[] {
	const isAnswered = (index: number) => lines[index + 1]?.startsWith('SO_ERROR') === true;
	return lines
		.filter((line, index) => !(line.startsWith('connect(') && line.endsWith(' = 0') && isAnswered(index)))
		.map(line => line.replace(/^SO_ERROR|^connect\(.*\)/v, 'connect'))
		.map((line, index) => index === 0 && words[0]?.endsWith(' = ?') ? line.replace(/\d+$/v, '?') : line);
}

function wordsOf(events: readonly Told[], name: string): string[] {
	return events.filter(({endpoint, event, remote}) => calls.has(event) && (endpoint === name || (endpoint.startsWith(`${name}.`) && remote !== undefined && isDatagram(events, name)))).map(event => wordOf(event));
}

/** The peers of a UDP socket speak through its file descriptor. */
function isDatagram(events: readonly Told[], name: string): boolean {
	return events.some(({endpoint, event, args}) => endpoint === name && event === 'socket' && args?.endsWith('SOCK_DGRAM'));
}

function wordOf({event, call, args, asked, result, errno, remote}: Told): string {
	const outcome = errno ?? result ?? '?';
	switch (call ?? event) {
		case 'accept': {
			return 'accept()';
		}

		case 'connect': {
			return `connect = ${outcome}`;
		}

		case 'sendto': {
			return `sendto(${asked}, ${remote}) = ${outcome}`;
		}

		case 'recvfrom': {
			return `recvfrom(${asked}) = ${outcome} from ${remote}`;
		}

		default: {
			return `${event}(${event === 'recv' && errno !== undefined ? '' : args ?? asked ?? ''}) = ${outcome}`;
		}
	}
}

function sum(counts: readonly number[]): number {
	let total = 0;
	for (const count of counts) {
		total += count;
	}

	return total;
}
