/** Datagrams: each is an answer by itself, in the order in which they came. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Address} from '../../source/core/address.ts';
import type {DatagramEndpoint} from '../../source/core/network.ts';
import {conversation, data, ReplayStage, serverOf} from '../helpers/replayed.ts';

const address: Address = {transport: 'udp', host: '127.0.0.1', port: 80};
const recorded = conversation('c1', '> a', '< A', '> b', '< B1', '< B2');

/** A socket that answers each datagram with those that stand beside its text. */
async function answering(stage: ReplayStage, answers: Readonly<Record<string, readonly string[]>>, local = address): Promise<void> {
	await socketOf(stage, {local}, (text, endpoint, from) => {
		for (const answer of answers[text] ?? []) {
			endpoint.send(data(answer), from);
		}
	});
}

async function socketOf(stage: ReplayStage, request: {readonly local?: Address; readonly remote?: Address}, hears: (text: string, endpoint: DatagramEndpoint, from: Address) => void): Promise<DatagramEndpoint> {
	const endpoint = await stage.network.datagram(request, opened => ({
		fact: () => undefined,
		closed: () => undefined,
		received(bytes, from) {
			hears(new TextDecoder().decode(bytes), opened, from);
		},
	}), () => undefined);
	return endpoint!;
}

async function told(answers: Readonly<Record<string, readonly string[]>>): Promise<string[]> {
	const stage = new ReplayStage();
	await answering(stage, answers);
	return stage.play([recorded], {address});
}

test('the same datagrams', async () => {
	assert.deepEqual(await told({a: ['A'], b: ['B1', 'B2']}), ['c1: 2 sends, 3 answers as recorded']);
});

test('a datagram that differs, also by its length alone', async () => {
	const lines = await told({a: ['A!'], b: ['X1', 'B2']});
	assert.deepEqual(lines.filter(line => line.startsWith('c1')), ['c1 answer 1 differs from the recording', 'c1 answer 2 differs from the recording', 'c1: 2 sends, 1 of 3 answers as recorded']);
});

test('one that is lost: the time limit tells which, and what follows is played', async () => {
	const lines = await told({b: ['B1', 'B2']});
	assert.deepEqual(lines.filter(line => line.startsWith('c1')), ['c1 answer 1 did not come: nothing for 5 s', 'c1: 2 sends, 2 of 3 answers as recorded']);
});

test('one more than was recorded', async () => {
	assert.deepEqual(await told({a: ['A'], b: ['B1', 'B2', 'B3']}), [
		'c1 2 bytes came that the recording does not have',
		'  0 bytes came as expected, and 2 more',
		'  + 0000  42 33                                            B3',
		'          ^^',
		'c1: 2 sends, 3 answers as recorded',
	]);
});

test('nobody reads there', async () => {
	const lines = await new ReplayStage().play([recorded], {address});
	assert.deepEqual(lines.filter(line => line.startsWith('c1')), [
		'c1 answer 1 did not come: nobody reads there (ECONNREFUSED)',
		'c1 answer 2 did not come: nobody reads there (ECONNREFUSED)',
		'c1 answer 3 did not come: nobody reads there (ECONNREFUSED)',
		'c1: 2 sends, 0 of 3 answers as recorded',
	]);
});

test('a server answers each address with one of its conversations', async () => {
	const stage = new ReplayStage();
	const heard: string[] = [];
	const other = conversation('c2', '> x', '< X');
	const lines = await stage.play([recorded, other].map(each => serverOf(each)), {
		address,
		role: 'server',
		async meanwhile() {
			const later = await socketOf(stage, {remote: address}, text => {
				heard.push(`c2 ${text}`);
			});
			const first = await socketOf(stage, {remote: address}, (text, endpoint) => {
				heard.push(`c1 ${text}`);
				if (text === 'A') {
					endpoint.send(data('b'));
				}
			});
			later.send(data('x'));
			first.send(data('a'));
		},
	});
	assert.deepEqual(lines, ['c1: 3 sends, 2 requests as recorded', 'c2: 1 send, 1 request as recorded']);
	assert.deepEqual(heard.toSorted(), ['c1 A', 'c1 B1', 'c1 B2', 'c2 X']);
});
