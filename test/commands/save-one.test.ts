/** One conversation alone in a file: both of its ends where they are in this process, and nothing of any other. */
import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {execute} from '../../source/commands/execute.ts';
import {isProblem} from '../../source/core/problem.ts';
import {limits} from '../../source/core/limits.ts';
import {Talk} from '../helpers/talk.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-save-'));

after(() => {
	rmSync(folder, {recursive: true});
});

/** Two clients of a server, and one of another, each of which has said its name. */
async function threeClients(transport: 'tcp' | 'udp'): Promise<Talk> {
	const talk = new Talk();
	const lines = [`listen ${transport}:0 echo`, `listen ${transport}:0`, 'connect s1', 'connect s1', 'connect s2', 'c1 send one', 'c2 send two', 'c3 send three'];
	for (const line of lines) {
		await talk.line(line);
	}

	return talk;
}

async function saved(talk: Talk, line: string, file: string): Promise<string> {
	const [said] = await talk.line(`${line} ${path.join(folder, file)} overwrite=yes`);
	assert.match(said!, /^saved/v);
	return readFileSync(path.join(folder, file), 'latin1');
}

async function told(talk: Talk, line: string): Promise<string[]> {
	const file = await saved(talk, line, 'one.jsonl');
	const events = file.trimEnd().split('\n').map(text => JSON.parse(text) as {endpoint: string; event: string});
	return events.map(({endpoint, event}) => `${endpoint} ${event}`);
}

test('a TCP connection: its calls, those of the other end, and the accept', async () => {
	const talk = await threeClients('tcp');
	const conversation = ['c2 socket', 'c2 connect', 's1 accept', 'c2 send', 's1.2 recv', 's1.2 send', 'c2 recv'];
	assert.deepEqual(await told(talk, 'c2 save'), conversation);
	assert.deepEqual(await told(talk, 's1.2 save'), conversation);
});

test('a UDP socket, and one peer', async () => {
	const talk = await threeClients('udp');
	assert.deepEqual(await told(talk, 'c2 save'), ['c2 socket', 'c2 bind', 'c2 connect', 'c2 send', 's1.2 recv', 's1.2 send', 'c2 recv']);
	assert.deepEqual(await told(talk, 's1.2 save'), ['c2 send', 's1.2 recv', 's1.2 send', 'c2 recv']);
});

test('a listener: itself, and all that it accepted', async () => {
	const talk = await threeClients('tcp');
	const events = await told(talk, 's2 save');
	assert.deepEqual(new Set(events.map(event => event.split(' ', 1)[0])), new Set(['s2', 's2.1', 'c3']));
});

test('in every format', async () => {
	const talk = await threeClients('tcp');
	const has = async (line: string, file: string) => {
		const text = await saved(talk, line, file);
		return ['one', 'two', 'three'].filter(word => text.includes(word));
	};

	assert.deepEqual(await has('c2 save', 'talk.txt'), ['two']);
	assert.deepEqual(await has('c2 save', 'talk.pcapng'), ['two']);
	assert.equal(await saved(talk, 'c2 save direction=in', 'talk.bin'), 'two');
	const hex = await saved(talk, 'c2 save', 'talk.hex');
	assert.deepEqual(['6f 6e 65', '74 77 6f', '74 68 72'].filter(bytes => hex.includes(bytes)), ['74 77 6f']);
	await talk.line(`open ${path.join(folder, 'talk.pcapng')}`);
	const [, ...listed] = await talk.line('list');
	assert.deepEqual(listed.map(line => line.includes(' 127.0.0.1:50004 ')), [false, true, true]);
});

const mistakes: ReadonlyArray<readonly [line: string, said: string]> = [
	['c9 save DIR/x.txt', '! c9: no endpoint is called c9'],
	['c1 save DIR/x.hex endpoint=c2', '! c2: the line begins with c1 already'],
	['c1 save DIR/x.bin', '! DIR/x.bin: a .bin has one direction of one endpoint; endpoint=c1 direction=in, say'],
	['all save DIR/x.txt', '! all: save does not act on all; these do: send hold resume shutdown close reset set expect'],
];
for (const [line, said] of mistakes) {
	test(line, async () => {
		const talk = await threeClients('tcp');
		assert.deepEqual(await talk.line(line.replace('DIR', () => folder)), [said.replace('DIR', () => folder)]);
	});
}

test('saves that are asked for at once follow each other; more than wait at a time are refused', async () => {
	const talk = await threeClients('tcp');
	const files = Array.from({length: limits.saves}, (_, index) => path.join(folder, `at-once-${index}.jsonl`));
	const saves = files.map(async file => execute(talk.lab, `save ${file}`, {screen: false}));
	const refused = await execute(talk.lab, 'save more.jsonl', {screen: false});
	assert.match(isProblem(refused) ? refused.message : '', /^8 saves are under way/v);
	for (const [index, each] of saves.entries()) {
		await each;
		assert.equal(files.slice(index + 2).some(file => existsSync(file)), false);
	}

	assert.ok(files.every(file => existsSync(file)));
	assert.equal(talk.lab.saves.size, 0);
});

test('one save after the other writes from the same chunks', async () => {
	const talk = await threeClients('tcp');
	const used = new Set<unknown>();
	for (const file of ['first.pcapng', 'second.hex', 'third.jsonl']) {
		await execute(talk.lab, `save ${path.join(folder, file)}`, {screen: false});
		assert.equal(talk.lab.savedChunks.length, 1);
		used.add(talk.lab.savedChunks[0]);
	}

	assert.equal(used.size, 1);
});
