/**
Makes what a release holds, in `dist/` or in the folder given: `sockplay.mjs` (one file for any Node from 22 on; its
source maps in `sockplay.maps/`), `sockplay` (an executable for this platform, which needs no Node), and the tarball for
npm, which needs no other package.
*/
import {execFileSync, type StdioOptions} from 'node:child_process';
import {chmod, copyFile, cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {deflateRawSync} from 'node:zlib';
import {build} from 'esbuild';
import packageJson from '../../package.json' with {type: 'json'};
import {bundle, root} from '../bundle.ts';

const dist = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
const bundles = await bundle();
const files = bundles.map(file => ({name: path.basename(file.path), text: file.text}));
const modules = files.filter(({name}) => name.endsWith('.js'));
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

/** The modules as lines, as `packed-modules.ts` reads them. */
function packed(mapped: (name: string) => string): string {
	const lines = modules.map(({name, text}) => {
		const source = withoutMap(text) + mapped(name);
		return `${name} ${deflateRawSync(source, {level: 9}).toString('base64')}`;
	});
	return lines.join('\n');
}

function withoutMap(text: string): string {
	return text.replace(/\n\/\/# sourceMappingURL=.*\n*$/v, '\n');
}

/** The script that a packed program begins with. */
async function script(file: string, format: 'esm' | 'cjs'): Promise<string> {
	const {outputFiles} = await build({
		write: false,
		entryPoints: [path.join(root, 'tools/package', file)],
		bundle: true,
		format,
		platform: 'node',
		// Old enough for a Node that has to say that it is too old.
		target: format === 'esm' ? 'es2018' : 'node26',
		supported: {'dynamic-import': true, 'import-meta': true},
		minify: true,
	});
	return outputFiles[0]!.text;
}

async function makeOneFile(): Promise<void> {
	const maps = path.join(dist, 'sockplay.maps');
	await rm(maps, {recursive: true, force: true});
	await mkdir(maps);
	await Promise.all(files
		.filter(({name}) => name.endsWith('.map'))
		.map(async ({name, text}) => writeFile(path.join(maps, name), text)));
	const text = packed(name => `//# sourceMappingURL=../sockplay.maps/${name}.map\n`);
	const file = path.join(dist, 'sockplay.mjs');
	const head = await script('one-file.ts', 'esm');
	await writeFile(file, `#!/usr/bin/env node\n// sockplay ${packageJson.version}\n${head}\n/* modules\n${text}\n*/\n`);
	await chmod(file, 0o755);
}

async function makeExecutable(): Promise<void> {
	const main = path.join(work, 'main.cjs');
	await writeFile(main, await script('executable.ts', 'cjs'));
	await writeFile(path.join(work, 'modules'), packed(() => ''));
	const node = path.join(work, 'node');
	await copyFile(process.execPath, node);
	stripSymbols(node);
	await writeFile(path.join(work, 'sea.json'), JSON.stringify({
		main,
		output: path.join(work, 'sockplay'),
		executable: node,
		disableExperimentalSEAWarning: true,
		execArgvExtension: 'cli',
		assets: {main, modules: path.join(work, 'modules')},
	}));
	execFileSync(process.execPath, ['--build-sea', path.join(work, 'sea.json')], {stdio});
	await copyFile(path.join(work, 'sockplay'), path.join(dist, 'sockplay'));
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
	for (const module of modules) {
		await writeFile(path.join(folder, 'dist', module.name), withoutMap(module.text));
	}

	await chmod(path.join(folder, 'dist/cli.js'), 0o755);
	execFileSync('npm', ['pack', '--silent', '--pack-destination', dist], {cwd: folder, stdio});
}
