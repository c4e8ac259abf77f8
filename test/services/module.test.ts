import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {after, afterEach, test} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {ModuleProcess} from '../../source/services/module/module-process.ts';
import {streamsOf} from '../helpers/entries.ts';
import {Session} from './session.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-'));
const sessions: Session[] = [];
afterEach(async () => {
	for (const session of sessions.splice(0)) {
		await session.end();
	}
});

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

/** A session that ends with its test, and its modules with it. */
function newSession(): Session {
	const session = new Session();
	sessions.push(session);
	return session;
}

const shout = `export default async function (connection) {
	for await (const bytes of connection) {
		await connection.send(bytes.toString().toUpperCase());
	}

	await connection.send('bye');
}`;

test('the function is given what comes, answers, and is done after the peer\'s FIN', async () => {
	const session = newSession();
	await session.play(`listen tcp:4000 module ${moduleOf(shout)}`, 'connect tcp:4000 halfopen=yes', 'send "hello"');
	await session.hears('c1', 'HELLO');
	await session.play('shutdown');
	await session.line('c1 close');
	assert.equal(session.text('c1'), 'HELLObye');
});

test('who connects and from where, a word in the log, and the end when the function is done', async () => {
	const session = newSession();
	await session.play(`listen tcp:4000 module ${moduleOf('export default connection => { connection.note(["it is", connection.name, "at", connection.remote].join(" ")); connection.send(Uint8Array.of(104, 105)); };')}`, 'connect tcp:4000 name=anna');
	await session.line('anna recv 0');
	assert.equal(session.text('anna'), 'hi');
	assert.deepEqual(session.of('s1.1').slice(0, 2), [`note it is s1.1 at ${session.lab.registry.get('anna')!.summary().local}`, 'close']);
});

test('datagrams: called once a peer', async () => {
	const session = newSession();
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
		const session = newSession();
		await session.play(`listen tcp:4000 module ${file}`, 'connect tcp:4000', 'connect tcp:4000', 'c1 send fine', 'c2 send boom');
		await session.line('c2 recv 0');
		assert.match(session.of('s1.2').find(line => line.startsWith('error'))!, /^error the module failed: Error: boom, at .*\.mjs.*:1:\d+$/v);
		await session.play('c1 send " still"');
		await session.hears('c1', 'fine still');
	});
}

test('what the code of a closed connection still says or throws is told at the listener, and the others go on', async () => {
	const file = moduleOf('const {promise: second, resolve} = Promise.withResolvers(); export default async connection => { if (connection.name === "s1.2") { resolve(); return connection.send("fine"); } second.then(() => { connection.note("too"); connection.send(5).catch(() => {}); setTimeout(() => { throw new Error("late"); }); }); };');
	const session = newSession();
	await session.play(`listen tcp:4000 module ${file}`, 'connect tcp:4000');
	await session.line('c1 recv 0');
	await session.line('s1.1 close');
	await session.play('connect tcp:4000');
	await session.hears('c2', 'fine');
	await session.until(() => session.of('s1').some(line => line.includes('Error: late')));
	assert.deepEqual(session.of('s1').filter(line => /^(?:note|error)/v.test(line)).map(line => line.replace(/, at .*/v, '')), [
		'note s1.1, which is closed: too',
		'error s1.1, which is closed: TypeError: send takes a string or a Uint8Array, not a number: nothing was sent',
		'error s1.1, which is closed: the module failed: Error: late',
	]);
});

test('what a module does not ask for holds the peer up', async () => {
	const session = newSession();
	const file = moduleOf('const {promise: awake, resolve: wake} = Promise.withResolvers(); let served = 0; export default async connection => { if (++served === 2) { return wake(); } await awake; let count = 0; for await (const bytes of connection) { count += bytes.length; } connection.note(count + " bytes"); };');
	await session.play(`listen tcp:4000 module ${file}`, 'connect tcp:4000', 'send zeros:2MiB', 'shutdown');
	const server = () => streamsOf(session.lab, 'server')[0];
	await session.until(() => (server()?.in_bytes ?? 0) > limits.module_queue_bytes);
	assert.ok(server()!.in_bytes <= limits.module_queue_bytes + 65_536);
	await session.play('connect tcp:4000');
	await session.line('s1.1 note 2097152 bytes');
});

