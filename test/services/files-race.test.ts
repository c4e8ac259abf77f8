/** Somebody else changes the folder that `files` serves, between any two of its questions to the file system. */
import assert from 'node:assert/strict';
import {chmodSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {lstat, open, readlink, realpath, stat} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {after, beforeEach, test} from 'node:test';
import {folderRefusal, openInside, type FileSystem} from '../../source/services/files/open-inside.ts';

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'sockplay-')));
const root = path.join(folder, 'public');
const sub = path.join(root, 'sub');
mkdirSync(path.join(folder, 'outside'));
writeFileSync(path.join(folder, 'outside', 'b.txt'), 'SECRET');

beforeEach(() => {
	rmSync(root, {recursive: true, force: true});
	mkdirSync(sub, {recursive: true});
	writeFileSync(path.join(root, 'a.txt'), 'at the top');
	writeFileSync(path.join(sub, 'b.txt'), 'inside');
});

after(() => {
	rmSync(folder, {recursive: true});
});

/** Puts a link that leads outside in the place of a folder, or the folder back. */
function swap(): void {
	const away = path.join(folder, 'away');
	if (lstatSync(sub).isSymbolicLink()) {
		rmSync(sub);
		renameSync(away, sub);
	} else {
		renameSync(sub, away);
		symlinkSync('../outside', sub);
	}
}

/** A file system in which `before` is called with the number of each question before it is answered. */
function watched(before: (question: number) => void, {hasProc}: {readonly hasProc: boolean}): FileSystem {
	let questions = 0;
	const asks = <Rest extends readonly unknown[], Answer>(ask: (place: string, ...rest: Rest) => Promise<Answer>) => async (place: string, ...rest: Rest) => {
		before(questions++);
		if (!hasProc && place.startsWith('/proc/')) {
			throw Object.assign(new Error('no /proc'), {code: 'ENOENT'});
		}

		return ask(place, ...rest);
	};

	return {
		realpath: asks(async (place: string) => realpath(place)),
		stat: asks(async (place: string) => stat(place)),
		lstat: asks(async (place: string) => lstat(place)),
		readlink: asks(async (place: string) => readlink(place)),
		open: asks(async (place: string, flags: number) => open(place, flags)),
	};
}

/** What a client gets, or why not. */
async function answer(name: string, files: FileSystem): Promise<string> {
	const handle = await openInside(root, name, files);
	if ('refusal' in handle) {
		return handle.refusal.replaceAll(root, 'ROOT');
	}

	const text = await handle.readFile('utf8');
	await handle.close();
	return text;
}

async function questionsOf(hasProc: boolean): Promise<number> {
	let count = 0;
	await answer('sub/b.txt', watched(question => {
		count = question + 1;
	}, {hasProc}));
	return count;
}

const noProc = process.platform !== 'linux' && 'there is no /proc here';
const refusedAsShared = 'others may change ROOT (chmod go-w ROOT ends that), and without /proc the path of an open file is not known';

for (const hasProc of [true, false]) {
	test(`swapped between any of the questions, ${hasProc ? 'with' : 'without'} /proc: nothing outside is opened`, {skip: hasProc && noProc}, async () => {
		const questions = await questionsOf(hasProc);
		const seen = new Set<string>();
		chmodSync(root, 0o777);
		for (let pattern = 0; pattern < 2 ** questions; pattern++) {
			const swapAt = (question: number) => {
				if (Math.floor(pattern / (2 ** question)) % 2 === 1) {
					swap();
				}
			};

			seen.add(await answer('sub/b.txt', watched(swapAt, {hasProc})));
			if (lstatSync(sub).isSymbolicLink()) {
				swap();
			}
		}

		assert.ok(!seen.has('SECRET'));
		assert.ok(seen.has(hasProc ? 'inside' : refusedAsShared));
	});
}

for (const [what, mode, name, expected] of [
	['a folder that nobody else may change', 0o755, 'sub/b.txt', 'inside'],
	['a folder that everybody may change, with a folder in it', 0o777, 'sub/b.txt', refusedAsShared],
	['a folder that its group may change, with a folder in it', 0o775, 'sub/b.txt', refusedAsShared],
	['a folder where only the owner of an entry may rename it', 0o1777, 'sub/b.txt', 'inside'],
	['a file right in a folder that everybody may change: no link is followed there', 0o777, 'a.txt', 'at the top'],
] as const) {
	test(`without /proc, ${what}`, {skip: process.getuid === undefined && 'this system has no modes'}, async () => {
		chmodSync(root, mode);
		assert.equal(await answer(name, watched(() => undefined, {hasProc: false})), expected);
	});
}

test('a folder below one that everybody may change is refused as a whole, without /proc', {skip: process.getuid === undefined && 'this system has no modes'}, async () => {
	chmodSync(root, 0o777);
	const refusal = await folderRefusal(sub, watched(() => undefined, {hasProc: false}));
	assert.equal(refusal?.replaceAll(root, 'ROOT'), refusedAsShared);
	assert.equal(await folderRefusal(root, watched(() => undefined, {hasProc: false})), undefined);
});
