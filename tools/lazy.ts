/**
What the bundle loads at its first use and not at the start: parts of Node and of ICU that most sessions do not need in
their first second. The sources import them as usual. Measured, in ms of processor time: node:crypto 6,
node:child_process 4, the two `promises` 1 each; all properties of `process`, which importing it
asks for, 4; `Intl.Segmenter` 9, and the expressions of string-width 6.
*/
import {createRequire} from 'node:module';
import path from 'node:path';
import type {Plugin} from 'esbuild';

const require = createRequire(import.meta.url);
const folder = path.join(import.meta.dirname, 'lazy');
const namespace = 'lazy';
const loadedWhenCalled = ['crypto', 'child_process', 'dns/promises', 'timers/promises'];

export const lazy: Plugin = {
	name: 'lazy',
	setup(build) {
		build.onResolve(
			{filter: only(`node:(?:${loadedWhenCalled.join('|')})`)},
			({path: module, kind}) => kind === 'import-statement'
				? {path: module, namespace, sideEffects: false}
				: undefined,
		);
		build.onLoad({filter: only('.*'), namespace}, ({path: module}) => ({contents: stubOf(module), resolveDir: folder}));
		build.onResolve({filter: only('node:process')}, () => ({path: path.join(folder, 'process.ts')}));
		build.onResolve({filter: only('string-width')}, ({importer}) => importer.startsWith(folder)
			? undefined
			: {path: path.join(folder, 'string-width.ts')});
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
