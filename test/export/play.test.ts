/** A session saved as a script: what was done and what was seen, as text, and then run. */
import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {sendTyped} from '../../source/commands/typed.ts';
import {playOf, type Play} from '../../source/export/play/play.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {Talk} from '../helpers/talk.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-play-'));

after(() => {
	rmSync(folder, {recursive: true});
});

/** What another program does begins with this: a session of its own on the same network. */
const other = 'other: ';

/** A line that begins with `>` is typed as data in the client pane. */
async function played(lines: readonly string[], conversation?: string): Promise<Play> {
	const network = memoryNetwork();
	const [talk, stranger] = [new Talk(network), new Talk(network)];
	for (const line of lines) {
		if (line.startsWith('>')) {
			sendTyped(talk.lab, line.slice(1), 'client');
		} else if (line.startsWith(other)) {
			await stranger.line(line.slice(other.length));
		} else {
			await talk.line(line);
		}

		await talk.quiet();
	}

	return playOf(talk.lab, {file: 'talk.play', ...conversation !== undefined && {conversation}});
}

async function script(lines: readonly string[], conversation?: string): Promise<string[]> {
	const {text} = await played(lines, conversation);
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
	['a client that is another program', [
		'listen tcp:4000',
		`${other}connect tcp:4000`,
		`${other}send question`,
		's1.1 send answer',
		`${other}shutdown`,
		's1.1 close',
	], [
		'listen tcp:{port:s1} name=s1',
		'# peer1 plays the client at 127.0.0.1:50001, another program',
		'connect s1 name=peer1',
		'peer1 send "question"',
		's1.1 expect "question"',
		's1.1 send answer',
		'peer1 expect "answer"',
		'peer1 shutdown',
		's1.1 expect close',
		's1.1 close',
		'peer1 expect close',
	]],
	['a server that is another program, and its two clients', [
		`${other}listen tcp:4000 greet hi`,
		'connect tcp:4000',
		'connect tcp:4000',
		'c2 send too late',
	], [
		'# peer1 plays the server at 127.0.0.1:4000, another program',
		'listen tcp:{port:peer1} name=peer1',
		'connect tcp:{port:peer1} name=c1',
		'peer1.1 send "hi"',
		'c1 expect "hi"',
		'peer1.1 shutdown',
		'c1 expect close',
		'peer1.1 expect close',
		'connect tcp:{port:peer1} name=c2',
		'peer1.2 send "hi"',
		'c2 expect "hi"',
		'peer1.2 shutdown',
		'c2 expect close',
		'peer1.2 expect close',
	]],
	['UDP with other programs, both ways', [
		`${other}listen udp:4000 echo`,
		'connect udp:4000',
		'send ping',
		'listen udp:4001',
		`${other}connect udp:4001`,
		`${other}send hello`,
		's1.1 send you',
	], [
		'# peer1 plays the server at 127.0.0.1:4000, another program',
		'listen udp:{port:peer1} name=peer1',
		'connect udp:{port:peer1} name=c1',
		'c1 send ping',
		'peer1.1 expect "ping"',
		'peer1.1 send "ping"',
		'c1 expect "ping"',
		'listen udp:{port:s1} name=s1',
		'# peer2 plays the client at 127.0.0.1:50002, another program',
		'connect s1 name=peer2',
		'peer2 send "hello"',
		's1.1 expect "hello"',
		's1.1 send you',
		'peer2 expect "you"',
	]],
	['a server whose answers differ each time', [
		'listen tcp:0 daytime',
		'connect s1',
	], [
		'listen tcp:0 daytime name=s1',
		'connect s1 name=c1',
		'c1 expect /(?s).+/',
		'c1 expect close',
	]],
	['datagrams over a link with jitter come in any order', [
		'listen udp:0',
		'connect s1',
		'link jitter=1us seed=a',
		'send a',
		'send hi!',
	], [
		'listen udp:0 name=s1',
		'connect s1 name=c1',
		'# a link with jitter, rate or limit goes by the times of datagrams: they are expected in any order',
		'c1 link jitter=1us seed=a',
		'c1 send a',
		's1.1 expect "a"',
		'c1 send hi!',
		's1.1 expect "hi!"',
	]],
	['a port that was taken instead, and one that the system chose and a line has', [
		`${other}listen tcp:4000`,
		'listen tcp:4000 echo tries=9',
		'connect tcp:4001',
		'listen tcp:0 name=free',
		'connect tcp:50002',
	], [
		'listen tcp:{port:s1} echo name=s1',
		'connect tcp:{port:s1} name=c1',
		'listen tcp:{port:free} name=free',
		'connect tcp:{port:free} name=c2',
	]],
];

for (const [what, lines, expected] of scripts) {
	test(what, async () => {
		assert.deepEqual(await script(lines), expected);
	});
}

test('one conversation: its lines, those of its other end, and the listener', async () => {
	const lines = ['listen tcp:0', 'connect s1', 'connect s1', 'c1 send one', 'c2 send two', 's1.2 send answer', 'c1 close'];
	const expected = [
		'listen tcp:0 name=s1',
		'connect s1 name=c2',
		'c2 send two',
		's1.2 expect "two"',
		's1.2 send answer',
		'c2 expect "answer"',
	];
	assert.deepEqual(await script(lines, 'c2'), expected);
	assert.deepEqual(await script(lines, 's1.2'), expected);
});

test('after clear: the endpoints, and what was done since', async () => {
	assert.deepEqual(await script(['listen tcp:0 echo', 'connect s1', 'connect s1', 'c1 send one', 'c1 close', 'clear', 'c2 send two']), [
		'listen tcp:0 echo name=s1',
		'connect s1 name=c1',
		'connect s1 name=c2',
		'c1 close',
		'sleep 100ms',
		'clear',
		'c2 send two',
		'c2 expect "two"',
	]);
});

test('a recording has no lines to make a script of', async () => {
	const talk = new Talk();
	const file = path.join(folder, 'talk.jsonl');
	for (const line of ['listen tcp:0 echo', 'connect s1', `save ${file}`, `open ${file}`]) {
		await talk.line(line);
	}

	const [said] = await talk.line(`save ${path.join(folder, 'talk.play')}`);
	assert.match(said!, /a recording has no lines to make a script of; `sockplay replay` plays one of its ends$/v);
});

test('long data is in a file beside the script, the same only once', async () => {
	const talk = new Talk();
	const file = path.join(folder, 'long.bin');
	writeFileSync(file, Uint8Array.from({length: 20_000}, (_, index) => index * index / 255));
	for (const line of ['listen tcp:0', 'connect s1', `send pattern:9000 file:${file}`, `save ${path.join(folder, 'talk.play')}`]) {
		await talk.line(line);
	}

	const {text, files} = playOf(talk.lab, {file: 'talk.play'});
	assert.deepEqual(text.trimEnd().split('\n').slice(-3), [
		'connect s1 name=c1',
		'c1 send pattern:9000 file:{folder}/talk.1.bin',
		's1.1 expect pattern:9000 file:{folder}/talk.1.bin',
	]);
	assert.deepEqual(files.map(({name}) => name), ['talk.1.bin']);
	assert.deepEqual(readFileSync(path.join(folder, 'talk.1.bin')), readFileSync(file));
});
