/** Every script of examples/ passes on the sockets of this machine, and says what it shows. Numbers that differ from run to run are `N`. */
import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {text} from 'node:stream/consumers';
import {PassThrough} from 'node:stream';
import {test} from 'node:test';
import {now_us} from '../source/core/clock.ts';
import {openLab} from '../source/open-lab.ts';
import {playFile} from '../source/scripts/play-file.ts';
import {endLines} from '../source/scripts/result-text.ts';
import {freePorts} from '../source/sockets/free-port.ts';

const folder = new URL('../examples/', import.meta.url);

const said: Readonly<Record<string, readonly string[]>> = {
	'http.play': [
		'A request is a line, some headers and an empty line.',
		'The server was asked to GET /hello of example.org.',
		'The answer was 200 OK, with 6 bytes.',
	],
	'hundred-clients.play': [
		'100 clients are connected.',
		'Each got back what it sent: 409600 bytes came and 409600 went. An answer took N.',
	],
	'redis.play': [
		'PING is answered by PONG: a simple string, with + before it.',
		'GET is answered by a string of 5 bytes: Hanoi.',
		'An error begins with a minus sign: ERR unknown command.',
	],
	'server-dies.play': [
		'The client got half of the answer, then a RST.',
		'Nobody listens now: 127.0.0.1:N refused the connection.',
		'The server is back, and the whole answer came.',
	],
	'slow-reader.play': [
		'The server does not call recv any more. The client sends 16 MiB.',
		'The system took some of it; N bytes wait in the client.',
		'Now all of it has come: 16777216 bytes, and 0 wait.',
	],
	'smtp.play': [
		'The server speaks first: it is mail.example.org.',
		'Of several lines the last has a blank behind its number; at most 1000000 bytes are taken.',
		'Three commands went in one send, and got three answers.',
		'A dot on a line of its own ended the message "hello".',
	],
	'udp-telemetry.play': [
		'device: link loss=30% dup=20% seed=23 to=server',
		'out 1 of 6 lost, 1 doubled',
		'Of six readings the second came twice, and the fourth was lost.',
		'The alarm was repeated until the station acknowledged it: the device sent N bytes in all.',
	],
};

const varying = /(?<=127\.0\.0\.1:)\d+|[\d.]+[mu]?s(?=\.$)|\d+(?= bytes wait| bytes in all)/gmv;

test('every script of the folder is here', () => {
	assert.deepEqual(readdirSync(folder).filter(name => name.endsWith('.play')).toSorted(), Object.keys(said).toSorted());
});

for (const [name, lines] of Object.entries(said)) {
	test(name, async () => {
		const output = new PassThrough();
		const {end} = await playFile(`examples/${name}`, {
			lab: openLab({now_us, seed: '1'}),
			output,
			options: {format: 'said', timeout_ms: 60_000, values: new Map()},
			freePorts,
			signal: new AbortController().signal,
		});
		assert.deepEqual(end.type === 'passed' ? [] : endLines(end), []);
		output.end();
		const printed = await text(output);
		assert.deepEqual(printed.replaceAll(varying, 'N').trimEnd().split('\n'), lines);
	});
}
