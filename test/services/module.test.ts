import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {Worker} from 'node:worker_threads';
import {limits} from '../../source/core/limits.ts';
import {Session} from './session.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-'));
after(() => {
	rmSync(folder, {recursive: true});
});

let written = 0;

/** A module with this text, and its name. */
function moduleOf(text: string): string {
	written++;
	const file = path.join(folder, `${written}.mjs`);
	writeFileSync(file, text);
	return file;
}

const shout = `export default async function (connection) {
	for await (const bytes of connection) {
		await connection.send(bytes.toString().toUpperCase());
	}

	await connection.send('bye');
}`;

test('the function is given what comes, answers, and is done after the peer\'s FIN', async () => {
	const session = new Session();
	await session.play(`listen tcp:4000 module ${moduleOf(shout)}`, 'connect tcp:4000 halfopen=yes', 'send "hello"');
	await session.hears('c1', 'HELLO');
	await session.play('shutdown');
	await session.line('c1 close');
	assert.equal(session.text('c1'), 'HELLObye');
});

test('who connects and from where, a word in the log, and the end when the function is done', async () => {
	const session = new Session();
	await session.play(`listen tcp:4000 module ${moduleOf('export default connection => { connection.note(["it is", connection.name, "at", connection.remote].join(" ")); connection.send(Uint8Array.of(104, 105)); };')}`, 'connect tcp:4000 name=anna');
	await session.line('anna recv 0');
	assert.equal(session.text('anna'), 'hi');
	assert.deepEqual(session.of('s1.1').slice(0, 2), [`note it is s1.1 at ${session.lab.registry.get('anna')!.source.local}`, 'close']);
});

test('datagrams: called once a peer', async () => {
	const session = new Session();
	await session.play(`listen udp:4000 module ${moduleOf('let peers = 0; export default async connection => { const peer = ++peers; for await (const bytes of connection) { connection.send([peer, ":", bytes, " "].join("")); } };')}`, 'connect udp:4000', 'connect udp:4000', 'c1 send a');
	await session.hears('c1', '1:a ');
	await session.play('c2 send b', 'c1 send c');
	await session.until(() => session.text('c1') === '1:a 1:c ' && session.text('c2') === '2:b ');
	assert.equal(session.lab.registry.alive().length, 5);
});

for (const [how, code] of [
	['at once', 'throw new Error(what)'],
	['in a timer', 'setTimeout(() => { throw new Error(what); }, 1)'],
] as const) {
	test(`an error ${how} closes that connection and is shown; the others go on`, async () => {
		const file = moduleOf(`export default async connection => { for await (const bytes of connection) { const what = String(bytes); if (what === 'boom') { ${code}; } await connection.send(what); } };`);
		const session = new Session();
		await session.play(`listen tcp:4000 module ${file}`, 'connect tcp:4000', 'connect tcp:4000', 'c1 send fine', 'c2 send boom');
		await session.line('c2 recv 0');
		assert.match(session.of('s1.2').find(line => line.startsWith('error'))!, /^error the module failed: Error: boom, at .*\.mjs.*:1:\d+$/v);
		await session.play('c1 send " still"');
		await session.hears('c1', 'fine still');
	});
}

test('what a module does not ask for holds the peer up', async () => {
	const session = new Session();
	await session.play(`listen tcp:4000 module ${moduleOf('export default async connection => { await new Promise(resolve => { globalThis.wakeTheModule = resolve; }); let count = 0; for await (const bytes of connection) { count += bytes.length; } connection.note(count + " bytes"); };')}`, 'connect tcp:4000', 'send zeros:2MiB', 'shutdown');
	const server = () => session.lab.registry.connections('server')[0];
	await session.until(() => (server()?.in_bytes ?? 0) > limits.module_queue_bytes);
	assert.ok(server()!.in_bytes <= limits.module_queue_bytes + 65_536);
	(globalThis as unknown as {wakeTheModule: () => void}).wakeTheModule();
	await session.line('s1.1 note 2097152 bytes');
});

test('a module changed since it was loaded is loaded anew', async () => {
	const file = moduleOf('export default connection => { connection.send("old"); };');
	const session = new Session();
	await session.play(`listen tcp:4000 module ${file}`, 'connect tcp:4000');
	await session.hears('c1', 'old');
	writeFileSync(file, 'export default connection => { connection.send("newer"); };');
	await session.play(`listen tcp:4001 module ${file}`, 'connect tcp:4001');
	await session.hears('c2', 'newer');
	assert.equal(session.text('c2'), 'newer');
});

for (const [how, code] of [
	['a timer', 'setTimeout(() => { throw new Error("late"); }, 1)'],
	['a promise that nobody awaits', '(async () => { await undefined; throw new Error("late"); })()'],
] as const) {
	// The test runner listens for rejections itself: a thread of its own is without it, and is where a lab with a screen lives.
	test(`in a thread of its own, an error in ${how} is handed over and ends nothing`, async () => {
		const guard = new URL('../../source/services/module/guard.ts', import.meta.url).href;
		const worker = new Worker(`
			const {parentPort} = require('node:worker_threads');
			import(${JSON.stringify(guard)}).then(guard => {
				guard.guarded(error => { setTimeout(() => parentPort.postMessage(error.message), 1); }, () => { ${code}; });
			});
		`, {eval: true});
		assert.equal(await new Promise((resolve, reject) => {
			worker.once('message', resolve);
			worker.once('error', reject);
		}), 'late');
		await worker.terminate();
	});
}

for (const [words, place, message] of [
	['', 'module', /^module needs the file it runs$/v],
	['a b', 'b', /^module takes one file$/v],
	['/nowhere.js', '/nowhere.js', /^\/nowhere\.js cannot be loaded: Error: ENOENT/v],
	[moduleOf('export default 1;'), undefined, /has no default export that is a function$/v],
	[moduleOf('export default function {'), undefined, /cannot be loaded: SyntaxError/v],
] as const) {
	test(`module ${path.basename(words)}: ${message.source}`, async () => {
		const line = `listen tcp:4000 module ${words}`.trimEnd();
		const outcome = await new Session().run(line);
		assert.ok('kind' in outcome);
		assert.equal(line.slice(outcome.start, outcome.end), place ?? words);
		assert.match(outcome.message, message);
	});
}
