/** What is not nc's: ncat's long names, and what is refused. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readPlan} from '../../source/nc/plan.ts';
import {help, usage} from '../../source/nc/usage.ts';

/** A machine with one service. */
function read(line: string): unknown {
	return readPlan(line.split(' '), service => service === 'http' ? 80 : undefined);
}

test('options are bundled, have their argument beside them or behind them, and stand anywhere', () => {
	for (const line of ['-lvnp 4000', '-l -v -n -p 4000', '-lvnp4000', '-p4000 -nvl', '--listen --verbose --nodns --source-port 4000', '--listen -vn --source-port=4000']) {
		assert.deepEqual(read(line), {kind: 'listen', port: 4000, settings: {listens: true, isVerbose: true, isNumeric: true, sourcePort: '4000'}}, line);
	}
});

test('the long names are ncat\'s', () => {
	const connect = {kind: 'connect', host: 'a', ports: [80], sourcePort: 0};
	assert.deepEqual(read('--udp --crlf a http'), {...connect, settings: {isDatagram: true, sendsCrlf: true}});
	assert.deepEqual(read('--wait 2 --idle-timeout 3 a 80'), {...connect, settings: {connect_ms: 2000, idle_ms: 3000}});
	assert.deepEqual(read('--send-only a 80'), {...connect, settings: {onlySends: true, shutsDown: true, quit_ms: 0}});
	assert.deepEqual(read('--recv-only --telnet a 80'), {...connect, settings: {readsNothing: true, answersTelnet: true}});
	assert.deepEqual(read('-lk --unixsock x'), {kind: 'unix', path: 'x', settings: {listens: true, keepsOpen: true, isUnix: true}});
});

test('the last of two options counts, and -q sends FIN where it waits', () => {
	const connect = {kind: 'connect', host: 'a', ports: [80], sourcePort: 0};
	assert.deepEqual(read('-46 a 80'), {...connect, settings: {family: 6}});
	assert.deepEqual(read('-w 1 -w 2 a 80'), {...connect, settings: {connect_ms: 2000, idle_ms: 2000}});
	assert.deepEqual(read('-q 1 a 80'), {...connect, settings: {quit_ms: 1000, shutsDown: true}});
	assert.deepEqual(read('-q -1 a 80'), {...connect, settings: {quit_ms: Infinity}});
	assert.deepEqual(read('-T ef a 80'), {...connect, settings: {tos: 0xB8}});
	assert.deepEqual(read('-T af11 a 80'), {...connect, settings: {tos: 0x28}});
	assert.deepEqual(read('-T cs7 a 80'), {...connect, settings: {tos: 0xE0}});
});

test('ports are numbers, services and ranges, in the order given', () => {
	assert.deepEqual(read('-z a 22 http 5-3 22'), {kind: 'connect', host: 'a', ports: [22, 80, 3, 4, 5, 22], sourcePort: 0, settings: {scans: true}});
});

const refused: ReadonlyArray<readonly [line: string, says: string]> = [
	['-e /bin/sh a 80', '-e is not supported: no program is run for a peer; `sockplay listen tcp:PORT rules FILE` answers by rules, `… module FILE.js` with your own code, and a FIFO joins a program to this nc (EXAMPLES of nc(1))'],
	['-lvc cat 80', '-c is not supported: no program is run for a peer; `sockplay listen tcp:PORT rules FILE` answers by rules, `… module FILE.js` with your own code, and a FIFO joins a program to this nc (EXAMPLES of nc(1))'],
	['-Xconnect -x a:3128 b 80', '-X is not supported: no proxy is spoken; ncat --proxy does'],
	['--ssl a 443', '--ssl is not supported: TLS is not spoken; `openssl s_client` and `openssl s_server` do'],
	['-l --chat 80', '--chat is not supported: `sockplay listen tcp:PORT chat` does it'],
	['-uU /tmp/x', '-u with -U is not supported: Node has no Unix datagram sockets; socat UNIX-SENDTO does it'],
	['-M 3 a 80', '-M is not supported: Node sets the TTL of UDP sockets alone (-u)'],
];

test('what is refused says why, and what does it instead', () => {
	assert.deepEqual(refused.map(([line]) => [line, read(line)]), refused.map(([line, mistake]) => [line, {mistake}]));
});

test('a long name that there is not, or that lacks its argument, is a mistake', () => {
	assert.deepEqual(read('--frobnicate a 80'), {mistake: 'unrecognized option \'--frobnicate\'', showsUsage: true});
	assert.deepEqual(read('--wait'), {mistake: 'option \'--wait\' requires an argument', showsUsage: true});
	assert.deepEqual(read('--listen=3 80'), {mistake: 'option \'--listen\' doesn\'t allow an argument', showsUsage: true});
});

test('a port to listen on that is too large is a mistake: nc would take it modulo 65,536', () => {
	assert.deepEqual(read('-l 65537'), {mistake: 'port number too large: 65537'});
});

test('the help is the table', () => {
	assert.deepEqual(usage(), [
		'usage: nc [-46bCdhklNnrtUuvz] [-I length] [-i interval] [-M ttl]',
		'          [-O length] [-p port] [-q seconds] [-s address] [-T tos]',
		'          [-W count] [-w seconds] [destination] [port]',
	]);
	assert.ok(help().includes('  -l, --listen              Listen for a connection'));
	assert.deepEqual(help().filter(line => line.length > 80), []);
});