test('a module changed since it was loaded is loaded anew', async () => {
	const file = moduleOf('export default connection => { connection.send("old"); };');
	const session = newSession();
	await session.play(`listen tcp:4000 module ${file}`, 'connect tcp:4000');
	await session.hears('c1', 'old');
	writeFileSync(file, 'export default connection => { connection.send("newer"); };');
	await session.play(`listen tcp:4001 module ${file}`, 'connect tcp:4001');
	await session.hears('c2', 'newer');
	assert.equal(session.text('c2'), 'newer');
});

const noBytes = {
	number: ['5', 'a number'],
	undefined: ['undefined', 'undefined'],
	null: ['null', 'null'],
	object: ['{}', 'an object'],
	'object with a length': ['{length: 5, byteLength: 5}', 'an object'],
	list: ['[1, 2]', 'a list'],
	DataView: ['new DataView(new ArrayBuffer(8))', 'a DataView'],
	ArrayBuffer: ['new ArrayBuffer(8)', 'an ArrayBuffer'],
	SharedArrayBuffer: ['new SharedArrayBuffer(8)', 'a SharedArrayBuffer'],
	Date: ['new Date()', 'a Date'],
	Uint16Array: ['Uint16Array.of(1, 2)', 'an array of another kind, Uint16Array'],
	Proxy: ['new Proxy(Uint8Array.of(1, 2), {get: () => 65_536})', 'a Proxy'],
	'revoked Proxy': ['(() => { const {proxy, revoke} = Proxy.revocable([], {}); revoke(); return proxy; })()', 'a Proxy'],
	'instance of a prototype': ['Object.create(Uint8Array.prototype)', 'an object'],
	'bytes transferred away': ['(() => { const bytes = new Uint8Array(8); structuredClone(bytes, {transfer: [bytes.buffer]}); return bytes; })()', 'one that was transferred away'],
	'bytes on shared memory': ['new Uint8Array(new SharedArrayBuffer(8))', 'one on shared memory'],
	'bytes that can be resized': ['new Uint8Array(new ArrayBuffer(8, {maxByteLength: 16}))', 'one that can be resized'],
} as const;

test('what is no bytes is refused with a TypeError and an error event, nothing is sent, and the connection goes on', async () => {
	const session = newSession();
	const values = Object.values(noBytes).map(([code]) => code).join(', ');
	const file = moduleOf(`const values = [${values}]; export default async connection => { for await (const bytes of connection) { const at = Number(bytes); try { await connection.send(values[at]); } catch (error) { await connection.send(error.name + at + ' '); } } };`);
	await session.play(`listen tcp:4000 module ${file}`, 'connect tcp:4000');
	let heard = '';
	for (const [at, [, kind]] of Object.values(noBytes).entries()) {
		await session.play(`send ${at}`);
		heard += `TypeError${at} `;
		await session.hears('c1', heard);
		assert.match(session.of('s1.1').at(-1)!, new RegExp(`^error TypeError: send takes a string or a Uint8Array, not ${kind}: nothing was sent, at `, 'v'));
	}

	assert.equal(session.text('c1'), heard);
});

test('the bytes of an array are sent, whatever it says its length is, as they were when send was called', async () => {
	const session = newSession();
	const file = moduleOf('export default async connection => { const bytes = Uint8Array.of(104, 105); Object.defineProperty(bytes, "length", {value: 65536}); const sent = connection.send(bytes); bytes.fill(0); await sent; };');
	await session.play(`listen tcp:4000 module ${file}`, 'connect tcp:4000');
	await session.line('c1 close');
	assert.equal(session.text('c1'), 'hi');
});

