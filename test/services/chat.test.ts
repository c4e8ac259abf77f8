import assert from 'node:assert/strict';
import {test} from 'node:test';
import {patternBytes} from '../../source/core/data-bytes.ts';
import {limits} from '../../source/core/limits.ts';
import {streamsOf} from '../helpers/entries.ts';
import {Session} from './session.ts';

test('three clients talk, one leaves', async () => {
	const session = new Session();
	await session.play('listen tcp:4000 chat');
	for (const [name, greeting] of [['anna', '* you are s1.1; nobody else is here\n'], ['ben', '* you are s1.2; s1.1 is here\n'], ['cho', '* you are s1.3; s1.1, s1.2 are here\n']] as const) {
		await session.play(`connect tcp:4000 name=${name}`);
		await session.hears(name, greeting);
	}

	await session.play(String.raw`anna send "xin chào\n"`);
	await session.until(() => session.text('ben').includes('chào'.slice(0, 2)) && session.text('cho').includes('xin'));
	await session.play('cho send "no line feed"');
	await session.until(() => session.text('anna').includes('no line feed') && session.text('ben').includes('no line feed'));
	await session.play('ben close');
	await session.until(() => session.text('anna').includes('left') && session.text('cho').includes('left'));
	assert.equal(session.bytes('anna').toString(), '* you are s1.1; nobody else is here\n* s1.2 has joined\n* s1.3 has joined\ns1.3: no line feed\n* s1.2 has left\n');
	assert.equal(session.bytes('ben').toString(), '* you are s1.2; s1.1 is here\n* s1.3 has joined\ns1.1: xin chào\ns1.3: no line feed\n');
	assert.equal(session.bytes('cho').toString(), '* you are s1.3; s1.1, s1.2 are here\ns1.1: xin chào\n* s1.2 has left\n');
});

test('who is reset leaves with the reason', async () => {
	const session = new Session();
	await session.play('listen tcp:4000 chat', 'connect tcp:4000', 'connect tcp:4000');
	await session.hears('c2', '* you are s1.2');
	await session.play('c2 reset');
	await session.until(() => session.text('c1').includes('left'));
	assert.equal(session.text('c1'), '* you are s1.1; nobody else is here\n* s1.2 has joined\n* s1.2 has left (ECONNRESET)\n');
});

test('a slow reader holds the talk up for a while, then it is dropped with a word to the others, who lose nothing', async () => {
	const session = new Session();
	await session.play('listen tcp:4000 chat', 'connect tcp:4000 name=talks', 'connect tcp:4000 name=reads', 'connect tcp:4000 name=sleeps');
	await session.hears('sleeps', '* you are s1.3');
	await session.play('sleeps hold');
	for (let count = 0; count < 32; count++) {
		await session.play('talks send pattern:32KiB');
	}

	const connection = (name: string) => streamsOf(session.lab).find(each => each.name === name)!;
	await session.until(() => connection('s1.3').queued_bytes > limits.chat_queue_bytes && connection('s1.2').queued_bytes === 0);
	assert.ok(connection('s1.3').queued_bytes < limits.chat_queue_bytes + 65_536 + 10);
	assert.ok(connection('s1.1').in_bytes < 1024 * 1024, 'who talks is not read meanwhile');
	session.pass(limits.chat_timeout_ms);
	await session.until(() => session.text('talks').endsWith('* s1.3 was dropped: it does not read\n'));
	assert.match(session.of('s1.3')[0]!, /^note dropped from the chat: \d{3} KiB queued, the limit is 256 KiB$/v);
	const zeros = (bytes: Uint8Array) => bytes.filter(byte => byte === 0x30).length;
	await session.until(() => zeros(session.bytes('reads')) >= 32 * zeros(patternBytes(32 * 1024)));
	assert.equal(zeros(session.bytes('reads')), 32 * zeros(patternBytes(32 * 1024)));
});

test('datagrams: in with the first, out with an empty one', async () => {
	const session = new Session();
	await session.play('listen udp:4000 chat', 'connect udp:4000', 'connect udp:4000');
	await session.play('c1 send "hello"');
	await session.hears('c1', '* you are s1.1; nobody else is here\n');
	await session.play('c2 send "me too"');
	await session.until(() => session.text('c1').endsWith('* s1.2 has joined\ns1.2: me too\n'));
	await session.play('c2 send ""');
	await session.until(() => session.text('c1').endsWith('* s1.2 has left\n'));
	assert.equal(session.text('c2'), '* you are s1.2; s1.1 is here\n');
});

test('over UDP there are so many members at most: one more is told of, and gets no answer', async () => {
	const session = new Session();
	await session.play('listen udp:4000 chat');
	for (let member = 1; member <= limits.chat_datagram_members; member++) {
		await session.play('connect udp:4000', `c${member} send "here"`);
	}

	const last = `s1.${limits.chat_datagram_members}`;
	await session.until(() => session.text('c1').endsWith(`${last}: here\n`));
	await session.play('connect udp:4000 name=late', 'late send "me too"');
	await session.until(() => session.told.some(line => line.includes('rejected:')));
	assert.equal(session.text('late'), '');
	assert.equal(session.text('c1').endsWith(`${last}: here\n`), true);
});
