import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {chargenPattern} from '../../source/services/chargen.ts';
import {daytimeLine} from '../../source/services/daytime.ts';
import {quotes} from '../../source/services/qotd.ts';
import {streamsOf} from '../helpers/entries.ts';
import {Session} from './session.ts';

test('discard takes everything, answers nothing, and closes after its peer', async () => {
	const session = new Session();
	await session.play('listen tcp:4000 discard', 'connect tcp:4000 halfopen=yes', 'send zeros:1MiB', 'shutdown');
	await session.line('c1 close');
	assert.equal(session.bytes('s1.1').length, 1024 * 1024);
	assert.equal(session.text('c1'), '');
	assert.deepEqual(session.of('s1.1'), ['recv 0', 'close']);
});

test('time: the seconds since 1900, big end first, then FIN', async () => {
	const session = new Session();
	await session.play('listen tcp:4000 time', 'connect tcp:4000');
	await session.line('c1 recv 0');
	assert.equal(session.bytes('c1').toString('hex'), (1_795_225_371 + 2_208_988_800).toString(16));
	assert.equal(session.of('s1.1')[0], 'close');
});

for (const [at, hex] of [
	['1970-01-01T00:00:00Z', '83aa7e80'],
	['2036-02-07T06:28:15Z', 'ffffffff'],
	['2036-02-07T06:28:16Z', '00000000'],
] as const) {
	test(`time at ${at} is ${hex}, as a datagram`, async () => {
		const session = new Session();
		session.now_us = Date.parse(at) * 1000;
		await session.play('listen udp:37 time', 'connect udp:37', 'send "?"');
		await session.until(() => session.bytes('c1').length > 0);
		assert.equal(session.bytes('c1').toString('hex'), hex);
	});
}

test('daytime: a line in the form of ctime, padded as it is', () => {
	assert.equal(daytimeLine(new Date(2026, 10, 21, 1, 42, 51)), 'Sat Nov 21 01:42:51 2026\r\n');
	assert.equal(daytimeLine(new Date(2027, 0, 3, 23, 5, 9)), 'Sun Jan  3 23:05:09 2027\r\n');
});

test('daytime says its line to a stream and to a datagram', async () => {
	const session = new Session();
	const line = daytimeLine(new Date(session.now_us / 1000));
	await session.play('listen tcp:4000 daytime', 'listen udp:4000 daytime', 'connect tcp:4000', 'connect udp:4000', 'send "?"');
	await session.line('c1 recv 0');
	await session.until(() => session.text('c2') !== '');
	assert.deepEqual([session.text('c1'), session.text('c2')], [line, line]);
});

test('qotd: one of the quotes, each printable and short enough for RFC 865', async () => {
	const session = new Session();
	await session.play('listen tcp:4000 qotd', 'connect tcp:4000');
	await session.line('c1 recv 0');
	assert.ok(quotes.includes(session.text('c1').trimEnd()));
	for (const quote of quotes) {
		assert.match(`${quote}\r\n`, /^[\u{20}-\u{7E}]{1,510}\r\n$/v);
	}
});

test('chargen: 95 lines of 72 columns, each one character further, as RFC 864 draws them', () => {
	const lines = Buffer.from(chargenPattern()).toString('latin1').split('\r\n');
	assert.equal(lines[0], ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefg');
	assert.equal(lines[1], '!"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefgh');
	assert.equal(lines[94], '~ !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdef');
	assert.deepEqual(lines.map(line => line.length), [...Array.from({length: 95}, () => 72), 0]);
});

test('chargen waits for a peer that does not read, and goes on where it was', async () => {
	const session = new Session();
	await session.play('listen tcp:4000 chargen', 'connect tcp:4000', 'c1 hold');
	await session.until(() => (streamsOf(session.lab, 'server')[0]?.queued_bytes ?? 0) > 0);
	assert.ok(streamsOf(session.lab, 'server')[0]!.queued_bytes < 8192, 'one round of the pattern waits, no more');
	await session.play('c1 resume');
	await session.until(() => session.bytes('c1').length > 300_000);
	await session.play('c1 reset');
	const text = session.text('c1');
	const pattern = Buffer.from(chargenPattern()).toString('latin1');
	assert.equal(text, pattern.repeat(Math.ceil(text.length / pattern.length)).slice(0, text.length));
});

test('chargen answers each datagram with the next line', async () => {
	const session = new Session();
	await session.play('listen udp:4000 chargen', 'connect udp:4000', 'send "?"', 'send "?"');
	await session.until(() => session.bytes('c1').length === 148);
	assert.equal(session.text('c1'), Buffer.from(chargenPattern()).toString('latin1').slice(0, 148));
});

for (const port of [7, 13, 17, 19, 37]) {
	test(`a datagram from port ${port} is never answered: it would never end`, async () => {
		for (const service of ['echo', 'daytime', 'qotd', 'chargen', 'time']) {
			const session = new Session();
			await session.play(`listen udp:4000 ${service}`, `connect udp:4000 local=udp:${port}`, 'send "?"');
			await session.line(`s1.1 note not answered: port ${port} answers too, and the two would never stop`);
			assert.equal(session.lab.registry.get('s1')?.out_bytes, 0, service);
		}
	});
}

for (const service of ['echo', 'discard', 'chargen', 'daytime', 'time', 'qotd', 'chat']) {
	test(`${service} takes no arguments, and says at which`, async () => {
		const outcome = await new Session().run(`listen tcp:4000 ${service} loud`);
		assert.deepEqual(outcome, {kind: 'problem', message: `${service} takes no arguments`, start: 17 + service.length, end: 21 + service.length, word: 0});
	});
}