test('a note that is no text is a TypeError', async () => {
	const session = newSession();
	await session.play(`listen tcp:4000 module ${moduleOf('export default connection => { connection.note(new Proxy({}, {get() { throw new Error("trap"); }})); };')}`, 'connect tcp:4000');
	await session.line('c1 close');
	assert.match(session.of('s1.1').join('\n'), /^error TypeError: note takes a string, not a Proxy, at [^\n]+:1:\d+$/mv);
	assert.doesNotMatch(session.of('s1.1').join('\n'), /the module failed/v);
});

for (const how of ['await connection.send(5);', 'connection.send(5); await new Promise(() => undefined);']) {
	test(`a refused send is told once, and ends the connection: ${how}`, async () => {
		const session = newSession();
		await session.play(`listen tcp:4000 module ${moduleOf(`export default async connection => { ${how} };`)}`, 'connect tcp:4000');
		await session.line('c1 close');
		const errors = session.of('s1.1').filter(line => line.startsWith('error'));
		assert.equal(errors.length, 1, errors.join('\n'));
		assert.match(errors[0]!, /^error TypeError: send takes a string or a Uint8Array, not a number: nothing was sent/v);
	});
}

/** What is thrown, and how what is told of it begins. */
const thrown = {
	'whose stack throws': ['Object.defineProperty(new Error("what"), "stack", {get() { throw new Error("no"); }})', 'Error: what'],
	'whose message throws': ['Object.defineProperty(new Error("what"), "message", {get() { throw new Error("no"); }})', ''],
	'whose toString throws': ['Object.assign(new Error("what"), {toString() { throw new Error("no"); }})', 'Error: what'],
	'whose name is a Symbol': ['Object.assign(new Error("what"), {name: Symbol("odd")})', ''],
	'that is a Proxy of traps': ['new Proxy({}, new Proxy({}, {get() { throw new Error("no"); }}))', ''],
	'that is a revoked Proxy': ['(() => { const {proxy, revoke} = Proxy.revocable({}, {}); revoke(); return proxy; })()', ''],
	'whose inspect throws': ['{[Symbol.for("nodejs.util.inspect.custom")]() { throw new Error("no"); }}', ''],
	'that is null': ['null', 'null'],
	'that is a Symbol': ['Symbol("odd")', 'Symbol(odd)'],
	'with an escape sequence': [String.raw`"\x1b[2Jcleared"`, '\u{1B}[2Jcleared'],
} as const;

for (const [when, code] of [['at once', 'throw make();'], ['in a timer', 'setTimeout(() => { throw make(); }, 1); await new Promise(() => undefined);']] as const) {
	test(`whatever is thrown ${when} is told, and ends that connection only`, async () => {
		const session = newSession();
		const makers = Object.values(thrown).map(([maker]) => `() => (${maker})`).join(', ');
		await session.play(`listen tcp:4000 module ${moduleOf(`const makers = [${makers}]; export default async connection => { for await (const bytes of connection) { const make = makers[Number(bytes)]; ${code} } };`)}`);
		for (const [at, [name, [, told]]] of Object.entries(thrown).entries()) {
			await session.play('connect tcp:4000', `c${at + 1} send ${at}`);
			await session.line(`c${at + 1} close`);
			const error = session.of(`s1.${at + 1}`).find(line => line.startsWith('error'));
			assert.ok(error?.startsWith(`error the module failed: ${told}`), `an error ${name}: ${error}`);
		}
	});
}

/** What a listener has told since it listened. */
function ofListener(session: Session): string[] {
	return session.of('s1').filter(line => !line.startsWith('setsockopt'));
}

test('exit ends the module, its connections and its listener, and is told; the session goes on', async () => {
	const session = newSession();
	await session.play(`listen tcp:4000 module ${moduleOf('export default async connection => { for await (const bytes of connection) { await connection.send("bye"); process.exit(3); } };')}`, 'listen tcp:4001 echo', 'connect tcp:4000', 'connect tcp:4000', 'c1 send now');
	await session.until(() => session.told.includes('c1 close') && session.told.includes('c2 close'));
	assert.deepEqual([session.text('c1'), ofListener(session)], ['bye', ['error the module has ended: its process exited with code 3', 'close']]);
	await session.play('connect tcp:4001', 'c3 send "still here"');
	await session.hears('c3', 'still here');
});

