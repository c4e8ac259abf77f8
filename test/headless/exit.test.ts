/** How it ends without a screen: the exit code, what is said, and where the mistake is marked. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import {closeSync, openSync} from 'node:fs';
import {test, type TestContext} from 'node:test';
import {limits} from '../../source/core/limits.ts';
import {Program} from '../helpers/program.ts';

const limit = {timeout: 60_000};

type Case = {readonly words: readonly string[]; readonly typed?: readonly string[]; readonly code: number; readonly errors?: string};

const cases: Readonly<Record<string, Case>> = {
	'a conversation': {words: ['-e', 'listen tcp:0 echo', '-e', 'connect s1', '-e', 'send hi', '-e', 'quit'], code: 0},
	'nothing left to do, though standard input stays open': {words: ['-e', 'say hello'], code: 0},
	'a time limit': {words: ['--for', '50ms', 'listen', 'tcp:0', 'echo'], code: 0},
	help: {words: ['--help'], code: 0},
	'the version': {words: ['--version'], code: 0},
	'typed lines': {words: [], typed: ['listen tcp:0', 'close'], code: 0},
	refused: {words: ['--plain', 'connect', 'tcp:1'], code: 1},
	'refused, and the rest still runs': {words: ['-e', 'connect tcp:1', '-e', 'say on', '-e', 'quit'], code: 1},
	'no such verb': {words: ['-e', 'listn tcp:0'], code: 2, errors: 'listn tcp:0\n^^^^^ there is no such verb; `listen` is one\n'},
	'a mistake that only shows when it runs': {words: ['-e', 'send x'], code: 2, errors: 'send x\n^^^^ there is no endpoint yet; `listen tcp:4000 echo` or `connect tcp:4000` makes one\n'},
	'a mistake in what was typed': {words: [], typed: ['listen tcp:0', 'connekt s1'], code: 2, errors: 'connekt s1\n^^^^^^^ there is no such verb; `connect` is one\n'},
	'a verb of the screen': {words: ['-e', 'zoom'], code: 2, errors: 'zoom\n^^^^ zoom works on the screen only; leave it out here, or run without --plain and --json\n'},
	'a flag without its value': {words: ['--plain', '-e'], code: 2, errors: 'sockplay --plain -e\n                 ^^ -e needs a line\n'},
	'an unknown flag': {words: ['--nope'], code: 2, errors: 'sockplay --nope\n         ^^^^^^ there is no option --nope; --help lists them\n'},
	'a flag given twice': {words: ['--for', '1s', '--for', '2s'], code: 2, errors: 'sockplay --for 1s --for 2s\n                  ^^^^^ --for can be given only once\n'},
	'a line that is too long': {words: ['--plain'], typed: ['say so', 'x'.repeat(2_000_000)], code: 2, errors: 'line 2 of standard input has 2,000,000 characters; at most 65,536 are allowed\n'},
	'a flag with a wrong value': {words: ['--for', '5x'], code: 2, errors: 'sockplay --for 5x\n                ^ durations are given in us, ms, s, m or h\n'},
};

for (const [name, {words, typed, code, errors}] of Object.entries(cases)) {
	test(name, limit, async () => {
		const program = new Program(words);
		for (const line of typed ?? []) {
			program.line(line);
		}

		if (typed !== undefined) {
			program.end();
		}

		assert.deepEqual(await program.ended, {code, signal: undefined}, program.errors);
		assert.equal(program.errors, errors ?? '');
	});
}

test('a line that is wrong from the start keeps the others from running', limit, async () => {
	const program = new Program(['-e', 'listen tcp:0', '-e', 'listn']);
	assert.deepEqual(await program.ended, {code: 2, signal: undefined});
	assert.deepEqual(program.lines, []);
});

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129], ['SIGUSR1', 138], ['SIGALRM', 142]] as const) {
	test(signal, limit, async () => {
		const program = new Program(['--plain', 'listen', 'tcp:0', 'echo']);
		await program.until(() => program.lines.some(line => line.endsWith(' s1 listen(511) = 0')));
		program.child.kill(signal);
		assert.deepEqual(await program.ended, {code, signal: undefined});
		assert.match(program.lines.at(-1)!, / s1 close\(\) = 0$/v);
		assert.equal(program.errors, '');
	});
}

for (const words of [['--plain', '-e', 'say hello'], ['--help'], ['--version']]) {
	test(`a full disk behind standard output: ${words[0]!}`, limit, async () => {
		const full = openSync('/dev/full', 'w');
		const program = new Program(words, {output: full});
		closeSync(full);
		assert.deepEqual(await program.ended, {code: 1, signal: undefined});
		assert.equal(program.errors, 'standard output failed: ENOSPC: no space left on device, write\n');
	});
}

test('SIGTERM ends it though nobody reads what it prints', limit, async (t: TestContext) => {
	const program = new Program(['--json', '-e', 'listen tcp:0 echo', '-e', 'connect s1', '-e', 'send zeros:4MiB'], {reads: false});
	t.after(() => {
		program.child.kill('SIGKILL');
	});
	await once(program.child.stdout!, 'readable');
	program.child.kill('SIGTERM');
	const [code] = await once(program.child, 'exit') as [number];
	program.read();
	t.assert.strictEqual(code, 143);
});

test('a line without end is not waited for', limit, async () => {
	const program = new Program([]);
	const chunk = Buffer.alloc(1024 * 1024, 'y');
	for (let sent = 0; sent <= limits.measured_line_characters; sent += chunk.length) {
		program.child.stdin!.write(chunk);
	}

	assert.deepEqual(await program.ended, {code: 2, signal: undefined});
	assert.match(program.errors, /^line 1 of standard input has more than [\d,]+ characters; at most 65,536 are allowed\n$/v);
});

test('| head -1: whoever read it has gone', limit, async () => {
	const program = new Program(['-e', 'listen tcp:0 echo', '-e', 'connect s1', '-e', 'send zeros:1MiB']);
	await program.until(() => program.lines.length > 0);
	program.child.stdout!.destroy();
	assert.deepEqual(await program.ended, {code: 0, signal: undefined});
	assert.equal(program.errors, '');
});
