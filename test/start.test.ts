/** What makes the start short: what the bundle loads only when it is needed, and the compiled code that it keeps. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import {chmodSync, copyFileSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, test} from 'node:test';
import stringWidth from 'string-width';
import {bundleProgram} from '../tools/bundle.ts';
import {lateModules} from '../tools/lazy/lazy.ts';
import {scriptNames} from '../tools/script-names.ts';
import {LazySegmenter} from '../tools/lazy/segmenter.ts';
import {openTerminal, projectFolder} from './helpers/terminal.ts';
import {isEchoing} from './terminal/playground.ts';

const home = mkdtempSync(path.join(os.tmpdir(), 'sockplay-start-'));
const folder = path.join(home, 'sockplay');

after(() => {
	rmSync(home, {recursive: true});
});

/** Characters that rows are made of, each beside itself and others; and some texts that need the true segmenter. */
const texts = [
	...[...range(0, 0x3_00), ...range(0x20_00, 0x26_00)].map(codePoint => String.fromCodePoint(codePoint)).map(character => `é${character}${character}─`),
	...'\u{1B}[38;5;75mc1 › \u{1B}[39m|\u{1B}[2K▸|e\u{301}|─\u{FE0F}|↔\u{FE0F}|\u{1F1FB}\u{1F1F3}|👩\u{200D}🚀|\r\n|Việt 한글 कि'.split('|'),
];

function range(from: number, end: number): readonly number[] {
	return Array.from({length: end - from}, (_, index) => from + index);
}

test('graphemes are those of Intl.Segmenter', () => {
	const [segmenter, lazy] = [new Intl.Segmenter(), new LazySegmenter()];
	const differing = texts.filter(text => [...lazy.segment(text)].map(({segment}) => segment).join('|') !== [...segmenter.segment(text)].map(({segment}) => segment).join('|'));
	assert.deepEqual(differing, []);
	for (const at of [-1, 0, 1, 2, 3]) {
		assert.deepEqual(lazy.segment('a─b').containing(at), segmenter.segment('a─b').containing(at));
	}
});

test('widths are those of string-width', async () => {
	Object.assign(globalThis, {require: createRequire(import.meta.url)});
	const {default: lazyWidth} = await import('../tools/lazy/string-width.ts');
	for (const options of [undefined, {ambiguousIsNarrow: false}, {countAnsiEscapeCodes: true}]) {
		assert.deepEqual(texts.filter(text => lazyWidth(text, options) !== stringWidth(text, options)), []);
	}
});

test('the program is read with one byte for each character, and says what its sources say', () => {
	for (const script of scriptNames) {
		const program = readFileSync(path.join(projectFolder, `dist/${script}.js`), 'utf8');
		assert.equal(/.{0,40}\P{ASCII}/v.exec(program)?.[0], undefined);
	}

	const {stderr} = spawnSync(process.execPath, ['dist/cli.js', '--plain', '-e', String.raw`send \u00e0`], {cwd: projectFolder, encoding: 'utf8'});
	assert.match(stderr, /\\u\{e0\} is à/v);
});

/** Modules of Node that a start need not load, and what they cost it in ms. */
const late = {crypto: 6, child_process: 4, cluster: 4, 'internal/deps/undici/undici': 15, 'dns/promises': 1, http: 3, zlib: 3, v8: 2};

test('a listener without a screen is there before what it does not need', () => {
	const tell = 'data:text/javascript,process.on("exit", () => {console.error(process.moduleLoadList.join())})';
	const {stderr, stdout} = spawnSync(process.execPath, ['--import', tell, 'dist/cli.js', '--plain', '-e', 'listen tcp:0 echo', '-e', 'quit'], {cwd: projectFolder, encoding: 'utf8'});
	const loaded = new Set(stderr.trim().split(',').map(word => word.replace('NativeModule ', '')));
	assert.match(stdout, /s1 listen\(511\) = 0/v);
	assert.ok(loaded.has('net'));
	assert.deepEqual(Object.keys(late).filter(name => loaded.has(name)), []);
});

/** Parts of the program itself that such a start does not evaluate. */
const lateParts = /^(?:node_modules\/|source\/(?:completion|decode|formats\/pcapng|export\/\w+|frames\/raw\/pane|manual|nc|pipe|replay|screen|scripts\/(?:check|process|report)|thread|ui)\/)/v;

