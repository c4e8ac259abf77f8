/**
What the bundle loads at its first use and not at the start: parts of Node and of ICU that most sessions do not need in
their first second. The sources import them as usual. Measured, in ms of processor time: node:crypto 6,
node:child_process 4, the two `promises` 1 each; all properties of `process`, which importing it asks for, 4;
`Intl.Segmenter` 9, and the expressions of string-width 6.
*/
import {createRequire, isBuiltin} from 'node:module';
import path from 'node:path';
import type {Plugin} from 'esbuild';

const require = createRequire(import.meta.url);
const folder = import.meta.dirname;
const namespace = 'builtin';
const loadedWhenCalled = new Set(['node:crypto', 'node:child_process', 'node:dns/promises', 'node:timers/promises']);

export const lazy: Plugin = {
	name: 'lazy',
	setup(build) {
		build.onResolve({filter: only('node:process')}, () => ({path: path.join(folder, 'process.ts')}));
		build.onResolve({filter: only('string-width')}, ({importer}) => importer.startsWith(folder)
			? undefined
			: {path: path.join(folder, 'string-width.ts')});
		build.onResolve({filter: only(String.raw`[\w:\/]+`)}, ({path: module, kind}) => {
			const isImported = kind === 'import-statement' && isBuiltin(module);
			return isImported ? {path: module, namespace, sideEffects: false} : undefined;
		});
		build.onLoad({filter: only('.*'), namespace}, ({path: module}) => ({
			contents: loadedWhenCalled.has(module) ? stubOf(module) : requiring(module),
			resolveDir: folder,
		}));
	},
};

/** esbuild's expressions are those of Go, which have no flags of JavaScript. */
function only(pattern: string): RegExp {
	// eslint-disable-next-line require-unicode-regexp
	return new RegExp(`^${pattern}$`);
}

/** Names that stand for expressions of the program, and where they are exported. */
export const replaced = {
	define: {'Intl.Segmenter': 'LazySegmenter'},
	inject: [path.join(folder, 'segmenter.ts')],
};

/** One of Node's modules, for a script, which cannot import. What is not used of it is left out. */
function requiring(module: string): string {
	const names = Object.keys(require(module) as Record<string, unknown>).filter(name => name !== 'default');
	return [
		`const module = require('${module}');`,
		...names.map(name => `export const ${name} = /* @__PURE__ */ (() => module.${name})();`),
		'export default module;',
	].join('\n');
}

/** A module with the functions and classes of one of Node's, which is loaded when the first of them is called. */
function stubOf(module: string): string {
	const names = Object.entries(require(module) as Record<string, unknown>)
		.filter(([, value]) => typeof value === 'function')
		.map(([name]) => name);
	return [
		'import {whenCalled} from \'./when-called.ts\';',
		`const load = () => require('${module}');`,
		...names.map(name => `export const ${name} = /* @__PURE__ */ whenCalled(load, '${name}');`),
		`export default {${names.join(', ')}};`,
	].join('\n');
}
