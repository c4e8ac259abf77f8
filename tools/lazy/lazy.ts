/**
What the bundle loads at its first use and not at the start: parts of Node, of ICU and of the program that most sessions
do not need in their first second. The sources import them as usual. Measured, in ms of processor time: node:crypto 6,
node:child_process 4, the three `promises` 1 each; all properties of `process`, which importing it asks for, 4;
`Intl.Segmenter` 9, and the expressions of string-width 6. The program's own together 5, and 5 MiB of two threads: V8
keeps a quarter less compiled code of it.
*/
import {createRequire, isBuiltin} from 'node:module';
import path from 'node:path';
import type {Plugin} from 'esbuild';

type Exported = Readonly<Record<string, unknown>>;

const require = createRequire(import.meta.url);
const folder = import.meta.dirname;
const root = path.join(folder, '../..');
const namespace = 'builtin';
const late = 'late';
const lateOfNode = new Set([
	'node:crypto',
	'node:child_process',
	'node:dns/promises',
	'node:fs/promises',
	'node:timers/promises',
]);

/** Modules, those of the program by their files, whose functions and classes are used by some lines only. */
export const lateModules: readonly string[] = [
	're2js',
	'source/commands/expect/expect-from.ts',
	'source/commands/expect/judge-for.ts',
	'source/commands/help/find-page.ts',
	'source/core/escape-piece.ts',
	'source/export/c/program.ts',
	'source/export/conversation.ts',
	'source/export/play/play.ts',
	'source/export/python/program.ts',
	'source/export/shell/program.ts',
	'source/files/create.ts',
	'source/formats/pcapng/format.ts',
	'source/formats/read/open-recording.ts',
	'source/recorder/recording-writer.ts',
	'source/scripts/read-checked.ts',
	'source/scripts/run-script.ts',
	'source/services/files/file-transfer.ts',
	'source/services/files/open-inside.ts',
	'source/services/module/module-process.ts',
	'source/services/relay/leg.ts',
	'source/services/rules/conversation.ts',
	'source/services/rules/parse-rules.ts',
	'source/services/rules/rules-file.ts',
	'source/services/rules/turns.ts',
];

export const lazy: Plugin = {
	name: 'lazy',
	setup(build) {
		build.onResolve({filter: only('node:process')}, () => ({path: path.join(folder, 'process.ts')}));
		build.onResolve({filter: only('string-width')}, ({importer}) => importer.startsWith(folder)
			? undefined
			: {path: path.join(folder, 'string-width.ts')});
		build.onResolve({filter: only(String.raw`.*\.ts|re2js`)}, ({path: written, resolveDir, kind}) => {
			const module = written.startsWith('.') ? path.relative(root, path.join(resolveDir, written)) : written;
			const isLate = kind === 'import-statement' && lateModules.includes(module);
			return isLate ? {path: module, namespace: late, sideEffects: false} : undefined;
		});
		build.onLoad({filter: only('.*'), namespace: late}, async ({path: module}) => {
			const place = module.startsWith('source/') ? path.join(root, module) : module;
			return {contents: stubOf(place, await import(place) as Exported), resolveDir: root};
		});
		build.onResolve({filter: only(String.raw`[\w:\/]+`)}, ({path: module, kind}) => {
			const isImported = kind === 'import-statement' && isBuiltin(module);
			return isImported ? {path: module, namespace, sideEffects: false} : undefined;
		});
		build.onLoad({filter: only('.*'), namespace}, ({path: module}) => ({
			contents: lateOfNode.has(module) ? stubOf(module, require(module) as Exported) : requiring(module),
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
	const names = Object.keys(require(module) as Exported).filter(name => name !== 'default');
	return [
		`const module = require('${module}');`,
		...names.map(name => `export const ${name} = /* @__PURE__ */ (() => module.${name})();`),
		'export default module;',
	].join('\n');
}

/** A module with the functions and classes of another, which is loaded when the first of them is used. */
function stubOf(module: string, exported: Exported): string {
	const names = Object.entries(exported)
		.filter(([name, value]) => typeof value === 'function' && name !== 'default')
		.map(([name]) => name);
	return [
		`import {whenCalled} from ${JSON.stringify(path.join(folder, 'when-called.ts'))};`,
		`const load = () => require(${JSON.stringify(module)});`,
		...names.map(name => `export const ${name} = /* @__PURE__ */ whenCalled(load, '${name}');`),
		`export default {${names.join(', ')}};`,
	].join('\n');
}
