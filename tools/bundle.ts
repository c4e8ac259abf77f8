/**
The program as one script, and how a file begins that it is part of.

One file, for threads and processes, too, is found and linked in a tenth of the time of the 70 modules that would share
their code. A script and not a module, because V8 compiles anew at each start what it has not kept, and only of a script
it keeps the functions that were called (`tools/compiled/`). What the sources import dynamically is evaluated when it is
asked for.
*/
import {createHash} from 'node:crypto';
import path from 'node:path';
import {build, type BuildOptions, type Plugin} from 'esbuild';
import {ascii, asciiOnly} from './ascii.ts';
import {lazy, replaced} from './lazy/lazy.ts';

export const root = path.resolve(import.meta.dirname, '..');

/** A text with its source map. */
export type Bundled = {readonly text: string; readonly map: string};

/**
Functions do not keep their names (esbuild's `keepNames`): it would name each closure when it is made, which takes 15 %
of the time that a connection takes, and 8 KB of its memory.
*/
const options = {
	write: false,
	absWorkingDir: root,
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	// Node has had them since 20.
	supported: {'regexp-set-notation': true},
	minify: true,
	sourcemap: true,
	logLevel: 'warning',
} as const satisfies BuildOptions;

/**
What a module needs in order to require: importing one of Node's modules asks for all its properties, some of which load
others or open standard input, which takes 4 ms of processor time.
*/
const importing = 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);';

/** The program: a script that is a function of `require`, its own URL, and who is given its `startPart`. */
export async function bundleProgram(others: BuildOptions = {}): Promise<Bundled> {
	const {text, map} = await bundled({
		stdin: {contents: 'import {startPart} from "./source/program-parts.ts"; begin(startPart);', resolveDir: root},
		outfile: 'dist/sockplay.js',
		jsx: 'automatic',
		banner: {js: '(function(require,scriptUrl,begin){"use strict";const scriptMeta={url:scriptUrl};'},
		footer: {js: '})'},
		plugins: [lazy, ascii],
		inject: replaced.inject,
		define: {
			...replaced.define,
			'import.meta': 'scriptMeta',
			'import.meta.url': 'scriptUrl',
			'process.env.NODE_ENV': '"production"',
			// Yoga would read its WebAssembly, which is in the bundle, with fetch: loading that takes 15 ms.
			fetch: 'undefined',
		},
		// Ink asks for its development tools only when DEV=true; they are not part of the program.
		alias: {'react-devtools-core': './tools/no-devtools.ts'},
		...others,
	});
	return {text: asciiOnly(text), map};
}

/**
What a file begins with that finds the program, `source`, in the way of `finder`, which stands for `program-parts.ts`.
*/
export async function bundleBeginning(
	source: string,
	{entry, finder, ...others}: {readonly entry: string; readonly finder: string} & BuildOptions,
): Promise<Bundled> {
	const found: Plugin = {
		name: 'finder',
		setup({onResolve}) {
			// eslint-disable-next-line require-unicode-regexp
			onResolve({filter: /program-parts\.ts$/}, () => ({path: path.join(root, finder)}));
		},
	};
	const hash = createHash('sha256').update(source).digest('hex').slice(0, 16);
	return bundled({
		entryPoints: [path.join(root, entry)],
		outfile: 'dist/cli.js',
		banner: {js: importing},
		plugins: [found, lazy],
		define: {programHash: JSON.stringify(hash)},
		...others,
	});
}

async function bundled(given: BuildOptions): Promise<Bundled> {
	const {outputFiles} = await build({...options, ...given, write: false});
	const ending = (end: string) => outputFiles.find(file => file.path.endsWith(end))?.text ?? '';
	return {text: ending('.js'), map: ending('.map')};
}
