/** What waits for peers that do not read is bounded, in bytes and in pieces, for one connection and for all of a session. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {AddressLedger} from '../../source/lab/address-ledger.ts';
import {realNetwork} from '../../source/sockets/real-network.ts';
import {Session} from '../services/session.ts';
import {streamsOf} from '../helpers/entries.ts';

for (const [where, condition, refusal] of [
	['the socket', 'delay=0s to=client', 'the queue holds 65,536 sends at the most'],
	['the link', 'stall to=server', 'the link holds 65,536 sends at the most'],
] as const) {
	test(`sends that wait in ${where} are bounded in number`, async () => {
		const session = new Session(realNetwork);
		await session.play('listen tcp:0', 'connect s1');
		await session.until(() => session.lab.registry.get('s1.1') !== undefined);
		await session.play('s1.1 hold', `c1 link ${condition}`, 'c1 send zeros:16MiB');
		const {endpoint} = streamsOf(session.lab, 'client')[0]!;
		for (let sent = 0; sent < limits.queue_pieces + 10; sent++) {
			endpoint!.send(new Uint8Array(sent % 2));
		}

		const dropped = session.of('c1').filter(line => line.startsWith('dropped'));
		assert.deepEqual([...new Set(dropped)], [`dropped ${refusal}`]);
		assert.ok(dropped.length >= 9);
		await session.end();
	});
}

test('while much that waited is sent, other connections have their turn', async () => {
	const session = new Session(realNetwork);
	await session.play('listen tcp:0 discard', 'listen tcp:0 name=b echo', 'connect s1 name=much', 'connect b name=other');
	await session.until(() => session.lab.registry.get('b.1') !== undefined);
	const {endpoint} = streamsOf(session.lab, 'client').find(({name}) => name === 'much')!;
	await session.play('s1.1 hold', 'much send zeros:16MiB');
	for (let sent = 0; sent < 20_000; sent++) {
		endpoint!.send(new Uint8Array(1));
	}

	await session.play('s1.1 resume');
	const begin = endpoint!.queued_bytes;
	await session.until(() => endpoint!.queued_bytes < Math.min(begin, 20_000));
	await session.play('other send hello');
	await session.hears('other', 'hello');
	assert.ok(endpoint!.queued_bytes > 0, 'it has not waited for all of it');
	await session.end();
});

test('greet gives its items as each peer takes them: no more than one piece waits, and all of it arrives', async () => {
	const session = new Session();
	await session.play('listen tcp:4000 greet zeros:8MiB "end"');
	for (let client = 1; client <= 20; client++) {
		await session.play('connect tcp:4000', `c${client} hold`);
	}

	const servers = () => streamsOf(session.lab, 'server');
	await session.until(() => servers().length === 20 && servers().every(each => each.queued_bytes > 0));
	const waiting = servers().map(each => each.queued_bytes);
	assert.ok(Math.max(...waiting) <= limits.send_bytes, `${Math.max(...waiting)} bytes wait`);
	await session.play('c7 resume');
	await session.line('c7 recv 0');
	assert.equal(session.bytes('c7').length, (8 * 1024 * 1024) + 3);
	assert.equal(session.text('c7').slice(-4), '\0end');
	await session.end();
});

test('a chat over streams has so many members at the most: one more is told why', async () => {
	const session = new Session();
	await session.play('listen tcp:4000 chat');
	for (let member = 1; member <= limits.chat_members; member++) {
		await session.play('connect tcp:4000');
	}

	await session.play('connect tcp:4000 name=late');
	await session.line('late recv 0');
	assert.equal(session.text('late'), `* the chat is full: it has ${limits.chat_members} members\n`);
	assert.equal(session.of(`s1.${limits.chat_members + 1}`)[0], `note rejected: a chat has at most ${limits.chat_members} members`);
	await session.play('c2 close');
	await session.until(() => session.text('c1').endsWith('* s1.2 has left\n'));
	await session.play('connect tcp:4000 name=later');
	await session.hears('later', `* you are s1.${limits.chat_members + 2};`);
	await session.end();
});

test('with much waiting in a session, a connection may have little: a send beyond that is told as dropped', async () => {
	const session = new Session();
	await session.play('listen tcp:4000');
	for (let client = 1; client <= 6; client++) {
		await session.play('connect tcp:4000');
		await session.until(() => session.lab.registry.get(`s1.${client}`) !== undefined);
		await session.play(`s1.${client} hold`);
	}

	const bytes = new Uint8Array(limits.session_queue_bytes / 4);
	const send = (name: string, some: Uint8Array) => {
		streamsOf(session.lab, 'client').find(each => each.name === name)!.endpoint!.send(some);
	};

	for (let client = 1; client <= 6; client++) {
		send(`c${client}`, bytes);
		send(`c${client}`, new Uint8Array(1000));
	}

	const refusal = 'dropped 256 MiB wait in this session already: a connection may have 1 MiB waiting';
	assert.deepEqual(session.told.filter(line => line.includes(' dropped ')), [`c5 ${refusal}`, `c6 ${refusal}`]);
	await session.play('c1 reset', 'c2 reset');
	send('c6', bytes);
	assert.equal(session.of('c6').filter(line => line.startsWith('dropped')).length, 1);
	await session.end();
});

test('what a recording knows of endpoints is bounded; one that was forgotten is told again', async () => {
	const session = new Session();
	await session.play('connect udp:9');
	const entry = session.lab.registry.get('c1')!;
	const ledger = new AddressLedger({get: () => entry});
	for (let count = 0; count < limits.recorded_endpoints; count++) {
		assert.deepEqual(ledger.news(`e${count}`).map(({name}) => name), [`e${count}`]);
	}

	assert.deepEqual(ledger.news('e0'), []);
	assert.deepEqual(ledger.news('new').map(({name, addresses}) => [name, addresses !== undefined]), [['e0', false], ['new', true]]);
	assert.deepEqual(ledger.news('e0').map(({name, addresses}) => [name, addresses !== undefined]), [['e1', false], ['e0', true]]);
	assert.equal(ledger.size, limits.recorded_endpoints);
});
