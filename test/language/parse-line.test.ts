import assert from 'node:assert/strict';
import test from 'node:test';
import {explainProblem, isProblem} from '../../source/core/problem.ts';
import {parseLine} from '../../source/language/parse-line.ts';
import type {Parsed} from '../../source/language/verb.ts';
import {usage} from '../../source/language/usage.ts';
import {misplaced, randomText, seeded} from '../helpers/seeded.ts';
import {someVerbs} from './some-verbs.ts';

const tcp4000 = {transport: 'tcp', host: '127.0.0.1', port: 4000};

const understood = [
	['listen tcp:4000', 'listen', {address: tcp4000, service: [], options: {}}],
	['  listen   4000  echo  # a comment', 'listen', {address: tcp4000, service: ['echo'], options: {}}],
	['listen recv=64 4000 greet eol=crlf "a b" nodelay=on', 'listen', {address: tcp4000, service: ['greet', '"a b"'], options: {recv: 64, eol: '\r\n', nodelay: true}}],
	['listen 4000 greet hex:68 65 "#no comment" chan#1', 'listen', {address: tcp4000, service: ['greet', 'hex:68 65', '"#no comment"', 'chan#1'], options: {}}],
	['listen 4000 greet hex:68 b64:aGk=', 'listen', {address: tcp4000, service: ['greet', 'hex:68', 'b64:aGk='], options: {}}],
	['listen "unix:/tmp/a b"', 'listen', {address: {transport: 'unix', path: '/tmp/a b'}, service: [], options: {}}],
	[String.raw`listen unix:"/tmp/\u{e0}\t"`, 'listen', {address: {transport: 'unix', path: '/tmp/à\t'}, service: [], options: {}}],
	['listen 4000 name=alice eol="lf"', 'listen', {address: tcp4000, service: [], options: {name: 'alice', eol: '\n'}}],
	['connect 4000 timeout=1.5s', 'connect', {address: tcp4000, options: {timeout: 1500}}],
	['connect s1', 'connect', {address: {name: 's1'}, options: {}}],
	['send it\'s "# x=1 ', 'send', {data: 'it\'s "# x=1 ', options: {}}],
	['send # hash', 'send', {data: '# hash', options: {}}],
	['c1 send hi', 'c1: send', {data: 'hi', options: {}}],
	['a-b.c_1 close', 'a-b.c_1: close', {options: {}}],
	['send close', 'send', {data: 'close', options: {}}],
	['every 1s count=3 send count=9 # x', 'every', {duration: 1000, line: 'send count=9 # x', options: {count: 3}}],
	['every count=3 1s say=hi', 'every', {duration: 1000, line: 'say=hi', options: {count: 3}}],
	['use s1.2', 'use', {name: 's1.2', options: {}}],
	['view', 'view', {options: {}}],
	['view text', 'view', {what: 'text', options: {}}],
	['close s1.2', 's1.2: close', {options: {}}],
] as const;

for (const [line, verb, args] of understood) {
	test(`${line} is understood`, () => {
		const parsed = understand(line);
		assert.equal([...(parsed.target.name === undefined ? [] : [`${parsed.target.name}:`]), parsed.verb.name].join(' '), verb);
		assert.deepEqual(parsed.args, args);
	});
}

test('nothing is asked by an empty line or a comment', () => {
	assert.deepEqual(['', ' '.repeat(3), '# listen', '  #'].map(line => parseLine(line, someVerbs)), [undefined, undefined, undefined, undefined]);
});

const mistaken = [
	['listen tcp:70000 echo', '           ^^^^^ a port is 0 to 65535'],
	['listen "tcp:70000" echo', '            ^^^^^ a port is 0 to 65535'],
	['listen ::1:4000', '       ^^^^^^^^ an IPv6 address stands in brackets; [::1]:4000'],
	['listen', '      ^ ADDRESS is missing: an address such as tcp:4000; for example `listen tcp:4000 echo`'],
	['listen  # later', '       ^ ADDRESS is missing: an address such as tcp:4000; for example `listen tcp:4000 echo`'],
	['every 1s count=3 ', '                 ^ LINE is missing: text; for example `every 1s send hello`'],
	['listen 4000 "echo', '            ^ a quote is not closed'],
	['listen 4000 recv=', '                 ^ recv= needs a value: a size such as 64KiB'],
	['listen 4000 recv=2KiB', '                 ^^^^ this has to be 1 B to 1,024 B'],
	['listen 4000 nodelay=maybe', '                    ^^^^^ this is yes or no'],
	['listen 4000 eol=crfl', '                ^^^^ this is one of lf crlf cr none; crlf perhaps'],
	['listen 4000 recv=1 recv=2', '                   ^^^^^^ recv= was already given'],
	['listen 4000 resv=1', '            ^^^^ listen has no such option; recv= is one; it has name= recv= nodelay= eol='],
	['listen 4000 constructor=1', '            ^^^^^^^^^^^ listen has no such option; it has name= recv= nodelay= eol='],
	['listen 4000 name=send', '                 ^^^^ send is a verb; a name never is'],
	['listen 4000 name=9x', '                 ^^ a name begins with a letter; then letters, digits, dots, hyphens and underscores'],
	['listen 4000 name=a/b', '                  ^ a name begins with a letter; then letters, digits, dots, hyphens and underscores'],
	['every 1s count=0 send hi', '               ^ this has to be 1 to 1,000'],
	['every 1 send hi', '       ^ a duration needs a unit; 1ms or 1s'],
	['close a=b', '      ^ close has no options; quotes around a word make it a plain word'],
	['close s1 s2', '         ^^ close takes no more than this; close [NAME]'],
	['s1 close s2', '         ^^ close takes no more than this; close [NAME]'],
	['close send', '      ^^^^ send is a verb; a name never is'],
	['close 1st', '      ^^^ close takes no more than this; close [NAME]'],
	['view hax', '     ^^^ this is one of hex text; hex perhaps'],
	[String.raw`send a\q`, String.raw`      ^^ there is no such escape; there are \n \r \t \0 \xHH \u{HEX}, and \\ for a backslash`],
	['lisen tcp:4000', '^^^^^ there is no such verb; `listen` is one'],
	['conect tcp:4000', '^^^^^^ there is no such verb; `connect` is one'],
	['CLOSE', '^^^^^ there is no such verb; `close` is one'],
	['c1 sned hi', '   ^^^^ there is no such verb; `send` is one'],
	['c1 dance', '   ^^^^^ there is no such verb; `help` lists them'],
	['dance now', '^^^^^ there is no such verb; `help` lists them'],
	['"send" x', '^^^^^^ there is no such verb; `help` lists them'],
	['c1', '  ^ a verb is missing: what c1 is to do; `c1 close`, say'],
	['s1 listen 4000', '^^ listen acts on no endpoint; `listen 4000`'],
	['/listen 4000', '^ the slash is for prompts; a line here begins with its verb; `listen 4000`'],
	['/', '^ the slash is for prompts; a line here begins with its verb; leave it out'],
] as const;

