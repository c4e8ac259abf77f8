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
import {bundleBeginning, bundleProgram, root, textsOf} from '../bundle.ts';
import type {ScriptName} from '../script-names.ts';

const dist = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
/** What esbuild ends a text with. */
const mapLine = /\n\/\/# sourceMappingURL=(?<map>.*)\n*$/v;
const program = await bundleProgram();
const sources = textsOf(program, withoutMap);
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
	return text.replace(mapLine, '\n');
}

async function makeOneFile(): Promise<void> {
	const maps = path.join(dist, 'sockplay.maps');
	await rm(maps, {recursive: true, force: true});
	await mkdir(maps);
	for (const [script, {map}] of Object.entries(program)) {
		await writeFile(path.join(maps, `${script}.js.map`), map);
	}

	const mapped = textsOf(program, text => text.replace(mapLine, '\n//# sourceMappingURL=../sockplay.maps/$<map>\n'));
	const {text} = await bundleBeginning(mapped, {
		entry: 'tools/package/one-file.ts',
		finder: 'tools/package/in-one-file.ts',
		// Old enough for a Node that has to say that it is too old.
		target: 'es2018',
		supported: {'dynamic-import': true, 'import-meta': true},
	});
	const packed = Object.entries(mapped).map(([script, source]) => {
		const deflated = deflateRawSync(Buffer.from(source, 'latin1'), {level: 9});
		return `/* ${script}\n${deflated.toString('base64')}\n*/`;
	});
	const file = path.join(dist, 'sockplay.mjs');
	await writeFile(file, [
		'#!/usr/bin/env node',
		`// sockplay ${packageJson.version}`,
		withoutMap(text),
		...packed,
		'',
	].join('\n'));
	await chmod(file, 0o755);
}

async function makeExecutable(): Promise<void> {
	const main = path.join(work, 'main.cjs');
	const {text} = await bundleBeginning(sources, {
		entry: 'tools/package/executable.ts',
		finder: 'tools/package/in-executable.ts',
		format: 'cjs',
		banner: {},
		target: 'node26',
	});
	await writeFile(main, withoutMap(text));
	const scripts = await writeScripts(work);
	const node = path.join(work, 'node');
	await copyFile(process.execPath, node);
	stripSymbols(node);
	const [first, last] = [path.join(work, 'first'), path.join(work, 'last')];
	await buildExecutable(first, {main, executable: node, assets: {main, ...scripts}});
	const compiled = await compileUses(first);
	await buildExecutable(last, {main, executable: node, assets: {main, ...scripts, ...compiled}});
	await copyFile(last, path.join(dist, 'sockplay'));
}

/** Resolves to the files of the scripts. */
async function writeScripts(folder: string): Promise<Readonly<Record<string, string>>> {
	const files = Object.keys(sources).map(script => [script, path.join(folder, `${script}.js`)] as const);
	for (const [script, file] of files) {
		await writeFile(file, sources[script as ScriptName], 'latin1');
	}

	return Object.fromEntries(files);
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
	return Object.fromEntries(files.map(file => [`compiled-${file.split('-', 2).join('-')}`, path.join(folder, file)]));
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
	const {text} = await bundleBeginning(sources, {entry: 'cli.tsx', finder: 'tools/compiled/beside.ts'});
	await writeScripts(path.join(folder, 'dist'));
	await writeFile(path.join(folder, 'dist/cli.js'), withoutMap(text));

	await chmod(path.join(folder, 'dist/cli.js'), 0o755);
	execFileSync('npm', ['pack', '--silent', '--pack-destination', dist], {cwd: folder, stdio});
}
