/** A session saved as a script: what was done and what was seen, as text, and then run. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sendTyped} from '../../source/commands/typed.ts';
import {playOf, type Play} from '../../source/export/play/play.ts';
import {Talk} from '../helpers/talk.ts';

/** A line that begins with `>` is typed as data in the client pane. */
async function played(lines: readonly string[], talk = new Talk()): Promise<Play> {
	for (const line of lines) {
		if (line.startsWith('>')) {
			sendTyped(talk.lab, line.slice(1), 'client');
			await talk.quiet();
		} else {
			await talk.line(line);
		}
	}

	return playOf(talk.lab, {file: 'talk.play'});
}

async function script(lines: readonly string[]): Promise<string[]> {
	const {text} = await played(lines);
	const body = text.split('\n');
	return body.slice(body.indexOf('') + 1, -1);
}

const scripts: ReadonlyArray<readonly [what: string, lines: readonly string[], expected: readonly string[]]> = [
	['an echo: the client expects what it got', [
		'listen tcp:4000 echo # a server',
		'connect s1',
		'>hello',
	], [
		'listen tcp:{port:s1} echo name=s1',
		'connect s1 name=c1',
		String.raw`c1 send "hello\n"`,
		String.raw`c1 expect "hello\n"`,
	]],
	['a server by hand, and a half-close', [
		'listen tcp:0',
		'connect s1',
		'send question',
		'c1 shutdown',
		's1.1 send answer',
		's1.1 close',
	], [
		'listen tcp:0 name=s1',
		'connect s1 name=c1',
		'c1 send question',
		's1.1 expect "question"',
		'c1 shutdown',
		's1.1 expect close',
		's1.1 send answer',
		'c1 expect "answer"',
		's1.1 close',
		'c1 expect close',
	]],
	['what the network refused', [
		'connect tcp:1',
		'connect tcp:4000',
		'listen tcp:4000',
		'listen tcp:4000',
		'reconnect',
	], [
		'connect tcp:1 name=c1',
		'c1 expect refused',
		'connect tcp:{port:s1} name=c2',
		'c2 expect refused',
		'listen tcp:{port:s1} name=s1',
		'listen tcp:{port:s1} name=s2',
		's2 expect refused',
		'c2 reconnect',
	]],
	['reset, and the same client again, under its first name', [
		'listen tcp:0 discard',
		'connect s1',
		'send a',
		'c1 reset',
		'c1 reconnect',
		'c2 send b',
	], [
		'listen tcp:0 discard name=s1',
		'connect s1 name=c1',
		'c1 send a',
		's1.1 expect "a"',
		'c1 reset',
		's1.1 expect reset',
		'c1 reconnect',
		'c1 send b',
		's1.2 expect "b"',
	]],
	['settings, a hold, and what came of it later', [
		'listen tcp:0 recv=3 name=srv',
		'connect srv eol=crlf name=alice',
		'srv.1 hold',
		'alice send abcdef',
		'alice set eol=lf',
		'>typed',
		'srv.1 resume',
	], [
		'listen tcp:0 recv=3 name=srv',
		'connect srv eol=crlf name=alice',
		'srv.1 hold',
		'alice send abcdef',
		'alice set eol=lf',
		String.raw`alice send "typed\n"`,
		'srv.1 resume',
		String.raw`srv.1 expect "abcdeftyped\n"`,
	]],
	['to all of a side', [
		'listen tcp:0 echo',
		'connect s1',
		'connect s1',
		'all send x',
		'all close',
	], [
		'listen tcp:0 echo name=s1',
		'connect s1 name=c1',
		'connect s1 name=c2',
		'c1 send x',
		'c2 send x',
		'c1 expect "x"',
		'c2 expect "x"',
		'c1 close',
		'c2 close',
	]],
	['a line that was repeated, and counted', [
		'listen udp:0',
		'connect s1',
		'send same',
		'send same',
		'send same',
		String.raw`send \{n}`,
	], [
		'listen udp:0 name=s1',
		'connect s1 name=c1',
		'repeat 3',
		'  c1 send same',
		'  s1.1 expect "same"',
		'end',
		'c1 send "1"',
		's1.1 expect "1"',
	]],
	['a brace that would be a variable', [
		'listen tcp:0 echo',
		'connect s1',
		String.raw`send {s1.port} {"a":1} \u{e9}`,
	], [
		'listen tcp:0 echo name=s1',
		'connect s1 name=c1',
		String.raw`c1 send \x7bs1.port} {"a":1} \u{e9}`,
		String.raw`c1 expect "\x7bs1.port} {\"a\":1} é"`,
	]],
	['a link gets its seed; mistakes and settings of the screen are no part of it', [
		'listen udp:0 echo',
		'connect s1',
		'link loss=50%',
		'nonsense',
		'send a b',
		'c9 send x',
		'list',
	], [
		'listen udp:0 echo name=s1',
		'connect s1 name=c1',
		'c1 link loss=50% seed=00000000',
		'c1 send a b',
		'c1 expect "a b"',
	]],
	['bytes that are no text, and long ones', [
		'listen tcp:0',
		'connect s1',
		String.raw`send \x00\xff\x01`,
		'send zeros:9KiB',
		'send pattern:20KiB',
	], [
		'listen tcp:0 name=s1',
		'connect s1 name=c1',
		String.raw`c1 send \x00\xff\x01`,
		's1.1 expect hex:00 ff 01',
		'c1 send zeros:9KiB',
		's1.1 expect zeros:9KiB',
		'c1 send pattern:20KiB',
		's1.1 expect pattern:20KiB',
	]],
];

for (const [what, lines, expected] of scripts) {
	test(what, async () => {
		assert.deepEqual(await script(lines), expected);
	});
}
