/** Names that are given again, and what has ended: the list is bounded, and who lives is in it. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import type {Listening} from '../../source/lab/listening.ts';
import {Talk} from '../helpers/talk.ts';

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
	assert.deepEqual(talk.lab.registry.connections('server').map(({name, alive}) => [name, alive]), [['web.1', true], ['web.2', true]]);
});

test('of several that come at once, maxconn= lets the first stay', async () => {
	const talk = await talkOf('listen tcp:0 maxconn=1');
	const {lab} = talk;
	const {address} = lab.registry.all()[0] as Listening;
	const wanted = {timeout_ms: 1000, connected: true, stream: {recv_bytes: 1}, options: {eol: '\n', halfopen: false}};
	await Promise.all(['a', 'b', 'c'].map(async name => lab.connect(address, {...wanted, name})));
	await talk.quiet();
	assert.deepEqual(lab.registry.connections('client').map(({name, alive}) => [name, alive]), [['a', true], ['b', false], ['c', false]]);
});
