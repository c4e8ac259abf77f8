/** The packages of a release, tried as they are carried to another machine: in an empty folder, without this project. */
import assert from 'node:assert/strict';
import {execFile, type ExecFileOptions} from 'node:child_process';
import {readdir, rm, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {openTerminal} from '../helpers/terminal.ts';
import {isEchoing} from '../terminal/playground.ts';

/** What a program came to that was given no input. */
async function run(command: string, words: readonly string[], options: ExecFileOptions = {}): Promise<{readonly code: unknown; readonly stdout: string; readonly stderr: string}> {
	return new Promise(resolve => {
		const child = execFile(command, words, {...options, encoding: 'utf8', timeout: 60_000}, (error, stdout, stderr) => {
			resolve({code: error === null ? 0 : error.code ?? error.signal, stdout, stderr});
		});
		child.stdin!.end();
	});
}

const upper = `export default async connection => {
	for await (const bytes of connection) connection.send(String(bytes).toUpperCase());
};
`;
/** One line for each part of the program that runs in a thread or a process of its own. */
const lines = ['record talk.pcapng', 'listen tcp:0 module upper.mjs', 'connect s1', 'send hello', 'expect HELLO', 's1 hold', 's1 resume', 'quit'];

/** What holds of the packages of this version that are alone in a folder, the box. */
export function packageTests(box: string, version: string): Readonly<Record<string, () => Promise<void>>> {
	/** A box that has nothing but a home: no program can be found by its name. */
	const environment = {HOME: box, PATH: '/nowhere', TERM: 'xterm-256color', LANG: 'C.UTF-8'};

	async function assertRuns(command: string, words: readonly string[]): Promise<void> {
		await writeFile(path.join(box, 'upper.mjs'), upper);
		const {stdout} = await run(command, [...words, '--plain', ...lines.flatMap(line => ['-e', line])], {cwd: box, env: environment});
		assert.match(stdout, /c1 recv\(65536\) = 5 {3}"HELLO"/v);
		assert.match(stdout, /s1 held {2}accept is not called/v);
		assert.match(stdout, /s1 resumed/v);
		assert.doesNotMatch(stdout, /Warning/v);
		assert.ok(await stat(path.join(box, 'talk.pcapng')).then(({size}) => size > 500));
		await rm(path.join(box, 'talk.pcapng'));
	}

	return {
		async 'one file runs with Node alone: the program, its threads and its processes'() {
			assert.ok(await stat(path.join(box, 'sockplay.mjs')).then(({size}) => size < 1_500_000));
			await assertRuns(process.execPath, ['sockplay.mjs']);
		},
		async 'it opens the screen'() {
			await using terminal = openTerminal({command: process.execPath, arguments: [path.join(box, 'sockplay.mjs')], environment: {XDG_STATE_HOME: box}});
			await terminal.until(isEchoing, 'the first picture');
			terminal.type('/quit\r');
			const {code} = await terminal.exit;
			assert.equal(code, 0);
		},
		async 'with too old a Node it says what it needs'() {
			const old = 'data:text/javascript,Object.defineProperty(process.versions, "node", {value: "18.20.4"})';
			const ended = await run(process.execPath, ['--import', old, path.join(box, 'sockplay.mjs'), '--version']);
			assert.deepEqual(ended, {code: 2, stdout: '', stderr: 'sockplay.mjs needs Node 22 or newer; this is Node 18.20.4. The executable of the same release needs none.\n'});
		},
		async 'the executable runs where no Node can be found'() {
			await assertRuns(path.join(box, 'sockplay'), []);
		},
		async 'the tarball installs with an empty cache and no registry, and brings no other package'() {
			const tarball = path.join(box, `sockplay-${version}.tgz`);
			assert.ok(await stat(tarball).then(({size}) => size < 600_000));
			const npm = ['--offline', '--cache', path.join(box, 'cache')];
			await run('npm', ['install', '--global', '--prefix', path.join(box, 'global'), ...npm, tarball], {cwd: box});
			assert.deepEqual(await readdir(path.join(box, 'global/lib/node_modules')), ['sockplay']);
			const {stdout} = await run(path.join(box, 'global/bin/sockplay'), ['--version'], {cwd: box});
			assert.equal(stdout, `${version}\n`);
			const npx = await run('npx', ['--yes', ...npm, '--package', tarball, 'sockplay', '--version'], {cwd: box});
			assert.equal(npx.stdout, `${version}\n`);
		},
	};
}