for (const [line, drawing] of mistaken) {
	test(`${line} is a mistake`, () => {
		const found = parseLine(line, someVerbs);
		assert.ok(isProblem(found), JSON.stringify(found));
		assert.equal(explainProblem(line, found), `${line}\n${drawing}`);
	});
}

test('everything that was understood has its place', () => {
	const drawings = [
		['c1 send  hi ', 'name: c1, verb: send, data: hi '],
		['close  c1 # x', 'verb: close, name: c1'],
		['listen 4000 greet "a b" recv=64', 'verb: listen, address: 4000, service.0: greet, service: greet "a b", service.1: "a b", recv=: 64'],
	] as const;
	assert.deepEqual(drawings.map(([line]) => placesOf(line)), drawings.map(([, places]) => places));
});

test('a mistake that can be put right comes with the line that was meant', () => {
	const meant = [
		['lisen tcp:4000', 'listen tcp:4000'],
		['disconnect', 'close'],
		['disconnect s1.1', 'close s1.1'],
		['c1 DISCONNECT', 'c1 close'],
		['s1 listen 4000', 'listen 4000'],
		['/listen 4000', 'listen 4000'],
		['view hax', 'view hex'],
		['listen 4000 eol=crfl recv=64', 'listen 4000 eol=crlf recv=64'],
		['dance', undefined],
		['c1', undefined],
	] as const;
	assert.deepEqual(meant.map(([line]) => [line, (parseLine(line, someVerbs) as {fix?: string}).fix]), meant);
});

test('verbs as they are written', () => {
	assert.deepEqual(someVerbs.map(verb => usage(verb)), [
		'listen ADDRESS [SERVICE …] [key=value…]',
		'connect ADDRESS [key=value…]',
		'send DATA',
		'every DURATION [key=value…] LINE',
		'close [NAME]',
		'use NAME',
		'view [hex|text]',
	]);
});

test('a line may be long, but not endless', () => {
	const found = parseLine(`send ${'x'.repeat(65_536)}`, someVerbs);
	assert.ok(isProblem(found));
	assert.equal(found.message, 'this line has 65,541 characters; at most 65,536 are allowed');
});

test('whatever is typed is understood, or a problem within it', () => {
	const random = seeded(5);
	const pieces = [...someVerbs.map(verb => verb.name), ' ', ' ', 'c1 ', 'tcp:4000', 'recv=', 'count=3', '1s', '"', '\\', '#', '/', 'hex:68', '__proto__=', 'echo', 'à', '\0', '\n', '\u{D800}', '='];
	const beginnings = ['', 'send ', 'c1 every 1s ', 'listen 4000 ', 'view '];
	const lines = Array.from({length: 10_000}, (_, index) => beginnings[index % beginnings.length]! + randomText(random, pieces, 9));
	const results = lines.map(line => ({line, found: parseLine(line, someVerbs)}));
	assert.ok(results.filter(({found}) => found !== undefined && !isProblem(found)).length > 2000);
	assert.deepEqual(results.map(({line, found}) => isProblem(found) ? misplaced(line, found) : undefined).filter(fault => fault !== undefined), []);
});

function placesOf(line: string): string {
	const parsed = understand(line);
	const {places} = parsed.target;
	return Object.entries(places).toSorted(([, one], [, other]) => one.start - other.start).map(([key, {start, end}]) => `${key}: ${line.slice(start, end)}`).join(', ');
}

function understand(line: string): Parsed<undefined, undefined> {
	const parsed = parseLine(line, someVerbs);
	if (parsed === undefined || isProblem(parsed)) {
		throw new assert.AssertionError({message: `${line}: ${parsed?.message ?? 'nothing'}`});
	}

	return parsed;
}
