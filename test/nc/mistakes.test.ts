/** Command lines that lead nowhere: what nc says on standard error, and ours with it; options without effect here. The exit code is 1. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {freePort, hasNc, ourNc, program, type Running} from './netcats.ts';

/** PORT: nobody listens there. A line of nc, or `usage`, which is each program's own. */
const mistakes: ReadonlyArray<readonly [line: string, ...says: string[]]> = [
	['', 'usage'],
	['-U', 'usage'],
	['-p PORT', 'usage'],
	['-l -p PORT 127.0.0.1', 'usage'],
	['-l -s 127.0.0.1 PORT', 'usage'],
	['-l 127.0.0.1 PORT 3', 'usage'],
	['-y 1 2', 'nc: invalid option -- \'y\'', 'usage'],
	['-vy 1 2', 'nc: invalid option -- \'y\'', 'usage'],
	['-z 127.0.0.1 -2', 'nc: invalid option -- \'2\'', 'usage'],
	['-p', 'nc: option requires an argument -- \'p\'', 'usage'],
	['-lvnp', 'nc: option requires an argument -- \'p\'', 'usage'],
	['-l', 'nc: missing port number'],
	['127.0.0.1', 'nc: missing port number'],
	['-l -s 127.0.0.1', 'nc: missing port number'],
	['-k PORT', 'nc: missing port number'],
	['-k 127.0.0.1 PORT', 'nc: must use -l with -k'],
	['-kU x', 'nc: must use -l with -k'],
	['-lz PORT', 'nc: cannot use -z and -l'],
	['-lUz x', 'nc: cannot use -z and -l'],
	['-lkz a 1', 'nc: cannot use -z and -l'],
	['-U a b', 'nc: cannot use port with -U'],
	['-lU a b', 'nc: cannot use port with -U'],
	['-lp PORT -U', 'nc: cannot use port with -U'],
	['-lU', 'nc: missing socket pathname'],

	['127.0.0.1 0', 'nc: port number too small: 0'],
	['127.0.0.1 65536', 'nc: port number too large: 65536'],
	['127.0.0.1 abc', 'nc: port number invalid: abc'],
	['127.0.0.1 80 -- -v', 'nc: port number invalid: -v'],
	['a b c', 'nc: port number invalid: b'],
	['-z 127.0.0.1 1-', 'nc: port number invalid: '],
	['-z 127.0.0.1 1-abc', 'nc: port number invalid: abc'],
	['-z 127.0.0.1 1-2-3', 'nc: port number invalid: 2-3'],
	['-z 127.0.0.1 1-70000', 'nc: port number too large: 70000'],
	['-z 127.0.0.1 0-3', 'nc: port number too small: 0'],
	['-z 127.0.0.1 http-1', 'nc: port number invalid: http-1'],
	['-l abc', 'nc: getaddrinfo: Servname not supported for ai_socktype'],
	['-p abc 127.0.0.1 PORT', 'nc: getaddrinfo: Servname not supported for ai_socktype'],

	['-w abc 127.0.0.1 PORT', 'nc: timeout invalid: abc'],
	['-w 1.5 127.0.0.1 PORT', 'nc: timeout invalid: 1.5'],
	['-zvw1n 127.0.0.1 PORT', 'nc: timeout invalid: 1n'],
	['-w -1 127.0.0.1 PORT', 'nc: timeout too small: -1'],
	['-w 2147484 127.0.0.1 PORT', 'nc: timeout too large: 2147484'],
	['-i abc 127.0.0.1 PORT', 'nc: interval invalid: abc'],
	['-i 4294967296 127.0.0.1 PORT', 'nc: interval too large: 4294967296'],
	['-q abc 127.0.0.1 PORT', 'nc: quit timer invalid: abc'],
	['-q 2147483648 127.0.0.1 PORT', 'nc: quit timer too large: 2147483648'],
	['-I 0 127.0.0.1 PORT', 'nc: TCP receive window too small: 0'],
	['-O 1g 127.0.0.1 PORT', 'nc: TCP send window invalid: 1g'],
	['-W 0 127.0.0.1 PORT', 'nc: receive limit too small: 0'],
	['-T abc 127.0.0.1 PORT', 'nc: illegal tos value abc'],
	['-T 256 127.0.0.1 PORT', 'nc: illegal tos value 256'],
	['-T AF11 127.0.0.1 PORT', 'nc: illegal tos value AF11'],
	['-M abc 127.0.0.1 PORT', 'nc: ttl is invalid'],
	['-M -1 127.0.0.1 PORT', 'nc: ttl is too small'],
	['-M 300 127.0.0.1 PORT', 'nc: ttl is too large'],

	['127.0.0.1 PORT'],
	['-z 127.0.0.1 PORT'],
	['-N -q5 -w2 -T lowdelay 127.0.0.1 PORT'],
	['-T 0xff 127.0.0.1 PORT -v', 'nc: connect to 127.0.0.1 port PORT (tcp) failed: Connection refused'],
	['-v 127.0.0.1 PORT', 'nc: connect to 127.0.0.1 port PORT (tcp) failed: Connection refused'],
	['127.0.0.1 -v PORT', 'nc: connect to 127.0.0.1 port PORT (tcp) failed: Connection refused'],
	['-zvn 127.0.0.1 PORT', 'nc: connect to 127.0.0.1 port PORT (tcp) failed: Connection refused'],
	['-4v localhost PORT', 'nc: connect to localhost (127.0.0.1) port PORT (tcp) failed: Connection refused'],
	['-v 127.1 PORT', 'nc: connect to 127.1 (127.0.0.1) port PORT (tcp) failed: Connection refused'],
	['-v -s localhost 127.0.0.1 PORT', 'nc: connect to 127.0.0.1 port PORT (tcp) failed: Connection refused'],
	['-zv 127.0.0.1 PORT PORT', ...Array.from({length: 2}, () => 'nc: connect to 127.0.0.1 port PORT (tcp) failed: Connection refused')],
	['-64zv 127.0.0.1 PORT', 'nc: connect to 127.0.0.1 port PORT (tcp) failed: Connection refused'],

	['-n localhost PORT', 'nc: getaddrinfo for host "localhost" port PORT: Name or service not known'],
	['-6 127.0.0.1 PORT', 'nc: getaddrinfo for host "127.0.0.1" port PORT: Address family for hostname not supported'],
	['-4 ::1 PORT', 'nc: getaddrinfo for host "::1" port PORT: Address family for hostname not supported'],
	['-46z 127.0.0.1 PORT', 'nc: getaddrinfo for host "127.0.0.1" port PORT: Address family for hostname not supported'],
	['-ln localhost PORT', 'nc: getaddrinfo: Name or service not known'],
	['-l -6 127.0.0.1 PORT', 'nc: getaddrinfo: Address family for hostname not supported'],
	['-v -s ::1 127.0.0.1 PORT', 'nc: getaddrinfo: Address family for hostname not supported'],
	['-s 192.0.2.1 127.0.0.1 PORT', 'nc: bind failed: Cannot assign requested address'],
	['-l 192.0.2.1 PORT', 'nc: Cannot assign requested address'],
	['-ulv 192.0.2.1 PORT', 'nc: Cannot assign requested address'],

	['-U /nowhere/x.sock', 'nc: /nowhere/x.sock: No such file or directory'],
	['-zvU /nowhere/x.sock', 'nc: /nowhere/x.sock: No such file or directory'],
	['-U /etc/hosts', 'nc: /etc/hosts: Connection refused'],
	['-lU /nowhere/x.sock', 'nc: No such file or directory'],
	['-zuv 127.0.0.1 PORT'],
];

