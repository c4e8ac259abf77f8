/** One part of a program against sockplay; and what a recording of somebody else's can put into a program. */
import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {cProgram} from '../../source/export/c/program.ts';
import {conversationOf} from '../../source/export/conversation.ts';
import {pythonProgram} from '../../source/export/python/program.ts';
import {shellProgram} from '../../source/export/shell/program.ts';
import type {Lab} from '../../source/lab/lab.ts';
import {Journal} from '../../source/lab/journal.ts';
import {folderFor, lines, realLab} from '../helpers/recorded.ts';
import {freePort, ran, sessions, talkOf} from './sessions.ts';

const missing = ['python3', 'gcc'].filter(program => spawnSync(program, ['--version']).status !== 0);
const skip = missing.length > 0 && `${missing.join(' and ')} not found`;
const echoed = sessions[0]!;

/** A session in Python and in C, as the words that run it. */
async function programs(
	folder: string,
	session: {readonly lines: readonly string[]} = echoed,
): Promise<ReadonlyArray<readonly [string, ...string[]]>> {
	const {lab} = await talkOf(session);
	const conversation = conversationOf(lab.journal);
	const [python, c] = [path.join(folder, 'talk.py'), path.join(folder, 'talk')];
	writeFileSync(python, pythonProgram(conversation, 'talk.py').text);
	writeFileSync(`${c}.c`, cProgram(conversation, 'talk.c').text);
	await ran('gcc', '-Wall', '-Wextra', '-Werror', '-std=c11', '-o', c, `${c}.c`);
	return [['python3', python], [c]];
}

