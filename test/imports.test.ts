/** Who may import whom: the folders are layers, and only some of them know the world. */
import assert from 'node:assert/strict';
import path from 'node:path';
import {test} from 'node:test';
import {computedImports, importCircles, importGraph} from './helpers/sources.ts';

/** Each folder of source/, and each file beside them, and what it may import besides itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
	core: [],
	files: ['core'],
	language: ['core'],
	sockets: ['core'],
	services: ['core', 'files'],
	link: ['core', 'language'],
	formats: ['core'],
	lab: ['core', 'services', 'link', 'formats', 'recorder'],
	commands: ['core', 'files', 'language', 'lab', 'frames', 'services', 'link', 'formats', 'recorder', 'export'],
	decode: ['core'],
	frames: ['core', 'decode', 'lab'],
	recorder: ['core', 'formats'],
	thread: ['core', 'files', 'language', 'lab', 'commands', 'frames', 'scripts'],
	headless: ['core', 'lab', 'commands'],
	screen: ['core'],
	ui: ['core', 'files', 'language', 'frames', 'commands', 'services', 'screen', 'thread'],
	pipe: ['core', 'files', 'language', 'formats', 'recorder', 'lab', 'commands', 'headless'],
	nc: ['core', 'pipe'],
	scripts: ['core', 'files', 'language', 'lab', 'frames', 'commands', 'headless'],
	replay: ['core', 'files', 'formats', 'services', 'lab', 'headless'],
	export: ['core', 'lab'],
	usage: ['core', 'nc', 'scripts', 'replay'],
	completion: ['core', 'files', 'language', 'commands', 'services', 'usage'],
	manual: ['core', 'language', 'commands', 'services', 'usage'],
	'command-line.ts': ['core', 'usage'],
	'subcommands.ts': ['usage', 'nc', 'scripts', 'replay', 'completion', 'manual'],
	'open-lab.ts': ['core', 'lab', 'recorder', 'sockets', 'commands'],
	'program.ts': ['core', 'command-line.ts', 'subcommands.ts', 'headless', 'ui', 'pipe'],
	'program-parts.ts': ['core', 'program.ts', 'thread', 'recorder', 'scripts', 'services', 'sockets'],
	'begin.ts': ['core', 'program-parts.ts'],
	'cli.tsx': ['begin.ts'],
};

/** Where a thread or a process begins, it puts together what it needs. */
const beginnings = /\/(?:start|worker)\.tsx?$/v;
const forBeginnings = new Set(['command-line.ts', 'open-lab.ts', 'lab', 'sockets', 'scripts']);

/** Modules that only some folders may use; no folder at all: none. */
const owners: ReadonlyArray<{readonly module: RegExp; readonly folders: readonly string[]}> = [
	{module: /^(?:node:)?(?:net|dgram|dns|tls|https?|http2|quic|inspector)(?:\/|$)/v, folders: ['sockets']},
	{module: /^(?:node:)?child_process$/v, folders: ['services', 'sockets', 'scripts']},
	{module: /^(?:node:)?(?:cluster|vm)$/v, folders: []},
	{module: /^(?:react|ink)/v, folders: ['ui']},
	{module: /^(?:node:)?worker_threads$/v, folders: ['thread', 'recorder', 'services']},
	{module: /^(?:node:)?fs(?:\/|$)/v, folders: ['files', 'commands', 'services', 'sockets', 'recorder', 'ui', 'screen']},
];

const graph = importGraph();
const program = [...graph].filter(([file]) => file.startsWith('source/') || file === 'cli.tsx');

/** The folder of source/ that a file belongs to, or its own name. */
function layerOf(file: string): string {
	return path.relative('source', file).split('/').at(file.startsWith('source/') ? 0 : -1)!;
}

function isAllowed(file: string, from: string): boolean {
	const layer = layerOf(file);
	if (!/\.tsx?$/v.test(from)) {
		return owners.every(({module, folders}) => !module.test(from) || folders.includes(layer));
	}

	const target = layerOf(from);
	return target === layer || allowed[layer]?.includes(target) === true || (beginnings.test(file) && forBeginnings.has(target));
}

test('every file imports what its folder may', () => {
	const offenders = program.flatMap(([file, imports]) => imports.filter(from => !isAllowed(file, from)).map(from => `${file} imports ${from}`));
	assert.deepEqual(offenders, []);
});

test('only a person\'s own module has a name that is not known beforehand', () => {
	assert.deepEqual(computedImports().filter(file => !file.startsWith('source/services/module/')), []);
});

test('no file imports itself by way of others', () => {
	assert.deepEqual(importCircles(graph), []);
});

test('the rules see every kind of import, and circles', () => {
	assert.deepEqual(['node:tls', 'node:http', 'https', 'node:child_process', 'node:fs/promises'].filter(module => isAllowed('source/core/a.ts', module)), []);
	assert.deepEqual([isAllowed('source/core/a.ts', 'source/lab/lab.ts'), isAllowed('source/lab/a.ts', 'test/helpers/seeded.ts'), isAllowed('source/lab/a.ts', 'source/core/events.ts')], [false, false, true]);
	assert.ok(graph.get('source/program.ts')!.includes('source/ui/start.tsx'), 'a dynamic import');
	assert.ok(graph.get('source/core/json.ts')!.includes('source/core/events.ts'), 'an import of a type');
	assert.deepEqual(importCircles(new Map([['a', ['b']], ['b', ['c', 'd']], ['c', ['a']], ['d', []]])), [['a', 'b', 'c']]);
});
