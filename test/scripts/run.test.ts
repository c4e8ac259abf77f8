/** sockplay run and sockplay check as a person runs them: what is printed, and the exit code. */
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {Program} from '../helpers/program.ts';

const limit = {timeout: 120_000};

/** A folder with these scripts; answers how to name what is in it. */
function folderWith(t: TestContext, files: Readonly<Record<string, readonly string[]>>): (name: string) => string {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-scripts-'));
	t.after(() => {
		rmSync(folder, {recursive: true});
	});
	for (const [name, lines] of Object.entries(files)) {
		writeFileSync(path.join(folder, name), lines.join('\n'));
	}

	return name => path.join(folder, name);
}

type Printed = {readonly code: number | undefined; readonly lines: readonly string[]; readonly errors: readonly string[]};

async function run(words: readonly string[], folder: string): Promise<Printed> {
	const program = new Program(words);
	const {code} = await program.ended;
	const withoutFolder = (text: string) => text.replaceAll(`${folder}/`, '').replaceAll(/\([\d.]+ m?s\)/gv, '(TIME)');
	return {code, lines: program.lines.map(line => withoutFolder(line)), errors: withoutFolder(program.errors).split('\n').slice(0, -1)};
}

test('a script that passes says what it says, and closes what it opened', limit, async (t: TestContext) => {
	const named = folderWith(t, {
		'all.play': [
			'include common.play',
			'connect web name=alice',
			'web.2 send id=a.b(7);',
			'expect /id=(?P<id>[^;]+);/',
			'send "got {id}"',
			'web.2 expect got a.b(7)',
			'in background alice expect match=whole bye',
			'web.2 send bye',
			'web.2 close',
			'alice expect close',
			'connect tcp:1',
			'expect refused',
			'listen unix:{folder}/socket echo name=echo',
			'repeat {rounds}',
			'connect echo',
			'send round {round}',
			'expect round {round}',
			'end',
			'say {id}, {1}, {alice.received}, {echo.open} open',
		],
		'common.play': ['listen tcp:{port:web} name=web', 'connect tcp:{port:web}', 'c1 close', 'web.1 expect close', 'web.1 close'],
	});
	const printed = await run(['run', named('all.play'), 'rounds=3'], named('.'));
	t.assert.deepStrictEqual(printed, {code: 0, lines: ['a.b(7), a.b(7), 13, 3 open', 'passed all.play (TIME)'], errors: []});
	t.assert.strictEqual(existsSync(named('socket')), false);
});

test('a script that fails says where, what was expected and what came', limit, async (t: TestContext) => {
	const named = folderWith(t, {'hello.play': ['listen tcp:0 echo', 'connect s1', String.raw`send hullo\n`, String.raw`expect hello\n`, 'say never']});
	const {code, lines, errors} = await run(['run', named('hello.play')], named('.'));
	t.assert.strictEqual(code, 1);
	t.assert.deepStrictEqual([...lines, ...errors].slice(0, 2), [String.raw`hello.play:4: expect hello\n`, String.raw`  c1 expected "hello\n" but "hullo\n" came`]);
});

test('a send that the system refuses is a failure of its line', limit, async (t: TestContext) => {
	const named = folderWith(t, {
		'large.play': ['listen udp:0', 'connect s1', 'send zeros:100KiB', 'say never'],
		'reset.play': ['listen tcp:0', 'connect s1 halfopen=yes', 's1.1 close', 'expect close', 'send x', 'sleep 100ms', 'send y', 'say never'],
	});
	const large = await run(['run', named('large.play')], named('.'));
	t.assert.match(large.lines.join('\n'), /^large\.play:3: send zeros:100KiB\n {2}c1 send\(102400\) = EMSGSIZE {2}[^\n]*$/v);
	const reset = await run(['run', named('reset.play')], named('.'));
	t.assert.match(reset.lines.join('\n'), /^reset\.play:7: send y\n {2}c1 send\(1\) = EPIPE {2}[^\n]*$/v);
	t.assert.deepStrictEqual([large.code, reset.code], [1, 1]);
});

test('a script with mistakes is not run, and every one is shown', limit, async (t: TestContext) => {
	const named = folderWith(t, {'typos.play': ['listen tcp:0 name=once', 'say never', 'conect once', 'send {x}'], 'fine.play': ['say {x}']});
	const expected = [
		'typos.play:3:',
		'  conect once',
		'  ^^^^^^ there is no such verb; `connect` is one',
		'typos.play:4:',
		'  send {x}',
		String.raw`       ^^^ there is no variable x; x=VALUE behind the file gives it; \x7b writes a brace`,
	];
	const ran = await run(['run', named('typos.play')], named('.'));
	t.assert.deepStrictEqual([ran.code, ...ran.lines, ...ran.errors], [2, ...expected]);
	const checked = await run(['check', named('typos.play'), named('fine.play'), 'y=1'], named('.'));
	t.assert.deepStrictEqual([checked.code, checked.lines, checked.errors.slice(0, 6)], [2, [], expected]);
	t.assert.deepStrictEqual(await run(['check', named('fine.play'), 'x=1'], named('.')), {code: 0, lines: ['ok fine.play'], errors: []});
});

