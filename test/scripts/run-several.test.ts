/** Several scripts as tests: each in a process of its own, and what the run prints, writes and exits with. */
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, test} from 'node:test';
import {freePorts} from '../../source/sockets/free-port.ts';
import {Program} from '../helpers/program.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-scripts-'));
after(() => {
	rmSync(folder, {recursive: true});
});

/** Writes a script; answers its path. */
function script(name: string, ...lines: readonly string[]): string {
	const file = path.join(folder, name);
	writeFileSync(file, `${lines.join('\n')}\n`);
	return file;
}

const killer = path.join(folder, 'killer.js');
writeFileSync(killer, 'process.kill(process.ppid, "SIGKILL");\nexport default () => undefined;\n');

const echo = script('echo.play', 'listen tcp:{port:web} echo', 'connect tcp:{port:web}', String.raw`send hello\n`, String.raw`expect hello\n`, 'say {word}');
const hullo = script('hullo.play', 'listen tcp:0 echo', 'connect s1', String.raw`send hello\n`, 'say sent', String.raw`expect hullo\n`);
const typo = script('typo.play', 'say never', 'conect s1');
const crash = script('crash.play', `listen tcp:0 module ${killer}`, 'connect s1', 'send hello', 'expect close');
const slow = script('slow.play', 'say begun', 'sleep 1h');

/** Runs it to its end; the folder and the times are left out of what it printed. */
async function run(...words: readonly string[]): Promise<{readonly code: number | undefined; readonly printed: string; readonly errors: string}> {
	const program = new Program(['run', ...words]);
	const {code} = await program.ended;
	return {code, printed: plain(program.lines.join('\n')), errors: plain(program.errors)};
}

function plain(text: string): string {
	return text.replaceAll(`${folder}/`, '').replaceAll(/\(?(?:time=)?[\d.]+ ?m?s\b\)?/gv, 'T').trimEnd();
}

test('one line a file, failures whole; one that crashes leaves the others alone', async () => {
	const {code, printed, errors} = await run(echo, crash, hullo, typo, 'word=hi');
	assert.equal(printed.replaceAll('`', '\''), String.raw`passed  echo.play T
CRASHED crash.play T
  crash.play: its process was ended by SIGKILL
FAILED  hullo.play T
  hullo.play:5: expect hullo\n
    c1 expected "hullo\n" but "hello\n" came
    byte 1 differs: 75 "u" was expected, 65 "e" came
    - 0000  68 75 6c 6c 6f 0a                                hullo␊
    + 0000  68 65 6c 6c 6f 0a                                hello␊
               ^^
  it said:
    sent
WRONG   typo.play T
  typo.play:2:
    conect s1
    ^^^^^^ there is no such verb; 'connect' is one
4 scripts: 1 passed, 1 failed, 1 wrong, 1 crashed T`);
	assert.deepEqual([code, errors], [2, '']);
});

