/** Who may import whom: the folders are layers, and only one of them knows the world. */
import assert from 'node:assert/strict';
import {globSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';

/** Each folder of source/, and what it may import besides itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
	core: [],
	files: ['core'],
	language: ['core'],
	sockets: ['core'],
	services: ['core', 'files'],
	link: ['core', 'language'],
	formats: ['core'],
	lab: ['core', 'services', 'link', 'formats'],
	commands: ['core', 'files', 'language', 'lab', 'services', 'link', 'formats'],
	decode: ['core'],
	frames: ['core', 'decode', 'lab'],
	recorder: ['core', 'formats'],
	thread: ['core', 'lab', 'commands', 'frames'],
	headless: ['core', 'lab', 'commands'],
	screen: ['core'],
	ui: ['core', 'files', 'language', 'frames', 'commands', 'services', 'screen', 'thread'],
};

/** Modules that only some folders may use. */
const owners: ReadonlyArray<{readonly module: RegExp; readonly folders: readonly string[]}> = [
	{module: /^node:(?:net|dgram|dns)/v, folders: ['sockets']},
	{module: /^(?:react|ink)/v, folders: ['ui']},
	{module: /^node:worker_threads$/v, folders: ['thread', 'recorder']},
	{module: /^node:fs/v, folders: ['files', 'commands', 'services', 'sockets', 'formats', 'ui', 'screen']},
];

const root = path.resolve(import.meta.dirname, '..');
const files = globSync('source/*/**/*.{ts,tsx}', {cwd: root});

for (const file of files) {
	test(`${file} imports what its folder may`, () => {
		assert.deepEqual(importsOf(file).filter(from => !isAllowed(file, from)), []);
	});
}

function importsOf(file: string): string[] {
	const found = readFileSync(path.join(root, file), 'utf8').matchAll(/^(?:import|export) [^;]*? ?from '(?<from>[^']+)'/gmv);
	return found.map(({groups}) => groups!['from']!).toArray();
}

function isAllowed(file: string, from: string): boolean {
	const folder = file.split(path.sep)[1]!;
	if (!from.startsWith('.')) {
		return owners.every(({module, folders}) => !module.test(from) || folders.includes(folder));
	}

	const target = path.relative(root, path.resolve(root, path.dirname(file), from)).split(path.sep)[1]!;
	return target === folder || allowed[folder]!.includes(target) || isBeginning(file, target);
}

/** Where a thread or a process begins, it puts together what it needs. */
function isBeginning(file: string, target: string): boolean {
	return /[\/\\](?:start|worker)\.tsx?$/v.test(file) && ['command-line.ts', 'open-lab.ts', 'lab'].includes(target);
}
