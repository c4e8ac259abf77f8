/** Names that are given again, and what has ended: the list is bounded, and who lives is in it. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import type {Network} from '../../source/core/network.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {Talk} from '../helpers/talk.ts';
import {streamsOf} from '../helpers/entries.ts';

async function talkOf(...lines: readonly string[]): Promise<Talk> {
	const talk = new Talk();
	for (const line of lines) {
		await talk.line(line);
	}

	return talk;
}

test('a name that was given again is its new owner\'s, however many end after the old one', async () => {
	const talk = await talkOf('listen udp:0', 'connect s1 name=alice', 'alice close', 'connect s1 name=alice');
	for (let count = 0; count < limits.ended_endpoints + 2; count++) {
		await talk.line('connect s1 name=other');
		await talk.line('other close');
	}

	assert.deepEqual(talk.lab.registry.all().map(({name, alive}) => [name, alive]), [['s1', true], ['alice', true], ['other', false]]);
});

test('what a closed listener had accepted keeps its name beside that of a new one', async () => {
	const talk = await talkOf('listen tcp:0 name=web', 'connect web', 'web close', 'listen tcp:0 name=web', 'connect web');
	assert.deepEqual(streamsOf(talk.lab, 'server').map(({name, alive}) => [name, alive]), [['web.1', true], ['web.2', true]]);
});

test('of several that come at once, maxconn= lets the first stay', async () => {
	const talk = await talkOf('listen tcp:0 maxconn=1');
	const {lab} = talk;
	const address = lab.registry.get('s1')!.reachableAt!;
	const wanted = {timeout_ms: 1000, connected: true, stream: {recv_bytes: 1}, options: {eol: '\n', halfopen: false}};
	await Promise.all(['a', 'b', 'c'].map(async name => lab.sockets.connect(address, {...wanted, name})));
	await talk.quiet();
	assert.deepEqual(streamsOf(lab, 'client').map(({name, alive}) => [name, alive]), [['a', true], ['b', false], ['c', false]]);
});

/** A network on which opening takes as long as the name server likes: until `answer`. */
function slowNetwork(): {readonly network: Network; readonly answer: () => void} {
	const inner = memoryNetwork();
	const {promise, resolve: answer} = Promise.withResolvers<void>();
	const slowly = <Args extends readonly unknown[], Opened>(open: (...args: Args) => Promise<Opened>) => async (...args: Args) => {
		await promise;
		return open(...args);
	};

	return {network: {...inner, listen: slowly(inner.listen), datagram: slowly(inner.datagram)}, answer};
}

for (const [what, line] of [['listener', 'listen tcp:somewhere:0 name=web'], ['UDP server', 'listen udp:somewhere:0 name=web'], ['UDP client', 'connect udp:somewhere:9 name=web']] as const) {
	test(`a ${what} that is opening has its name, and the session is busy`, async () => {
		const {network, answer} = slowNetwork();
		const talk = new Talk(network);
		const opened = talk.line(line);
		await talk.quiet();
		assert.deepEqual([talk.lab.busy, talk.lab.registry.get('web')?.alive], [true, false]);
		assert.deepEqual(await talk.line(line), ['! web: web is taken; `close web` first, or choose another name']);
		const [, listed] = await talk.line('list');
		assert.match(listed!, /^web +opening/v);
		assert.deepEqual(await talk.line('web set'), ['! web: web is still opening']);
		answer();
		await opened;
		assert.deepEqual([talk.lab.busy, talk.lab.registry.get('web')?.alive], [true, true]);
	});

	test(`a ${what} that is opening can be given up`, async () => {
		const {network, answer} = slowNetwork();
		const talk = new Talk(network);
		const opened = talk.line(line);
		await talk.quiet();
		assert.deepEqual(await talk.line('web close'), []);
		answer();
		const said = await opened;
		assert.deepEqual(said.slice(-2), ['web close() = 0', 'refused']);
		assert.deepEqual([talk.lab.busy, talk.lab.registry.get('web')?.alive], [false, false]);
	});
}
