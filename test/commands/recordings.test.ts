/** A recording is looked at beside the live session: its own endpoints, read only, and back. */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {test, type TestContext} from 'node:test';
import {execute} from '../../source/commands/execute.ts';
import {sendTyped} from '../../source/commands/typed.ts';
import {isProblem} from '../../source/core/problem.ts';
import {FrameMaker} from '../../source/frames/frame-maker.ts';
import type {Journal} from '../../source/lab/journal.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {Talk as Session} from '../helpers/talk.ts';

class Talk extends Session {
	/** What a line answered, as one text. */
	async text(line: string): Promise<string> {
		const said = await this.line(line);
		return said.join('\n');
	}
}

type Line = {readonly endpoint: string; readonly event: string} & Readonly<Record<string, unknown>>;

const [here, there] = ['127.0.0.1:53412', '127.0.0.1:4000'];
const told: readonly Line[] = [
	{endpoint: 's1', event: 'socket', args: 'AF_INET, SOCK_STREAM', result: 7},
	{endpoint: 's1', event: 'bind', args: there, result: 0, local: there},
	{endpoint: 's1', event: 'listen', args: '511', result: 0},
	{endpoint: 's1', event: 'accept', result: 's1.1', local: there, remote: here},
	{endpoint: 'alice', event: 'connect', args: there, result: 0, local: here, remote: there},
	{endpoint: 'alice', event: 'send', asked: 5, result: 5, bytes: 5, data: 'aGVsbG8=', peer: 's1.1'},
	{endpoint: 's1.1', event: 'recv', asked: 65_536, result: 5, bytes: 5, data: 'aGVsbG8=', peer: 'alice'},
	{endpoint: 'sockplay', event: 'said', message: 'a comment is no endpoint'},
	{endpoint: 's1.1', event: 'close', result: 0},
];

/** A file with these lines, gone when the test ends. */
function fileOf(t: TestContext, lines: readonly Line[], name = 'talk.jsonl'): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'sockplay-test-'));
	t.after(() => {
		rmSync(folder, {recursive: true});
	});
	const file = path.join(folder, name);
	const numbered = lines.map((line, index) => ({seq: index + 1, time: `2026-11-20T05:01:09.00000${index}Z`, ...line}));
	writeFileSync(file, numbered.map(line => JSON.stringify(line)).join('\n'));
	return file;
}

const notAllowed = (line: string) => `! ${line}: talk.jsonl is a recording, read only; \`close\` comes back to the live session`;

test('its endpoints are listed as they were named, closed; nothing of them is in the live session', async (t: TestContext) => {
	const talk = new Talk();
	await talk.line('listen tcp:4000 echo');
	const [said] = await talk.line(`open ${fileOf(t, told)}`);
	t.assert.match(said!, /talk\.jsonl: 9 events$/v);
	t.assert.deepStrictEqual(await talk.line('list'), [
		'name   state   local            remote           in   out',
		's1     closed  127.0.0.1:4000                    5 B  0 B',
		's1.1   closed  127.0.0.1:4000   127.0.0.1:53412  5 B  0 B',
		'alice  closed  127.0.0.1:53412  127.0.0.1:4000   0 B  5 B',
	]);
	await talk.line('close');
	t.assert.deepStrictEqual(await talk.line('list'), [
		'name  state      local           remote  in   out',
		's1    listening  127.0.0.1:4000          0 B  0 B  echo 0 open',
	]);
});

test('what would change something says that it is read only, and how to come back', async (t: TestContext) => {
	const talk = new Talk();
	await talk.line('listen tcp:4000 echo');
	await talk.line('connect s1');
	await talk.line(`open ${fileOf(t, told)}`);
	for (const [line, verb] of [['send x', 'send'], ['c1 hold', 'hold'], ['listen tcp:1', 'listen'], ['clear', 'clear'], ['record x.txt', 'record'], ['resend', 'resend']] as const) {
		t.assert.deepStrictEqual(await talk.line(line, 'client'), [notAllowed(verb)]);
	}

	const typed = sendTyped(talk.lab, 'hello', 'client');
	t.assert.ok(isProblem(typed));
	t.assert.strictEqual(typed.message, 'talk.jsonl is a recording, read only');
});

test('the live session goes on behind it: listeners answer, lines repeat, and all of it is there afterwards', async (t: TestContext) => {
	const talk = new Talk();
	await talk.line('listen tcp:4000 echo');
	await talk.line('connect s1');
	await talk.line('every 1h count=2 c1 send tick');
	const before = talk.lab.journal.count;
	await talk.line(`open ${fileOf(t, told)}`);
	t.assert.strictEqual(talk.lab.registry.get('c1')?.in_bytes, 4);
	for (const conversation of talk.lab.registry.get('c1')!.conversations()) {
		conversation.send(new TextEncoder().encode('behind'));
	}

	await talk.quiet();
	t.assert.strictEqual(talk.lab.registry.get('c1')?.in_bytes, 10);
	t.assert.ok(talk.lab.journal.count > before);
	await talk.line('open off');
	t.assert.match(await talk.text('c1 send again'), /c1 recv\(65536\) = 5 "again"$/v);
	await talk.line('stop all');
});