const port = await freePort();

test('a line that leads nowhere is answered as nc answers it', async () => {
	assert.deepEqual(await answers(argv => ourNc(argv)), expected());
});

test('the answers expected are those of the nc that is installed', {skip: !hasNc && 'OpenBSD nc is not installed'}, async () => {
	assert.deepEqual(await answers(argv => program('nc', argv)), expected());
});

function expected(): string[][] {
	return mistakes.map(([line, ...says]) => [line, ...says.map(each => withPort(each)), 'code 1']);
}

function withPort(text: string): string {
	return text.split('PORT').join(String(port));
}

async function answers(run: (argv: readonly string[]) => Running): Promise<string[][]> {
	const said: string[][] = [];
	for (const [line] of mistakes) {
		const running = run(withPort(line).split(' ').filter(word => word !== ''));
		running.end();
		const code = await running.ended;
		said.push([line, ...linesOf(running.errors), `code ${code}`]);
	}

	return said;
}

/** The lines, with `usage` for how the program is used. */
function linesOf(errors: string): string[] {
	const lines = errors.split('\n').slice(0, -1).filter(line => !/^\s/v.test(line));
	return lines.map(line => line.startsWith('usage: nc [-') ? 'usage' : line);
}

const hostile: ReadonlyArray<readonly [words: readonly string[], says: string]> = [
	[['-U', '/nowhere/\u{1B}[31m\nnc: it'], String.raw`nc: /nowhere/\x1b[31m\nnc: it: No such file or directory`],
	[['-n', 'a\u{1B}]0;x\u{7}\u{202E}', '80'], String.raw`nc: getaddrinfo for host "a\x1b]0;x\x07\u{202e}" port 80: Name or service not known`],
	[['127.0.0.1', '\u{9B}31m'], String.raw`nc: port number invalid: \u{9b}31m`],
	[['-U', '/nowhere/bên'], 'nc: /nowhere/bên: No such file or directory'],
];

test('what a terminal would interpret is said as text, on one line', async () => {
	for (const [words, says] of hostile) {
		const running = ourNc(words);
		running.end();
		assert.equal(await running.ended, 1);
		assert.equal(running.errors, `${says}\n`);
	}
});

const withoutEffect: ReadonlyArray<readonly [line: string, setsTos: boolean, says: string]> = [
	['-I 4096 127.0.0.1 PORT', true, 'nc: -I has no effect: Node does not set the size of a TCP buffer\n'],
	['-O 4096 -I 1 127.0.0.1 PORT', true, 'nc: -O has no effect: Node does not set the size of a TCP buffer\nnc: -I has no effect: Node does not set the size of a TCP buffer\n'],
	['-T ef 127.0.0.1 PORT', false, 'nc: -T has no effect: this Node does not set the type of service\n'],
	['-zuT ef 127.0.0.1 PORT', true, 'nc: -T has no effect: Node does not set the type of service of UDP sockets\n'],
];

test('an option that changes nothing here says so, and the rest is done', async () => {
	for (const [line, setsTos, says] of withoutEffect) {
		const running = ourNc(withPort(line).split(' '), {setsTos});
		running.end();
		await running.ended;
		assert.equal(running.errors, says, line);
	}
});