test('a heap that is full ends the module only', async () => {
	const session = newSession();
	await session.play(`listen tcp:4000 module ${moduleOf('export default () => { for (const map = new Map(); ; map.set(map.size, {})) {} };')}`, 'connect tcp:4000');
	await session.line('c1 close');
	assert.match(ofListener(session).join('\n'), /error the module has ended: its process was ended by SIGABRT: it needs more than 256 MiB of memory\nclose$/v);
});

test('what it writes to the descriptor of the session is no message, and ends it', async () => {
	const session = newSession();
	await session.play(`listen tcp:4000 module ${moduleOf('import {writeSync} from "node:fs"; export default () => { writeSync(3, "anything at all"); };')}`, 'connect tcp:4000');
	await session.line('c1 close');
	assert.deepEqual(ofListener(session), ['error the module has ended: it wrote to descriptor 3, which sockplay uses', 'close']);
});

/** A module that says when it has begun what does not end. */
const looping = (code: string) => moduleOf(`import {execSync} from 'node:child_process'; export default async connection => { connection.note('begun'); ${code} };`);
const silent = 'the module has not answered for 1 s: its code is in a loop or blocked; stop s1 ends it';

for (const [name, code, line, told] of [
	['a loop', 'for (;;) {}', 'stop s1', ['error the module has ended: it was stopped', 'close']],
	['a loop', 'for (;;) {}', 's1 close', ['close']],
	['a system call', 'execSync("sleep 1000");', 'stop', ['error the module has ended: it was stopped', 'close']],
	['a system call', 'execSync("sleep 1000");', 'stop all', ['error the module has ended: it was stopped', 'close']],
] as const) {
	test(`${name} without end is told after a second, holds nobody up, and is ended by ${line}`, async () => {
		const session = newSession();
		await session.play(`listen tcp:4000 module ${looping(code)}`, 'listen tcp:4001 echo', 'connect tcp:4000');
		await session.line('s1.1 note begun');
		for (let passed_ms = 0; passed_ms <= limits.module_timeout_ms + limits.module_ping_ms; passed_ms += limits.module_ping_ms) {
			session.pass(limits.module_ping_ms);
		}

		assert.deepEqual(ofListener(session), [`error ${silent}`]);
		await session.play('connect tcp:4001', 'c2 send "not held up"');
		await session.hears('c2', 'not held up');
		await session.play(line);
		await session.line('c1 close');
		assert.deepEqual(ofListener(session), [`error ${silent}`, ...told]);
	});
}

test('what it prints is a note of the listener, by whatever way, and escaped where it is shown', async () => {
	const session = newSession();
	await session.play(`listen tcp:4000 module ${moduleOf(String.raw`import {writeSync} from "node:fs"; console.log("loaded"); export default () => { console.log("one\ntwo"); console.error("\x1b[2J"); process.stdout.write("three\n"); writeSync(1, "four\n"); };`)}`, 'connect tcp:4000');
	const lines = ['stdout: loaded', 'stdout: one', 'stdout: two', 'stdout: three', 'stdout: four', 'stderr: \u{1B}[2J'];
	await session.until(() => lines.every(line => session.told.includes(`s1 note ${line}`)));
	assert.deepEqual(ofListener(session).filter(line => line.startsWith('note stdout')), lines.slice(0, 5).map(line => `note ${line}`));
});

test('more lines than anybody reads are counted', async () => {
	const session = newSession();
	await session.play(`listen tcp:4000 module ${moduleOf('export default () => { for (let line = 0; line < 1500; line++) { console.log("line"); } process.exit(); };')}`, 'connect tcp:4000');
	await session.line('s1 close');
	assert.equal(session.told.filter(line => line === 's1 note stdout: line').length, limits.module_lines);
	assert.ok(session.told.includes('s1 note 2,000 bytes of the module\'s output are left out: at most 1000 lines in 500 ms are shown'));
});

