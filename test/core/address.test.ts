import assert from 'node:assert/strict';
import test from 'node:test';
import {addressWord, formatAddress, isLoopback, isSameAddress, isWildcard, type Address} from '../../source/core/address.ts';
import {parseAddress} from '../../source/core/parse-address.ts';
import {explainProblem, isProblem} from '../../source/core/problem.ts';
import {visibleText} from '../../source/core/visible.ts';
import {unquote} from '../../source/core/unquote.ts';
import {misplaced, randomText, seeded} from '../helpers/seeded.ts';

const written = [
	['4000', 'tcp 127.0.0.1 4000', '127.0.0.1:4000', 'tcp://127.0.0.1:4000'],
	[':4000', 'tcp 127.0.0.1 4000', '127.0.0.1:4000', 'tcp://127.0.0.1:4000'],
	['0', 'tcp 127.0.0.1 0', '127.0.0.1:0', 'tcp://127.0.0.1:0'],
	['localhost:80', 'tcp localhost 80', 'localhost:80', 'tcp://localhost:80'],
	['tcp:65535', 'tcp 127.0.0.1 65535', '127.0.0.1:65535', 'tcp://127.0.0.1:65535'],
	['tcp://10.0.0.1:80', 'tcp 10.0.0.1 80', '10.0.0.1:80', 'tcp://10.0.0.1:80'],
	['TCP:80', 'tcp 127.0.0.1 80', '127.0.0.1:80', 'tcp://127.0.0.1:80'],
	['tcp:*:4000', 'tcp * 4000', '*:4000', 'tcp://*:4000'],
	['*:4000', 'tcp * 4000', '*:4000', 'tcp://*:4000'],
	['tcp6:*:4000', 'tcp * 4000 6', '*:4000', 'tcp6://*:4000'],
	['tcp6:4000', 'tcp ::1 4000 6', '[::1]:4000', 'tcp6://[::1]:4000'],
	['[::1]:4000', 'tcp ::1 4000', '[::1]:4000', 'tcp://[::1]:4000'],
	['tcp:[fe80::1%lo]:80', 'tcp fe80::1%lo 80', '[fe80::1%lo]:80', 'tcp://[fe80::1%lo]:80'],
	['udp:53', 'udp 127.0.0.1 53', '127.0.0.1:53', 'udp://127.0.0.1:53'],
	['udp4:localhost:53', 'udp localhost 53 4', 'localhost:53', 'udp4://localhost:53'],
	['udp6://[::1]:53', 'udp ::1 53 6', '[::1]:53', 'udp6://[::1]:53'],
	['tcp:bücher.example:80', 'tcp bücher.example 80', 'bücher.example:80', 'tcp://bücher.example:80'],
	['unix:/tmp/x', 'unix /tmp/x', 'unix:/tmp/x', 'unix:///tmp/x'],
	['unix:///tmp/x', 'unix /tmp/x', 'unix:/tmp/x', 'unix:///tmp/x'],
	['unix:x.sock', 'unix x.sock', 'unix:x.sock', 'unix:x.sock'],
	['unix:@play', 'unix @play', 'unix:@play', 'unix:@play'],
	['unix:/a b', 'unix /a b', 'unix:/a b', '"unix:///a b"'],
	['unix:/\u{1B}[2J', 'unix /\u{1B}[2J', String.raw`unix:/\x1b[2J`, String.raw`"unix:///\x1b[2J"`],
] as const;

for (const [text, meaning, shown, line] of written) {
	test(`${JSON.stringify(text)} is ${JSON.stringify(meaning)}`, () => {
		const address = read(text);
		assert.equal(words(address), meaning);
		assert.equal(formatAddress(address), shown);
		assert.equal(addressWord(address), line);
		assert.deepEqual(typedBack(address), address);
	});
}

const wrong = [
	['tcp:70000', '    ^^^^^ a port is 0 to 65535'],
	['tcp:-1', '    ^^ a port is 0 to 65535'],
	['4000x', '^^^^^ a port is 0 to 65535'],
	['tcp://127.0.0.1:80/', '                ^^^ a port is 0 to 65535'],
	['', '^ a port is missing; 4000'],
	['tcp:', '    ^ a port is missing; tcp:4000'],
	['localhost', '         ^ a port is missing; localhost:4000'],
	['tcp:localhost:', '              ^ a port is missing; tcp:localhost:4000'],
	['[::1]', '     ^ a port is missing; [::1]:4000'],
	['::1:4000', '^^^^^^^^ an IPv6 address stands in brackets; [::1]:4000'],
	['udp:2001:db8::7', '    ^^^^^^^^^^^ an IPv6 address stands in brackets; udp:[2001:db8::7]:4000'],
	['tcp:a:b:1', '    ^^^^^ an address has one colon, before its port'],
	['[::1:4000', '^ a bracket is not closed; [::1]:4000'],
	['[]:4000', ' ^ an IPv6 address is missing; [::1]:4000'],
	['[::g]:4000', ' ^^^ this is not an IPv6 address; ::1, say'],
	['[::1]4000', '     ^^^^ after the bracket comes a colon and the port; [::1]:4000'],
	['tcp:1.2.3.256:80', '          ^^^ a part of an IPv4 address is 0 to 255, without leading zeros'],
	['tcp:01.2.3.4:80', '    ^^ a part of an IPv4 address is 0 to 255, without leading zeros'],
	['tcp:1.2.3:80', '    ^^^^^ an IPv4 address has four parts; 127.0.0.1, say'],
	['tcp4:[::1]:80', '      ^^^ an IPv6 address, where IPv4 is forced'],
	['tcp6:127.0.0.1:80', '     ^^^^^^^^^ an IPv4 address, where IPv6 is forced'],
	['tcp:a b:80', '     ^ a host has letters, digits, dots and hyphens'],
	['tcp:a..b:80', '    ^^^^ this is not a host name'],
	['http://x:80', '^^^^ an address begins with tcp, udp or unix, not http; tcp://x:80'],
	['/tmp/x', '^^^^^^ a path needs unix: before it; unix:/tmp/x'],
	['unix:', '     ^ a path is missing; unix:/tmp/sockplay.sock'],
	['unix:@', '      ^ a name is missing after @; unix:/tmp/sockplay.sock'],
	['unix://tmp/x', '       ^^^^^ after unix:// a path begins with /; unix:tmp/x or unix:///tmp/x'],
	['unix:a\0b', '      ^^ a path has no NUL'],
] as const;