test('events as JSON, with the failure at their end', limit, async (t: TestContext) => {
	const named = folderWith(t, {'refused.play': ['say so', 'connect tcp:1']});
	const program = new Program(['run', '--json', named('refused.play')]);
	const {code} = await program.ended;
	t.assert.strictEqual(code, 1);
	t.assert.deepStrictEqual(program.events.map(({event, errno = ''}) => `${event} ${errno}`.trim()), ['said', 'socket', 'connect ECONNREFUSED', 'close', 'error']);
	t.assert.match(program.events.at(-1)!.message!, /refused\.play:2: connect tcp:1\n {2}c1 connect\(127\.0\.0\.1:1\) = ECONNREFUSED/v);
});

test('a script that hangs ends at its time limit, and one that is interrupted at once', limit, async (t: TestContext) => {
	const named = folderWith(t, {'hangs.play': ['listen tcp:0 name=web', 'connect web', 'expect hello within=1h'], 'begins.play': ['say begun', 'sleep 1h']});
	const {code, lines, errors} = await run(['run', '--timeout', '300ms', named('hangs.play')], named('.'));
	t.assert.strictEqual(code, 1);
	t.assert.deepStrictEqual([...lines, ...errors].map(line => line.replaceAll(/:\d{4,5}/gv, ':PORT')), [
		'hangs.play:3: expect hello within=1h',
		'  not finished within the time limit of 300 ms',
		'  c1 expects "hello": nothing came; waits for bytes of 127.0.0.1:PORT: it is open; received 0 B, sent 0 B',
		'  web waits for clients at 127.0.0.1:PORT: 1 open',
		'  web.1 waits for bytes of 127.0.0.1:PORT: it is open; received 0 B, sent 0 B',
	]);
	for (const [signal, expected] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
		const program = new Program(['run', named('begins.play')]);
		await program.until(() => program.lines.includes('begun'));
		program.child.kill(signal);
		t.assert.deepStrictEqual(await program.ended, {code: expected, signal: undefined});
	}
});

test('the same seed gives the same random bytes', limit, async (t: TestContext) => {
	const named = folderWith(t, {'random.play': ['listen tcp:0 echo', 'connect s1', 'send random:4B', 'expect /(.*)/', 'say {1}', String.raw`send \{hex:8}`, 'expect /([0-9a-f]*)/', 'say {1}']});
	const [one, again, other] = await Promise.all([
		run(['run', '--seed', 'a', named('random.play')], named('.')),
		run(['run', named('random.play'), '--seed=a'], named('.')),
		run(['run', '--seed', 'b', named('random.play')], named('.')),
	]);
	t.assert.deepStrictEqual(one, again);
	t.assert.notDeepStrictEqual(one.lines, other.lines);
});

test('a script runs another in its own session, and so does a line of the command line', limit, async (t: TestContext) => {
	const named = folderWith(t, {
		'outer.play': ['listen tcp:0 echo', 'run "{folder}/inner.play" who=me', 'say {c1.state}', 'run "{folder}/inner.play"'],
		'inner.play': ['connect s1', 'send hi {who}', 'expect hi {who}', 'quit'],
		'itself.play': ['run "{folder}/itself.play"'],
	});
	t.assert.deepStrictEqual(await run(['run', named('outer.play')], named('.')), {
		code: 2,
		lines: [
			'open',
			'outer.play:4:',
			'  run "inner.play"',
			`      ${'^'.repeat(named('inner.play').length + 2)} inner.play:2: there is no variable who; \`sockplay check inner.play\` shows 1 more`,
		],
		errors: [],
	});
	const itself = await run(['run', named('itself.play')], named('.'));
	t.assert.deepStrictEqual([itself.code, itself.lines.length > 10], [1, true]);
	const line = await run(['--plain', '-e', 'listen tcp:0 echo', '-e', `run ${named('inner.play')} who=x`, '-e', 'say {kept}', '-e', 'quit'], named('.'));
	t.assert.strictEqual(line.code, 0);
	t.assert.ok(line.lines.some(each => each.includes('c1 recv(65536) = 4   "hi x"')), line.lines.join('\n'));
});

test('mistakes of the command line', limit, async (t: TestContext) => {
	const errors = async (...words: readonly string[]) => {
		const printed = await run(words, '/');
		return [printed.code, ...printed.errors];
	};

	t.assert.deepStrictEqual(await errors('run'), [2, 'sockplay run', '            ^ a file is missing; `sockplay run talk.play`, for example']);
	t.assert.deepStrictEqual(await errors('check', '--tiemout=3s', 'a'), [2, 'sockplay check --tiemout=3s a', '               ^^^^^^^^^^^^ there is no option --tiemout; --help lists them']);
	t.assert.deepStrictEqual(await errors('run', 'a', '--timeout', '3'), [2, 'sockplay run a --timeout 3', '                          ^ a duration needs a unit; 3ms or 3s']);
	t.assert.deepStrictEqual(await errors('run', 'nix.play'), [2]);
});