test('nor does it evaluate what it does not need of the program', async () => {
	const program = await bundleProgram({minify: false, minifyWhitespace: true, sourcemap: false});
	const dist = mkdtempSync(path.join(home, 'dist-'));
	const told = program.base.text.replace(/(?<=__esm=\(fn,res,err\)=>function __init\(\)\{)/v, 'if (fn) (globalThis.evaluated ??= []).push(Object.keys(fn)[0]);');
	writeFileSync(path.join(dist, 'base.js'), told);
	copyFileSync(path.join(projectFolder, 'dist/cli.js'), path.join(dist, 'cli.mjs'));
	const tell = 'data:text/javascript,process.on("exit", () => {console.error(globalThis.evaluated.join(" "))})';
	const {stdout, stderr} = spawnSync(process.execPath, ['--import', tell, path.join(dist, 'cli.mjs'), '--plain', '-e', 'listen tcp:0 echo', '-e', 'quit'], {
		encoding: 'utf8',
		env: {...process.env, NODE_DISABLE_COMPILE_CACHE: '1'},
	});
	assert.match(stdout, /s1 listen\(511\) = 0/v, 'without the other scripts');
	const evaluated = stderr.trim().split(' ');
	assert.ok(evaluated.includes('source/headless/start.ts'));
	assert.deepEqual(evaluated.filter(name => lateModules.includes(name) || lateParts.test(name)), []);
});

test('the screen is there without the scripts that few sessions need', async () => {
	const dist = mkdtempSync(path.join(home, 'screen-'));
	writeFileSync(path.join(dist, 'package.json'), '{"type": "module"}');
	for (const script of ['cli', 'base', 'screen', 'lab']) {
		copyFileSync(path.join(projectFolder, `dist/${script}.js`), path.join(dist, `${script}.js`));
	}

	const environment = {XDG_STATE_HOME: home, NODE_DISABLE_COMPILE_CACHE: '1'};
	await using terminal = openTerminal({command: process.execPath, arguments: [path.join(dist, 'cli.js')], environment});
	await terminal.until(isEchoing, 'the first picture');
	terminal.type('/quit\r');
	const {code} = await terminal.exit;
	assert.equal(code, 0);
});

test('a script of another build is not mixed with those that run', () => {
	const dist = mkdtempSync(path.join(home, 'mixed-'));
	writeFileSync(path.join(dist, 'package.json'), '{"type": "module"}');
	for (const script of ['cli', 'base', 'rest']) {
		copyFileSync(path.join(projectFolder, `dist/${script}.js`), path.join(dist, `${script}.js`));
	}

	const help = () => spawnSync(process.execPath, [path.join(dist, 'cli.js'), 'nc', '-h'], {
		encoding: 'utf8',
		env: {...process.env, NODE_DISABLE_COMPILE_CACHE: '1'},
	});
	assert.equal(help().status, 0);
	const rest = readFileSync(path.join(dist, 'rest.js'), 'latin1');
	writeFileSync(path.join(dist, 'rest.js'), rest.replace(/(?<=,["'`])[\da-f]{16}(?=["'`]\))/v, 'of another build'), 'latin1');
	const {status, stderr} = help();
	assert.notEqual(status, 0);
	assert.match(stderr, /rest\.js is of another build: sockplay was replaced while it ran; start it again/v);
});

/** The calls of a short session that keeps what it compiles in `home`. */
function listens(more: NodeJS.ProcessEnv = {}): boolean {
	const {stdout, stderr} = spawnSync(process.execPath, ['dist/cli.js', '--plain', '-e', 'listen tcp:0 echo', '-e', 'quit'], {
		cwd: projectFolder,
		encoding: 'utf8',
		env: {...process.env, XDG_CACHE_HOME: home, ...more},
	});
	return stderr === '' && stdout.includes('s1 listen(511) = 0');
}

function keptFile(): string {
	const [name, ...others] = readdirSync(folder);
	assert.deepEqual(others, []);
	return path.join(folder, name!);
}

test('what was compiled is kept for the next start, readable by the owner alone', () => {
	assert.ok(listens({NODE_DISABLE_COMPILE_CACHE: '1'}));
	assert.equal(existsSync(folder), false);
	assert.ok(listens());
	const kept = keptFile();
	assert.match(kept, /\/plain-base-[^\/]+$/v);
	const {mode, size, ino} = statSync(kept);
	assert.deepEqual([mode.toString(8), size > 500_000], ['100600', true]);
	assert.ok(listens());
	assert.equal(statSync(kept).ino, ino);
});

test('what another program or another Node has kept, or half of it, is written anew', () => {
	listens();
	const kept = keptFile();
	const whole = readFileSync(kept);
	for (const other of [Buffer.alloc(0), Buffer.from('v'), Buffer.concat([Buffer.alloc(64), whole.subarray(64)]), whole.subarray(0, 5000)]) {
		writeFileSync(kept, other);
		assert.ok(listens());
		assert.ok(statSync(kept).size > 500_000);
	}
});

test('where nothing can be kept, the start is only longer', () => {
	assert.ok(listens({XDG_CACHE_HOME: '/dev/null'}));
});

test('what others may have written is not read, and no link is followed', () => {
	listens();
	const kept = keptFile();
	const elsewhere = path.join(home, 'elsewhere');
	renameSync(kept, elsewhere);
	symlinkSync(elsewhere, kept);
	assert.ok(listens());
	assert.ok(lstatSync(kept).isFile());
	chmodSync(folder, 0o777);
	writeFileSync(kept, 'as it was');
	assert.ok(listens());
	assert.equal(readFileSync(kept, 'latin1'), 'as it was');
	chmodSync(folder, 0o700);
});

test('of what other versions have kept the oldest is removed', () => {
	for (let version = 0; version < 80; version++) {
		const file = path.join(folder, `plain-${version}`);
		writeFileSync(file, '');
		utimesSync(file, 1000 + version, 1000 + version);
	}

	assert.ok(listens());
	const names = readdirSync(folder);
	assert.deepEqual([names.length, names.includes('plain-16'), names.includes('plain-17')], [64, false, true]);
});