test('a frame tells the recording\'s endpoints and bytes, with the name of its file, and then the live ones again', async (t: TestContext) => {
	const talk = new Talk();
	await talk.line('listen tcp:4000 echo');
	const frames = new FrameMaker(talk.lab);
	const size = {columns: 70, rows: 10};
	frames.viewport = {...frames.viewport, sizes: {server: size, client: size, raw: size}};
	const live = frames.make();
	await execute(talk.lab, `open ${fileOf(t, told)}`, {screen: frames.screen});
	const {recording, endpoints, panes, current, kept_bytes} = frames.make();
	t.assert.deepStrictEqual(
		{recording, current, kept_bytes, names: endpoints.map(({name, state}) => `${name} ${state}`)},
		{recording: 'talk.jsonl', current: {}, kept_bytes: 5, names: ['s1 closed', 's1.1 closed', 'alice closed']},
	);
	t.assert.match(panes.raw.rows.join('\n'), /alice → s1\.1 +5 B\n.*68 65 6c 6c 6f/v);
	await execute(talk.lab, 'view only=alice', {screen: frames.screen});
	await execute(talk.lab, 'close', {screen: frames.screen});
	t.assert.deepStrictEqual(frames.make().panes, live.panes);
});

test('view only= and endpoint= know its names alone', async (t: TestContext) => {
	const talk = new Talk();
	await talk.line('listen tcp:4000 echo');
	await talk.line('connect s1 name=bob');
	await talk.line(`open ${fileOf(t, told)}`);
	t.assert.deepStrictEqual(await talk.line('view only=alice', 'raw'), []);
	t.assert.deepStrictEqual(await talk.line('view only=bob', 'raw'), ['! bob: no endpoint is called bob']);
	await talk.line('close');
	t.assert.deepStrictEqual(await talk.line('view only=bob', 'raw'), []);
});

test('save writes the recording, not the live session, with addresses for formats that need them', async (t: TestContext) => {
	const talk = new Talk();
	await talk.line('listen tcp:4000 echo');
	const file = fileOf(t, told);
	await talk.line(`open ${file}`);
	const [text, capture] = [file.replace('jsonl', 'txt'), file.replace('jsonl', 'pcapng')];
	t.assert.match(await talk.text(`save ${text}`), /saved 9 events/v);
	t.assert.match(readFileSync(text, 'utf8'), /alice send\(5\) = 5/v);
	t.assert.doesNotMatch(await talk.text(`save ${capture}`), /addresses are not known/v);
	await talk.line(`open ${capture}`);
	t.assert.match(await talk.text('list'), /127\.0\.0\.1:53412/v);
});

test('a second file takes the place of the first', async (t: TestContext) => {
	const talk = new Talk();
	await talk.line(`open ${fileOf(t, told)}`);
	await talk.line(`open ${fileOf(t, [{endpoint: 'c9', event: 'send', asked: 1, result: 1, bytes: 1, data: 'YQ=='}], 'other.jsonl')}`);
	t.assert.match(await talk.text('list'), /^name.*\nc9 .*$/v);
	t.assert.strictEqual(talk.lab.openings.recording?.name, 'other.jsonl');
});

test('a repeated line acts on the live session, whatever is looked at', async (t: TestContext) => {
	const clock = new FakeClock();
	const talk = new Talk(undefined, clock);
	const file = fileOf(t, told);
	const saved = file.replace('jsonl', 'txt');
	await talk.line('say something live');
	await talk.line(`every 1s count=1 save ${saved} overwrite=yes`);
	await talk.line(`open ${file}`);
	clock.pass(0);
	while (talk.lab.repeats.all().length > 0) {
		await nextTurn();
	}

	t.assert.match(readFileSync(saved, 'utf8'), /something live/v);
});

/** What the bytes of the first block lie in. */
function memoryOf(journal: Journal): ArrayBufferLike {
	return journal.bytes(journal.tracks.raw.at(journal.tracks.raw.first)!)!.buffer;
}

test('the memory of a recording is given back when it is closed; that of the session stays', async (t: TestContext) => {
	const talk = new Talk();
	for (const line of ['listen tcp:4000 echo', 'connect s1', 'c1 send hello', `open ${fileOf(t, told)}`]) {
		await talk.line(line);
	}

	const recorded = memoryOf(talk.lab.openings.recording!.journal);
	t.assert.ok(recorded instanceof ArrayBuffer);
	t.assert.ok(recorded.byteLength > 0);
	await talk.line('close');
	t.assert.ok(recorded.detached);
	const live = memoryOf(talk.lab.journal);
	t.assert.ok(live instanceof SharedArrayBuffer);
	t.assert.ok(live.byteLength > 0);
});

test('a recording that is closed while it is saved is saved whole', async (t: TestContext) => {
	const talk = new Talk();
	const file = fileOf(t, told);
	await talk.line(`open ${file}`);
	const saved = path.join(path.dirname(file), 'again.jsonl');
	const saving = execute(talk.lab, `save ${saved}`, {screen: false});
	talk.lab.openings.close();
	await saving;
	t.assert.strictEqual(readFileSync(saved, 'utf8').match(/"aGVsbG8="/gv)?.length, 2);
});
