/**
Makes a release: `npm run release -- VERSION` (or `patch`, `minor`, `major`).

It sets the version, dates the changelog's section, runs the tests, makes the packages with their checksums and notes in
`dist/`, commits and tags. Nothing is published. When a step fails, the files are as they were.
`--without-tests` leaves them out; `--dry-run` makes everything, but neither commit nor tag, and restores the files.
*/
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {root} from '../bundle.ts';
import {cutChangelog} from './changelog.ts';
import {checksums, notesFor, type ReleasedFile} from './notes.ts';

const changed = ['package.json', 'package-lock.json', 'CHANGELOG.md'];
const dist = path.join(root, 'dist');

const {positionals, values} = parseArgs({
	allowPositionals: true,
	options: {'without-tests': {type: 'boolean'}, 'dry-run': {type: 'boolean'}},
});
try {
	const [version] = positionals;
	if (version === undefined || positionals.length > 1) {
		throw new Error('npm run release -- VERSION, or patch, minor, major');
	}

	await release(version);
} catch (error) {
	console.error(`no release: ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
}

async function release(version: string): Promise<void> {
	if (output('git', 'status', '--porcelain') !== '') {
		throw new Error('there are changes that are not committed');
	}

	try {
		await make(version);
	} catch (error) {
		restore();
		throw error;
	}

	if (values['dry-run'] === true) {
		restore();
	}
}

async function make(asked: string): Promise<void> {
	run('npm', 'version', asked, '--no-git-tag-version', '--allow-same-version');
	const version = await readVersion();
	const tag = `v${version}`;
	if (output('git', 'tag', '--list', tag) !== '') {
		throw new Error(`${version} is released already: there is a tag ${tag}`);
	}

	const date = new Date().toISOString().slice(0, 10);
	const changelog = path.join(root, 'CHANGELOG.md');
	const {text, changes} = cutChangelog(await readFile(changelog, 'utf8'), version, date);
	await writeFile(changelog, text);
	if (values['without-tests'] !== true) {
		run('npm', 'test');
	}

	run('npm', 'run', 'package');
	const files = await releasedFiles(version);
	await writeFile(path.join(dist, 'SHA256SUMS'), checksums(files));
	const notes = path.join(dist, 'NOTES.md');
	await writeFile(notes, notesFor({version, date, changes, files}));
	if (values['dry-run'] !== true) {
		run('git', 'commit', '--quiet', '--message', `sockplay ${version}`, '--', ...changed);
		run('git', 'tag', '--annotate', tag, '--cleanup', 'verbatim', '--file', notes);
	}

	const names = [...files.map(({name}) => name), 'SHA256SUMS', 'NOTES.md'];
	console.log(`sockplay ${version}: ${names.join(', ')} in ${path.relative(process.cwd(), dist)}`);
}

async function readVersion(): Promise<string> {
	const {version} = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {readonly version: string};
	return version;
}

async function releasedFiles(version: string): Promise<readonly ReleasedFile[]> {
	const uses: ReadonlyArray<readonly [name: string, use: string]> = [
		['sockplay.mjs', 'one file for any Node from 22 on: `node sockplay.mjs`'],
		['sockplay', `an executable for ${process.platform} ${process.arch}, which needs no Node: \`chmod +x sockplay\``],
		[`sockplay-${version}.tgz`, `for npm: \`npm install --global ./sockplay-${version}.tgz\``],
	];
	return Promise.all(uses.map(async ([name, use]) => {
		const bytes = await readFile(path.join(dist, name));
		return {name, use, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex')};
	}));
}

function restore(): void {
	run('git', 'checkout', '--quiet', '--', ...changed);
}

function run(program: string, ...words: readonly string[]): void {
	execFileSync(program, words, {cwd: root, stdio: ['ignore', 'inherit', 'inherit']});
}

function output(program: string, ...words: readonly string[]): string {
	return execFileSync(program, words, {cwd: root, encoding: 'utf8'}).trim();
}