for (const [text, drawing] of wrong) {
	test(`${JSON.stringify(text)} is no address`, () => {
		const found = parseAddress(text);
		assert.ok(isProblem(found));
		assert.equal(explainProblem(text, found), `${visibleText(text)}\n${drawing}`);
	});
}

test('a path fills sun_path, and no more', () => {
	assert.equal(words(read(`unix:/${'x'.repeat(106)}`)).length, 112);
	assert.equal(words(read(`unix:@${'x'.repeat(107)}`)).length, 113);
	const longer = ['x'.repeat(108), `@${'x'.repeat(108)}`, 'à'.repeat(54)].map(path => parseAddress(`unix:${path}`));
	const message = 'a socket\'s path has 107 bytes at most, this one has 108';
	assert.deepEqual(longer.map(found => isProblem(found) && found.message), [message, message, message]);
});

test('what only this machine reaches, and what every interface does', () => {
	const rows = ['tcp:1', 'tcp:127.9.9.9:1', '[::1]:1', '[::ffff:127.0.0.1]:1', 'localhost:1', 'unix:x', '[::1%lo]:1', '[::ffff:127.0.0.1%lo]:1', '10.0.0.1:1', '[fe80::1%lo]:1', '*:1', '0.0.0.0:1', '[::]:1', '[::%lo]:1', 'example.com:1'];
	assert.deepEqual(rows.filter(row => isLoopback(read(row))), rows.slice(0, 8));
	assert.deepEqual(rows.filter(row => isWildcard(read(row))), rows.slice(10, 14));
});

test('one place, however it is written', () => {
	const same = [['tcp:1', '127.0.0.1:1'], ['[::1]:1', '[0:0:0:0:0:0:0:1]:1'], ['[::ffff:10.0.0.1]:1', '10.0.0.1:1'], ['LOCALHOST:1', 'localhost:1'], ['[::1%lo]:1', '[::1]:1'], ['[2001:db8::1%a]:1', '[2001:db8::1%b]:1'], ['tcp4:1', 'tcp:1'], ['unix:/x', 'unix:///x']] as const;
	const different = [['tcp:1', 'udp:1'], ['tcp:1', 'tcp:2'], ['tcp:1', '[::1]:1'], ['*:1', 'tcp6:*:1'], ['unix:/x', 'unix:x'], ['[fe80::1%a]:1', '[fe80::1%b]:1'], ['[febf::1%a]:1', '[febf::1%b]:1'], ['[ff02::1%a]:1', '[ff02::1%b]:1']] as const;
	assert.deepEqual(same.filter(([one, other]) => !isSameAddress(read(one), read(other))), []);
	assert.deepEqual(different.filter(([one, other]) => isSameAddress(read(one), read(other))), []);
});

test('whatever is typed is an address that can be typed back, or a problem within it', () => {
	const random = seeded(1);
	const pieces = ['tcp', 'udp', 'unix', '4', '6', ':', '//', '[', ']', '::1', '*', '.', '127.0.0.1', '80', '99999', '@', '/', 'a', '%', '"', ' ', '\\', '\0', 'à', '\u{D800}'];
	const texts = Array.from({length: 20_000}, () => randomText(random, pieces, 7).toWellFormed());
	const results = texts.map(text => ({text, found: parseAddress(text)}));
	assert.deepEqual(results.map(({text, found}) => isProblem(found) ? misplaced(text, found) : undefined).filter(fault => fault !== undefined), []);
	const addresses = results.map(({found}) => found).filter((found): found is Address => !isProblem(found));
	assert.ok(addresses.length > 200);
	assert.deepEqual(addresses.map(address => typedBack(address)), addresses);
});

function read(text: string): Address {
	const address = parseAddress(text);
	assert.ok(!isProblem(address), JSON.stringify(address));
	return address;
}

function typedBack(address: Address): Address {
	const word = unquote(addressWord(address));
	assert.ok(!isProblem(word));
	return read(word.text);
}

function words(address: Address): string {
	return address.transport === 'unix'
		? `unix ${address.path}`
		: [address.transport, address.host, address.port, ...(address.family === undefined ? [] : [address.family])].join(' ');
}