test('as TAP, and as JUnit XML beside it', async () => {
	const file = path.join(folder, 'results.xml');
	const {code, printed} = await run('--tap', '--junit', file, echo, hullo, 'word=hi');
	assert.equal(printed, String.raw`TAP version 13
1..2
ok 1 - echo.play # T
not ok 2 - hullo.play # T
  ---
  message: "expect hullo\\n: c1 expected \"hullo\\n\" but \"hello\\n\" came"
  outcome: failed
  at:
    file: "hullo.play"
    line: 5
  explanation: |
    hullo.play:5: expect hullo\n
      c1 expected "hullo\n" but "hello\n" came
      byte 1 differs: 75 "u" was expected, 65 "e" came
      - 0000  68 75 6c 6c 6f 0a                                hullo␊
      + 0000  68 65 6c 6c 6f 0a                                hello␊
                 ^^
  output: |
    sent
  ...`);
	assert.equal(code, 1);
	const xml = plain(readFileSync(file, 'utf8'));
	assert.match(xml, /<testcase classname="sockplay" name="echo\.play" .*>\n +<system-out>hi<\/system-out>/v);
	assert.match(xml, /<testcase classname="sockplay" name="hullo\.play" file="hullo\.play" line="5" .*>\n +<failure type="failed" message="expect hullo/v);
});

test('scripts that name the same port run one after the other', async () => {
	const ports = await freePorts(['web']);
	const files = ['a', 'b', 'c'].map(name => script(`${name}.play`, `listen tcp:${ports.get('web')} echo`, 'connect s1', 'send hello', 'expect hello', 'sleep 50ms'));
	const {code, printed} = await run('--tap', '--jobs', '3', ...files);
	assert.equal(printed, 'TAP version 13\n1..3\nok 1 - a.play # T\nok 2 - b.play # T\nok 3 - c.play # T');
	assert.equal(code, 0);
});

/** Tells its client when the other is there, too. */
function meeting(own: string, other: string): string {
	const [here, there] = [own, other].map(name => path.join(folder, `${name}.here`));
	const file = path.join(folder, `${own}.js`);
	writeFileSync(file, `import fs from 'node:fs';
		fs.writeFileSync('${here}', '');
		export default async connection => {
			await new Promise(resolve => {
				const look = () => fs.existsSync('${there}') && resolve();
				fs.watch('${folder}', look);
				look();
			});
			await connection.send('both');
		};`);
	return script(`${own}.play`, `listen tcp:{port:web} module ${file}`, 'connect s1', 'expect both');
}

test('others run at the same time, each with free ports of its own', async () => {
	const {code, printed} = await run('--tap', '--jobs', '2', meeting('left', 'right'), meeting('right', 'left'));
	assert.equal(printed, 'TAP version 13\n1..2\nok 1 - left.play # T\nok 2 - right.play # T');
	assert.equal(code, 0);
});

test('a signal ends all of them; what has passed by then is in the report', async () => {
	const file = path.join(folder, 'broken.xml');
	const program = new Program(['run', '--tap', '--junit', file, '--jobs', '2', echo, slow, echo, slow, 'word=hi']);
	await program.until(() => program.lines.some(line => line.startsWith('ok 1')));
	program.child.kill('SIGINT');
	assert.deepEqual(await program.ended, {code: 130, signal: undefined});
	assert.equal(program.lines.at(-1), 'Bail out! ended by a signal');
	assert.match(readFileSync(file, 'utf8'), /name="sockplay run" tests="[12]" failures="0" errors="0"/v);
});

/** Runs a line of sh, with `sockplay` for the program. */
async function shell(line: string): Promise<{readonly code: unknown; readonly output: string; readonly errors: string}> {
	const program = `sockplay() { ${process.execPath} dist/cli.js "$@"; }`;
	return new Promise(resolve => {
		execFile('sh', ['-ec', `${program}; ${line}`], {cwd: path.resolve(import.meta.dirname, '../..')}, (error, output, errors) => {
			resolve({code: error?.code ?? 0, output: plain(output), errors: plain(errors)});
		});
	});
}

test('results that the system does not take are told, and a failure', async () => {
	// No file may grow, which is told as EFBIG.
	const report = await shell(`trap '' XFSZ; ulimit -f 0; sockplay run ${echo} word=hi --junit ${path.join(folder, 'full.xml')}`);
	assert.deepEqual([report.code, report.errors], [1, 'full.xml could not be written: EFBIG, file too large']);
	const events = await shell(`sockplay run --plain ${slow} > /dev/full`);
	assert.deepEqual([events.code, events.errors], [1, 'standard output failed: ENOSPC: no space left on device, write']);
	const output = await shell(`sockplay run --tap ${echo} word=hi > /dev/full`);
	assert.deepEqual([output.code, output.errors], [1, 'standard output failed: ENOSPC: no space left on device, write']);
});

test('the time limit is that of each script', async () => {
	const {code, printed} = await run('--timeout', '200ms', slow, echo, 'word=hi');
	assert.match(printed, /^FAILED {2}slow\.play T\n {2}slow\.play:2: sleep 1h\n {4}not finished within the time limit of T\n {2}it said:\n {4}begun\npassed {2}echo\.play T\n/v);
	assert.equal(code, 1);
});

test('a shell script that stops at errors stops there, and says why', async () => {
	const {code, output} = await shell(`sockplay run ${hullo}\necho deployed`);
	assert.equal(code, 1);
	assert.match(output, /^sent\nhullo\.play:5: expect hullo\\n\n {2}c1 expected "hullo\\n" but "hello\\n" came\n/v);
	assert.doesNotMatch(output, /deployed/v);
});

test('mistakes of the command line', async () => {
	const mistakes: ReadonlyArray<readonly [words: readonly string[], said: RegExp]> = [
		[['--tap', '--json', echo], /--json has standard output; --junit FILE works beside it$/v],
		[['--jobs', '0', echo], /\^ a whole number from 1 to 999$/v],
		[['--junit', path.join(folder, 'no', 'results.xml'), echo], /no\/results\.xml cannot be written: ENOENT/v],
		[['--junit'], /--junit needs a file: results.xml, say$/v],
	];
	for (const [words, said] of mistakes) {
		const {code, errors, printed} = await run(...words);
		assert.deepEqual([code, printed], [2, '']);
		assert.match(errors, said);
	}
});
