/** The verb expect as conversations on a network in memory: a line, and what it says; of the events only those of expect are kept. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {check} from '../../source/commands/execute.ts';
import {Talk} from '../helpers/talk.ts';

/** Lines, and what `expect` says behind them; a line without words is one that succeeds. */
type Conversation = ReadonlyArray<readonly [line: string, ...said: string[]]>;

const conversations: Readonly<Record<string, Conversation>> = {
	'DATA is the next bytes of a stream, in however many recvs they come': [
		['listen tcp:0'],
		['connect s1'],
		['send hel'],
		['send lo world'],
		['s1 expect hello'],
		['s1 expect " world"'],
		['s1 expect more within=1ms', 's1 expected "more" within 1 ms but nothing came'],
	],
	'it fails at the first byte that differs, and takes nothing then': [
		['listen tcp:0'],
		['connect s1'],
		['send help'],
		[
			's1 expect hello',
			's1 expected "hello" but "help" came',
			'byte 3 differs: 6c "l" was expected, 70 "p" came',
			'- 0000  68 65 6c 6c 6f                                   hello',
			'+ 0000  68 65 6c 70                                      help',
			'                 ^^',
		],
		['s1 expect help'],
	],
	'a peer that closes before all has come': [
		['listen tcp:0'],
		['connect s1'],
		['send h'],
		['close'],
		[
			's1 expect hi',
			's1 expected "hi" but the peer closed (FIN) after "h"',
			'1 byte came as expected; 1 more was expected',
			'- 0000  68 69                                            hi',
			'+ 0000  68                                               h',
			'           ^^',
		],
		['s1 expect close', 's1 expected the peer to close but "h" came'],
		['s1 expect close match=anywhere'],
		['s1 expect close'],
		['s1 expect nothing for=1ms'],
		['s1 expect reset within=1ms', 's1 expected a reset within 1 ms but there was none'],
	],
	'whole: all that comes until FIN': [
		['listen tcp:0'],
		['connect s1'],
		['send hello'],
		['s1 expect hello match=whole within=1ms', 's1 expected "hello" and nothing else within 1 ms but the peer has not closed'],
		['shutdown'],
		['s1 expect hello match=whole'],
		['s1 expect close'],
	],
	'an expression skips what is before it': [
		['listen tcp:0'],
		['connect s1'],
		[String.raw`s1 send "HTTP/1.1 200 OK\r\nServer: x\r\n\r\nbody"`],
		[String.raw`expect /^HTTP\/1\.[01] ([0-9]+) .*\r\n/`],
		[String.raw`expect /\r\n\r\n/ # the rest is the body`],
		['expect body'],
	],
	'an expression that does not come, or not where it should': [
		['listen tcp:0'],
		['connect s1'],
		['s1 expect /b/ within=1ms', 's1 expected /b/ within 1 ms but nothing came'],
		['send abc'],
		['s1 expect /x/ within=1ms', 's1 expected /x/ within 1 ms but "abc" came'],
		['s1 expect x match=anywhere within=1ms', 's1 expected "x" within 1 ms but "abc" came'],
		['s1 expect /b/ match=prefix within=1ms', 's1 expected /b/ at the beginning within 1 ms but "abc" came'],
		['s1 expect /abc/ match=whole within=1ms', 's1 expected /abc/ and nothing else within 1 ms but the peer has not closed'],
		['s1 expect /ab/ match=whole within=1ms', 's1 expected /ab/ and nothing else within 1 ms but "abc" came'],
		['shutdown'],
		['s1 expect /x/', 's1 expected /x/ but the peer closed (FIN) after "abc"'],
		['s1 expect /ab/ match=whole', 's1 expected /ab/ and nothing else but the peer closed (FIN) after "abc"'],
		['s1 expect /abc/ match=whole'],
		['s1 expect close'],
	],
	'an end that does not come, or another': [
		['listen tcp:0'],
		['connect s1'],
		['expect close within=1ms', 'c1 expected the peer to close within 1 ms but it did not'],
		['expect reset within=1ms', 'c1 expected a reset within 1 ms but there was none'],
		['expect timeout within=1ms', 'c1 expected a timeout within 1 ms but there was none'],
		['s1 send abc'],
		['expect reset within=1ms', 'c1 expected a reset within 1 ms but only "abc" came'],
		['expect refused', 'c1 expected a refusal but "abc" came'],
		['expect timeout', 'c1 expected a timeout but "abc" came'],
		['expect abc'],
		['s1.1 reset'],
		['expect timeout', 'c1 expected a timeout but the connection was reset (ECONNRESET)'],
		['expect nothing for=1ms', 'c1 expected nothing for 1 ms but the connection was reset (ECONNRESET)'],
		['expect /x/', 'c1 expected /x/ but the connection was reset (ECONNRESET) and nothing came'],
		['connect tcp:1', 'refused'],
		['expect timeout', 'c2 expected a timeout but it was refused (ECONNREFUSED)'],
		['expect close', 'c2 expected the peer to close but it was refused (ECONNREFUSED)'],
	],
	'a datagram that does not come, or another': [
		['listen udp:0'],
		['connect s1'],
		['s1 expect x within=1ms', 's1 expected the datagram "x" within 1 ms but nothing came'],
		['s1 expect /x/ within=1ms', 's1 expected a datagram with /x/ within 1 ms but nothing came'],
		['s1 expect refused within=1ms', 's1 expected a refusal within 1 ms but there was none'],
		['send abc'],
		['s1 expect /x/', 's1 expected a datagram with /x/ but "abc" came'],
		['s1 expect /b/ match=prefix', 's1 expected a datagram that begins with /b/ but "abc" came'],
		['s1 expect /ab/ match=whole', 's1 expected a datagram with /ab/ and nothing else but "abc" came'],
		[
			's1 expect b match=prefix',
			's1 expected a datagram that begins with "b" but "abc" came',
			'byte 0 differs: 62 "b" was expected, 61 "a" came',
			'- 0000  62                                               b',
			'+ 0000  61 62 63                                         abc',
			'        ^^',
		],
		['s1 expect nothing for=1ms', 's1 expected nothing for 1 ms but "abc" came'],
	],
	'a datagram is expected as a whole': [
		['listen udp:0'],
		['connect s1'],
		['send one'],
		['send two'],
		['s1 expect on', 's1 expected the datagram "on" but "one" came', '2 bytes came as expected, and 1 more', '- 0000  6f 6e                                            on', '+ 0000  6f 6e 65                                         one', '              ^^'],
		['s1 expect on match=prefix'],
		['s1.1 expect /w/'],
		['s1 expect nothing for=1ms'],
		['s1 expect close', '! close: UDP has no close'],
	],
	'a refusal': [
		['connect tcp:1', 'refused'],
		['expect refused'],
		['c1 expect refused'],
		['c1 expect hello', 'c1 expected "hello" but it was refused (ECONNREFUSED) and nothing came'],
		['listen tcp:0'],
		['expect refused', 's1 expected a refusal but it is open'],
	],
	'what has come behind a difference is shown with it': [
		['listen tcp:0 recv=1'],
		['connect s1'],
		['send help'],
		[
			's1 expect hello',
			's1 expected "hello" but "help" came',
			'byte 3 differs: 6c "l" was expected, 70 "p" came',
			'- 0000  68 65 6c 6c 6f                                   hello',
			'+ 0000  68 65 6c 70                                      help',
			'                 ^^',
		],
	],
	'more than was expected, where all is wanted': [
		['listen tcp:0'],
		['connect s1'],
		['send hello!'],
		['s1 expect hello match=whole', 's1 expected "hello" and nothing else but "hello!" came', '5 bytes came as expected, and 1 more', '- 0000  68 65 6c 6c 6f                                   hello', '+ 0000  68 65 6c 6c 6f 21                                hello!', '                       ^^'],
		['s1 expect nothing for=1ms', 's1 expected nothing for 1 ms but "hello!" came'],
		['s1 expect ! match=anywhere'],
	],
	'a listener stands for its only connection, and for the one that ended last': [
		['listen tcp:0'],
		['s1 expect x within=1ms', 's1 expected "x" within 1 ms but nobody came'],
		['s1.1 expect x within=1ms', 's1.1 expected "x" within 1 ms but nobody came'],
		['connect s1'],
		['send one'],
		['connect s1'],
		['send two'],
		['s1 expect two', '! s1: s1 has 2 connections; say which: `s1.1 expect two`'],
		['s1.2 expect two'],
		['c1 close'],
		['s1.1 close'],
		['c2 close'],
		['s1.2 close'],
		['s1 expect close'],
		['s1.1 expect one'],
		['s1 close'],
		['s1 expect x', 's1 expected "x" but s1 is closed and nobody came'],
	],
	'a reset is not a close': [
		['listen tcp:0'],
		['connect s1'],
		['send x'],
		['c1 reset'],
		['s1.1 expect close', 's1.1 expected the peer to close but "x" came'],
		['s1.1 expect x'],
		['s1.1 expect close', 's1.1 expected the peer to close but the connection was reset (ECONNRESET)'],
		['s1.1 expect reset'],
		['s1.1 expect reset'],
		['s1.1 expect y', 's1.1 expected "y" but the connection was reset (ECONNRESET) and nothing came'],
	],
	'an endpoint that was closed here': [
		['listen tcp:0'],
		['connect s1'],
		['s1.1 send hi'],
		['c1 close'],
		['c1 expect hi'],
		['c1 expect more', 'c1 expected "more" but c1 is closed and nothing came'],
		['c1 expect close', 'c1 expected the peer to close but c1 is closed'],
	],
	'Unix sockets': [
		['listen unix:/tmp/x'],
		['connect unix:/tmp/x'],
		['send hi'],
		['s1 expect hi'],
		['c1 close'],
		['s1 expect close'],
	],
	'all of a side': [
		['listen tcp:0 echo'],
		['connect s1'],
		['connect s1'],
		['connect s1'],
		['all send hi'],
		['c2 send !'],
		['all expect hi'],
		['c2 expect !'],
		['all send ho'],
		['all expect hu', 'c1 expected "hu" but "ho" came', 'byte 1 differs: 75 "u" was expected, 6f "o" came', '- 0000  68 75                                            hu', '+ 0000  68 6f                                            ho', '           ^^', 'so for 3 of 3'],
	],
	'a recv that is held': [
		['listen tcp:0'],
		['connect s1'],
		['s1.1 hold'],
		['c1 send hi'],
		['s1.1 expect hi within=1ms', 's1.1 expected "hi" within 1 ms but nothing came (s1.1 is held)'],
		['s1.1 resume'],
		['s1.1 expect hi'],
	],
	'what a link delivers counts, not what its socket received': [
		['listen tcp:0'],
		['connect s1'],
		['s1.1 link stall'],
		['c1 send hi'],
		['s1.1 expect hi within=1ms', 's1.1 expected "hi" within 1 ms but nothing came'],
		['s1.1 link off'],
		['s1.1 expect hi'],
		['s1.1 link delay=1ms'],
		['c1 send ho'],
		['c1 close'],
		['s1.1 expect ho'],
		['s1.1 expect close'],
	],
	'each that is expected is counted, apart from what is sent': [
		['listen udp:0'],
		['connect s1'],
		[String.raw`send ping \{n}`],
		[String.raw`send ping \{n}`],
		[String.raw`s1 expect ping \{n}`],
		[String.raw`s1 expect ping \{n}`],
		['s1 expect random:3', '! random:3: this differs each time, so that nothing equals it; `expect /expression/`'],
	],
	'clear forgets what was not expected': [
		['listen tcp:0'],
		['connect s1'],
		['send old'],
		['clear'],
		['send new'],
		['s1 expect new'],
	],
	'options stand behind, in quotes they are DATA': [
		['listen tcp:0'],
		['connect s1'],
		['send close within=2s'],
		['s1 expect "close within=2s" within=1s match=prefix'],
		['s1 expect nothing within=1s', '! 1s: nothing takes for=; `expect nothing for=300ms`'],
		['s1 expect close match=prefix', '! prefix: close does not take this; match=anywhere skips the bytes before it'],
		['s1 expect x for=1s', '! 1s: for= belongs to nothing; within= is how long is waited'],
	],
};

for (const [name, conversation] of Object.entries(conversations)) {
	test(name, async () => {
		const talk = new Talk();
		const heard: string[][] = [];
		for (const [line] of conversation) {
			const said = await talk.line(line);
			heard.push([line, ...said.filter(text => text === 'refused' || (line.includes('expect') && !isEvent(text)))]);
		}

		talk.lab.closeAll();
		assert.deepEqual(heard, conversation);
	});
}

function isEvent(text: string): boolean {
	return /^[cs]\d(?:\.\d)? (?:recv|send|close|delivered|connect|socket)\b/v.test(text);
}

test('options that do not belong together are found before anything runs', () => {
	assert.equal(check('c1 expect nothing match=whole', {screen: false})?.message, 'nothing does not take this');
	assert.equal(check('c1 expect "nothing" match=whole', {screen: false}), undefined);
});