test('the client part talks with a server of sockplay', {skip}, async (t: TestContext) => {
	const lab = realLab(t);
	await lines(lab, 'listen tcp:0 echo');
	const address = lab.registry.get('s1')!.addresses?.local ?? lab.registry.get('s1')!.summary().local;
	for (const [command, ...words] of await programs(folderFor(t))) {
		const printed = await ran(command, ...words, 'client', `s1=${address}`);
		t.assert.strictEqual(printed.length, echoed.client.length);
		t.assert.match(printed[0]!, /^c1 received b?["']hello\\n["']$/v);
	}
});

/** Connects again and again until the program listens. */
async function untilConnected(lab: Lab, address: string): Promise<void> {
	let isOpen = false;
	while (!isOpen) {
		await lines(lab, `connect ${address}`);
		isOpen = lab.registry.newest.client?.state === 'open';
	}
}

test('the server part talks with a client of sockplay', {skip}, async (t: TestContext) => {
	const lab = realLab(t);
	for (const [command, ...words] of await programs(folderFor(t))) {
		const address = `127.0.0.1:${await freePort()}`;
		const running = ran(command, ...words, 'server', `s1=${address}`);
		await untilConnected(lab, address);
		await lines(lab, String.raw`send hello\n`, 'shutdown');
		const printed = await running;
		t.assert.match(printed.join(' '), /^s1.1 received b?["']hello\\n["'] s1.1 received b?["']{2}$/v);
	}
});

test('nothing of a recording becomes code', {skip}, async (t: TestContext) => {
	const journal = new Journal({now_us: () => 0});
	const name = '1\'"); import os\nos.system("x")\n#\\';
	const source = {name, side: 'client'} as const;
	journal.record(source, {event: 'socket', args: 'AF_INET, SOCK_STREAM); os.abort(', result: 3});
	journal.record(source, {event: 'setsockopt', args: 'SO_X, 1); os.abort(', result: 0});
	journal.record(source, {event: 'connect', args: '127.0.0.1:1', errno: 'E); os.abort('});
	journal.record(source, {event: 'connect', args: '127.0.0.1:1', remote: '127.0.0.1:1', errno: 'ECONNREFUSED'});
	journal.record(source, {event: 'send', asked: 4, result: 4}, new TextEncoder().encode('\'"\\\n'));
	const conversation = conversationOf(journal);
	const folder = folderFor(t);
	const writers = {'a.py': pythonProgram, 'a.c': cProgram, 'a.sh': shellProgram};
	for (const [file, write] of Object.entries(writers)) {
		const {text} = write(conversation, file);
		writeFileSync(path.join(folder, file), text);
		t.assert.doesNotMatch(text, /^(?!\s*(?:\/\/|#)).*abort/mv);
		t.assert.doesNotMatch(text, /^os\.system/mv);
	}

	await ran('python3', '-m', 'py_compile', path.join(folder, 'a.py'));
	await ran('gcc', '-Wall', '-Wextra', '-Werror', '-std=c11', '-o', path.join(folder, 'a'), path.join(folder, 'a.c'));
	await ran('sh', '-n', path.join(folder, 'a.sh'));
});

test('what nobody received while the queue was full is left out, so that no part waits for ever', {skip}, async (t: TestContext) => {
	const lab = realLab(t);
	await lines(lab, 'listen tcp:0', 'connect s1', 'c1 hold', 's1.1 send zeros:32MiB', 'c1 reset', 's1 close');
	const file = path.join(folderFor(t), 'full.py');
	const {text, notes} = pythonProgram(conversationOf(lab.journal), 'full.py');
	writeFileSync(file, text);
	t.assert.deepStrictEqual(notes, ['sends of s1.1 that nobody received, so that its queue was full, are left out']);
	await ran('python3', file);
});

test('a session without a call makes no program; one without an address does', {skip}, async (t: TestContext) => {
	const journal = new Journal({now_us: () => 0});
	journal.record({name: 'c1', side: 'client'}, {event: 'socket', args: 'AF_INET, SOCK_STREAM', result: 3});
	const folder = folderFor(t);
	const [python, c] = [path.join(folder, 'a.py'), path.join(folder, 'a')];
	writeFileSync(python, pythonProgram(conversationOf(journal), 'a.py').text);
	writeFileSync(`${c}.c`, cProgram(conversationOf(journal), 'a.c').text);
	await ran('gcc', '-Wall', '-Wextra', '-Werror', '-std=c11', '-o', c, `${c}.c`);
	t.assert.deepStrictEqual([await ran('python3', python), await ran(c)], [[], []]);
	for (const ending of ['py', 'c', 'sh']) {
		await t.assert.rejects(
			lines(realLab(t), 'say nothing was done', `save ${folder}/none.${ending}`),
			/no call is kept that a program could repeat/v,
		);
	}
});

test('names may be words of the languages, or differ by their case alone', {skip}, async (t: TestContext) => {
	const named = ['listen tcp:0 echo name=no', 'listen tcp:0 echo name=NO', 'connect no name=class', 'connect NO name=int', 'send 1'];
	for (const [command, ...words] of await programs(folderFor(t), {lines: named})) {
		const printed = await ran(command, ...words, `no=127.0.0.1:${await freePort()}`, `NO=127.0.0.1:${await freePort()}`);
		t.assert.match(printed.toSorted().join(' '), /NO.1 received b?["']1["'].* int received b?["']1["']/v);
	}
});

test('what waited and was taken with a later send is no queue that was full', (t: TestContext) => {
	const journal = new Journal({now_us: () => 0});
	const client = {name: 'c1', side: 'client'} as const;
	journal.record(client, {event: 'socket', args: 'AF_INET, SOCK_STREAM', result: 3});
	journal.record(client, {event: 'connect', args: '127.0.0.1:1', remote: '127.0.0.1:1', result: 0});
	journal.record(client, {event: 'send', asked: 2, result: 1, queued: 1}, new TextEncoder().encode('ab'));
	journal.record(client, {event: 'send', asked: 1, result: 1}, new TextEncoder().encode('c'));
	journal.record(client, {event: 'close', result: 0});
	const {calls, notes} = conversationOf(journal);
	t.assert.deepStrictEqual(calls.map(({action: {kind}}) => kind), ['socket', 'connect', 'send', 'send', 'close']);
	t.assert.deepStrictEqual(notes, []);
});
