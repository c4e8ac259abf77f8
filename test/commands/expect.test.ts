/** The verb expect as conversations on a network in memory: a line, and what it says; of the events only those of expect are kept. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
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
		['s1 expect hello match=whole within=1ms', 's1 expected "hello" and nothing else within 1 ms but the peer has not closed', '5 bytes, all as expected'],
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
		['listen tcp:0'],
		['expect refused', 's1 expected a refusal but it is open'],
	],
	'options stand behind, in quotes they are DATA': [
		['listen tcp:0'],
		['connect s1'],
		['send close within=2s'],
		['s1 expect "close within=2s" within=1s match=prefix'],
		['s1 expect nothing within=1s', '! 1s: nothing takes for=; `expect nothing for=300ms`'],
		['s1 expect x for=1s', '! 1s: for= belongs to nothing; within= is how long is waited'],
	],
};

for (const [name, conversation] of Object.entries(conversations)) {
	test(name, async () => {
		const talk = new Talk();
		const heard: string[][] = [];
		for (const [line] of conversation) {
			const said = await talk.line(line);
			heard.push([line, ...said.filter(text => !/^(?:s1|c1)(?:\.\d+)? \w+(?:\(.*\) =| =|:)/v.test(text))]);
		}

		talk.lab.closeAll();
		assert.deepEqual(heard, conversation);
	});
}