test('sends that nobody waits for one by one keep their order, and the end comes behind them', async () => {
	const session = newSession();
	await session.play(`listen tcp:4000 module ${moduleOf('export default connection => { for (const digit of "0123456789") { connection.send(digit); } connection.close(); };')}`, 'connect tcp:4000');
	await session.line('c1 close');
	assert.equal(session.text('c1'), '0123456789');
});

test('more than may wait to be sent is refused, and told', async () => {
	const session = newSession();
	await session.play(`listen tcp:4000 module ${moduleOf('export default async connection => { const bytes = Buffer.alloc(40 * 1024 * 1024); const results = await Promise.allSettled([connection.send(bytes), connection.send(bytes)]); connection.note(results.map(({status}) => status).join(" ")); };')}`, 'connect tcp:4000');
	await session.line('s1.1 note fulfilled rejected');
	assert.match(session.of('s1.1').find(line => line.startsWith('error'))!, /^error Error: 40 MiB in 1 sends are queued already: nothing was sent; await each send, at /v);
});

test('a process ends with its listener and the last of its connections', async () => {
	const session = newSession();
	await session.play(`listen tcp:4000 module ${moduleOf(shout)}`, 'connect tcp:4000', 'send "a"');
	await session.hears('c1', 'A');
	await session.play('s1 close', 'c1 send "b"');
	await session.hears('c1', 'AB');
	assert.equal(session.lab.registry.served().length, 1);
	await session.play('c1 shutdown');
	await session.line('c1 close');
	await processesEnd(session);
	assert.deepEqual(ofListener(session), ['close']);
});

test('an address that is taken leaves no process', async () => {
	const session = newSession();
	await session.play('listen tcp:4000', `listen tcp:4000 module ${moduleOf(shout)}`);
	await processesEnd(session);
	assert.deepEqual(session.lab.registry.alive().map(({name}) => name), ['s1']);
});

/** Waits until no process answers for a listener any more, which nothing tells. */
async function processesEnd(session: Session): Promise<void> {
	while (session.lab.registry.served().length > 0) {
		await nextTurn();
	}
}

test('what loading waits for after 10 s is the module\'s own code', async () => {
	const file = moduleOf('setInterval(() => undefined, 1000); await new Promise(() => undefined);');
	const process = new ModuleProcess(file, (duration_ms, action) => {
		if (duration_ms === limits.module_load_ms) {
			setImmediate(action);
		}

		return () => undefined;
	});
	const found = await process.loaded;
	assert.equal(found?.message, `${file} cannot be loaded: its own code is not done after 10 s: it is in a loop, or waits for something that does not come (top-level await)`);
});

for (const [words, place, message] of [
	['', 'module', /^module needs a file$/v],
	['a b', 'b', /^module takes one file$/v],
	['/nowhere.js', '/nowhere.js', /^\/nowhere\.js cannot be read: ENOENT/v],
	['/dev/zero', '/dev/zero', /^\/dev\/zero is a device/v],
	[moduleOf('export default 1;'), undefined, /has no default export that is a function$/v],
	[moduleOf('export default function {'), undefined, /cannot be loaded: SyntaxError/v],
	[moduleOf('await new Promise(() => undefined);'), undefined, /cannot be loaded: its own code waits for something that never comes \(top-level await\)$/v],
	[moduleOf('console.error("no licence"); process.exit(3);'), undefined, /cannot be loaded: its process exited with code 3; stderr: no licence$/v],
] as const) {
	test(`module ${path.basename(words)}: ${message.source}`, async () => {
		const line = `listen tcp:4000 module ${words}`.trimEnd();
		const outcome = await newSession().run(line);
		assert.ok('kind' in outcome);
		assert.equal(line.slice(outcome.start, outcome.end), place ?? words);
		assert.match(outcome.message, message);
	});
}
