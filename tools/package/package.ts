/**
Makes what a release holds, in `dist/` or in the folder given: `sockplay.mjs` (one file for any Node from 22 on; its
source map in `sockplay.maps/`), `sockplay` (an executable for this platform, which needs no Node), and the tarball for
npm, which needs no other package.
*/
import {Buffer} from 'node:buffer';
import {execFileSync, type StdioOptions} from 'node:child_process';
import {chmod, copyFile, cp, mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {deflateRawSync} from 'node:zlib';
import pty from '@lydell/node-pty';
import packageJson from '../../package.json' with {type: 'json'};
import {bundleBeginning, bundleProgram, root} from '../bundle.ts';

const dist = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
const program = await bundleProgram();
const source = withoutMap(program.text);
/** After this a program has kept what it has compiled. */
const use_ms = 3000;
/** What a program that is started here may print on. */
const stdio: StdioOptions = ['ignore', 'ignore', 'inherit'];
const work = await mkdtemp(path.join(os.tmpdir(), 'sockplay-package-'));
try {
	await mkdir(dist, {recursive: true});
	await makeOneFile();
	await makeExecutable();
	await makeTarball();
} finally {
	await rm(work, {recursive: true});
}

function withoutMap(text: string): string {
	return text.replace(/\n\/\/# sourceMappingURL=.*\n*$/v, '\n');
}

async function makeOneFile(): Promise<void> {
	const maps = path.join(dist, 'sockplay.maps');
	await rm(maps, {recursive: true, force: true});
	await mkdir(maps);
	await writeFile(path.join(maps, 'sockplay.js.map'), program.map);
	const mapped = `${source}//# sourceMappingURL=../sockplay.maps/sockplay.js.map\n`;
	const {text} = await bundleBeginning(mapped, {
		entry: 'tools/package/one-file.ts',
		finder: 'tools/package/in-one-file.ts',
		// Old enough for a Node that has to say that it is too old.
		target: 'es2018',
		supported: {'dynamic-import': true, 'import-meta': true},
	});
	const packed = deflateRawSync(Buffer.from(mapped, 'latin1'), {level: 9}).toString('base64');
	const file = path.join(dist, 'sockplay.mjs');
	await writeFile(file, [
		'#!/usr/bin/env node',
		`// sockplay ${packageJson.version}`,
		withoutMap(text),
		`/* program\n${packed}\n*/\n`,
	].join('\n'));
	await chmod(file, 0o755);
}

async function makeExecutable(): Promise<void> {
	const [main, asset] = [path.join(work, 'main.cjs'), path.join(work, 'program')];
	const {text} = await bundleBeginning(source, {
		entry: 'tools/package/executable.ts',
		finder: 'tools/package/in-executable.ts',
		format: 'cjs',
		banner: {},
		target: 'node26',
	});
	await writeFile(main, withoutMap(text));
	await writeFile(asset, source, 'latin1');
	const node = path.join(work, 'node');
	await copyFile(process.execPath, node);
	stripSymbols(node);
	const [first, last] = [path.join(work, 'first'), path.join(work, 'last')];
	await buildExecutable(first, {main, executable: node, assets: {main, program: asset}});
	const compiled = await compileUses(first);
	await buildExecutable(last, {main, executable: node, assets: {main, program: asset, ...compiled}});
	await copyFile(last, path.join(dist, 'sockplay'));
}

async function buildExecutable(output: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
	const file = path.join(work, 'sea.json');
	const others = {disableExperimentalSEAWarning: true, execArgvExtension: 'cli'};
	await writeFile(file, JSON.stringify({output, ...settings, ...others}));
	execFileSync(process.execPath, ['--build-sea', file], {stdio});
}

/**
What V8 compiles of the program on the screen, and without one, so that also the first start on a box is short: it takes
two fifths of the time that it would take otherwise.
*/
async function compileUses(executable: string): Promise<Readonly<Record<string, string>>> {
	const home = path.join(work, 'home');
	const env = {HOME: home, XDG_STATE_HOME: home, XDG_CACHE_HOME: home, TERM: 'xterm-256color', LANG: 'C.UTF-8'};
	execFileSync(executable, ['--plain', '-e', 'listen tcp:0 echo', '-e', 'connect s1', '-e', 'quit'], {stdio, env});
	const screen = pty.spawn(executable, [], {env, cols: 80, rows: 24});
	const ended = new Promise(resolve => {
		screen.onExit(resolve);
	});
	await sleep(use_ms);
	screen.write('/quit\r');
	await ended;
	const folder = path.join(home, 'sockplay');
	const files = await readdir(folder);
	return Object.fromEntries(files.map(file => [`compiled-${file.split('-', 1)[0]}`, path.join(folder, file)]));
}

/** A fifth of Node's executable are symbols for debuggers. */
function stripSymbols(file: string): void {
	try {
		execFileSync('strip', [file], {stdio});
	} catch (error) {
		console.error(`the executable keeps its symbols: strip (binutils) did not run: ${String(error)}`);
	}
}

async function makeTarball(): Promise<void> {
	const {name, version, description, license, type, engines, keywords} = packageJson;
	const folder = path.join(work, 'tarball');
	await mkdir(path.join(folder, 'dist'), {recursive: true});
	const {bin} = packageJson;
	const manifest = {name, version, description, license, type, bin, engines, keywords, files: ['dist', 'examples']};
	await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, '\t')}\n`);
	for (const text of ['README.md', 'LICENSE', 'CHANGELOG.md']) {
		await copyFile(path.join(root, text), path.join(folder, text));
	}

	await cp(path.join(root, 'examples'), path.join(folder, 'examples'), {recursive: true});
	const {text} = await bundleBeginning(source, {entry: 'cli.tsx', finder: 'tools/compiled/beside.ts'});
	await writeFile(path.join(folder, 'dist/sockplay.js'), source, 'latin1');
	await writeFile(path.join(folder, 'dist/cli.js'), withoutMap(text));

	await chmod(path.join(folder, 'dist/cli.js'), 0o755);
	execFileSync('npm', ['pack', '--silent', '--pack-destination', dist], {cwd: folder, stdio});
}
