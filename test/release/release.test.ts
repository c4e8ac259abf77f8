/** `npm run release` in a repository of its own, made of the files that are here; what it makes is tried, since one build takes long. */
import assert from 'node:assert/strict';
import {execFile, execFileSync} from 'node:child_process';
import {copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, before, describe, test} from 'node:test';
import {missing} from '../services/clients.ts';
import {projectFolder} from '../helpers/terminal.ts';
import {packageTests} from './packages.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay release '));
const dist = path.join(folder, 'dist');
const box = mkdtempSync(path.join(os.tmpdir(), 'sockplay box '));

function git(...words: readonly string[]): string {
	return execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@localhost', ...words], {cwd: folder, encoding: 'utf8'}).trim();
}

function text(name: string): string {
	return readFileSync(path.join(folder, name), 'utf8');
}

async function release(...words: readonly string[]): Promise<{readonly code: unknown; readonly stderr: string}> {
	const env = {...process.env, GIT_CONFIG_COUNT: '2', GIT_CONFIG_KEY_0: 'user.name', GIT_CONFIG_VALUE_0: 'A', GIT_CONFIG_KEY_1: 'user.email', GIT_CONFIG_VALUE_1: 'a@localhost'};
	return new Promise(resolve => {
		execFile(process.execPath, ['tools/release/release.ts', '--without-tests', ...words], {cwd: folder, env}, (error, _stdout, stderr) => {
			resolve({code: error?.code ?? 0, stderr});
		});
	});
}

describe('a release', {skip: missing('git', 'sha256sum')}, () => {
	before(() => {
		const left = new Set(['node_modules', 'dist', '.git'].map(name => path.join(projectFolder, name)));
		cpSync(projectFolder, folder, {recursive: true, filter: source => !left.has(source)});
		symlinkSync(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'));
		writeFileSync(path.join(folder, '.gitignore'), 'node_modules\ndist\n');
		git('init', '--quiet');
		git('add', '--all');
		git('commit', '--quiet', '--message', 'begin');
	});

	after(() => {
		for (const made of [folder, box]) {
			rmSync(made, {recursive: true});
		}
	});

	test('is one command: version, changelog, packages, checksums, notes, commit and tag', async () => {
		const changes = /## Unreleased\n\n(?<first>.+)\n/v.exec(text('CHANGELOG.md'))!.groups!['first']!;
		const {code, stderr} = await release('99.0.0');
		assert.equal(code, 0, stderr);
		assert.deepEqual([git('status', '--porcelain'), git('log', '-1', '--format=%s'), git('describe')], ['', 'sockplay 99.0.0', 'v99.0.0']);
		assert.match(text('CHANGELOG.md'), /## Unreleased\n\n## 99\.0\.0 \(\d{4}-\d\d-\d\d\)\n/v);
		const checked = execFileSync('sha256sum', ['--check', 'SHA256SUMS'], {cwd: dist, encoding: 'utf8'});
		assert.equal(checked, 'sockplay.mjs: OK\nsockplay: OK\nsockplay-99.0.0.tgz: OK\n');
		for (const program of ['./sockplay', './sockplay.mjs']) {
			assert.equal(execFileSync(program, ['--version'], {cwd: dist, encoding: 'utf8'}), '99.0.0\n');
		}

		const notes = text('dist/NOTES.md');
		for (const part of ['# sockplay 99.0.0\n', `\n${changes}\n`, text('dist/SHA256SUMS')]) {
			assert.ok(notes.includes(part), part);
		}

		assert.equal(git('tag', '--list', '--format=%(contents)', 'v99.0.0'), notes.trim());
	});

	describe('its packages', () => {
		before(() => {
			for (const name of ['sockplay.mjs', 'sockplay', 'sockplay-99.0.0.tgz']) {
				copyFileSync(path.join(dist, name), path.join(box, name));
			}
		});

		for (const [what, holds] of Object.entries(packageTests(box, '99.0.0'))) {
			test(what, holds);
		}
	});

	const refused: ReadonlyArray<readonly [words: readonly string[], message: RegExp]> = [
		[[], /^no release: npm run release -- VERSION, or patch, minor, major$/mv],
		[['99.0.0'], /^no release: 99\.0\.0 is released already: there is a tag v99\.0\.0$/mv],
		[['minor'], /^no release: CHANGELOG\.md says nothing under "## Unreleased"$/mv],
		[['one'], /npm version/v],
	];
	for (const [words, message] of refused) {
		test(`\`${words.join(' ')}\` is refused, and the files are as they were`, async () => {
			const {code, stderr} = await release(...words);
			assert.equal(code, 1);
			assert.match(stderr, message);
			assert.equal(git('status', '--porcelain'), '');
		});
	}

	test('of what is not committed is refused', async () => {
		writeFileSync(path.join(folder, 'new.txt'), 'new');
		const {code, stderr} = await release('patch');
		assert.deepEqual([code, stderr], [1, 'no release: there are changes that are not committed\n']);
	});
});
