/**
The program as a few scripts, and how a file begins that they are part of.

Few, for threads and processes, too, are found and linked in a tenth of the time of the 70 modules that would share
their code. Scripts and not modules, because V8 compiles anew at each start what it has not kept, and only of a script
it keeps the functions that were called (`tools/compiled/`). What the sources import dynamically is evaluated when it is
asked for.
*/
import {createHash} from 'node:crypto';
import path from 'node:path';
import {build, type BuildOptions, type Plugin} from 'esbuild';
import {ascii, asciiOnly} from './ascii.ts';
import {lazy, replaced} from './lazy/lazy.ts';
import {scriptNames, type ScriptName} from './script-names.ts';
import {distribute, withLateImports} from './scripts.ts';
import {yoga} from './yoga.ts';

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
	// Modules of packages are named node_modules/…, wherever that folder is.
	preserveSymlinks: true,
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

/** How the program is bundled, whichever of its scripts. */
const ofProgram = {
	jsx: 'automatic',
	plugins: [lazy, ascii, yoga],
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
} satisfies BuildOptions;

const beginningOfScript = '(function(require,scriptUrl,provide){"use strict";'
	+ 'const scriptMeta={url:scriptUrl},$later=async module=>require(module);';

/**
The program: scripts that are functions of `require`, which finds modules of the other scripts, too, of their own URL,
and of who is given a function that finds those of this one, and which build it is of.
*/
export async function bundleProgram(others: BuildOptions = {}): Promise<Readonly<Record<ScriptName, Bundled>>> {
	const {entry, elsewhere} = await distribute(root, {...options, ...ofProgram});
	const bundles = await Promise.all(scriptNames.map(async script => {
		const {text, map} = await bundled({
			...ofProgram,
			stdin: {contents: entry(script), resolveDir: root},
			outfile: `dist/${script}.js`,
			banner: {js: beginningOfScript},
			footer: {js: '})'},
			plugins: [elsewhere(script), ...ofProgram.plugins],
			...others,
		});
		return [script, {text: withLateImports(asciiOnly(text)), map}];
	}));
	const program = Object.fromEntries(bundles) as Record<ScriptName, Bundled>;
	refuseMissing(program);
	return program;
}

/** Throws when a script asks another for a module that this one does not hand out. */
function refuseMissing(program: Readonly<Record<ScriptName, Bundled>>): void {
	const asking = new RegExp(`["\`](?<script>${scriptNames.join('|')}):(?<module>[^"\`]+)["\`]`, 'gv');
	for (const [name, {text}] of Object.entries(program)) {
		for (const {groups} of text.matchAll(asking)) {
			const {script, module} = groups as {script: ScriptName; module: string};
			const {text: asked} = program[script];
			if (!asked.includes(`case"${module}"`) && !asked.includes(`==="${module}"`)) {
				throw new Error(`the script ${name} asks ${script} for ${module}, which it does not hand out`);
			}
		}
	}
}

/** The scripts without their maps, as `change` leaves them. */
export function textsOf(
	program: Readonly<Record<ScriptName, Bundled>>,
	change = (text: string) => text,
): Readonly<Record<ScriptName, string>> {
	const texts = Object.entries(program).map(([script, {text}]) => [script, change(text)]);
	return Object.fromEntries(texts) as Record<ScriptName, string>;
}

/**
What a file begins with that finds the program, of those `sources`, in the way of `finder`, which stands for
`program-parts.ts`.
*/
export async function bundleBeginning(
	sources: Readonly<Record<ScriptName, string>>,
	{entry, finder, ...others}: {readonly entry: string; readonly finder: string} & BuildOptions,
): Promise<Bundled> {
	const found: Plugin = {
		name: 'finder',
		setup({onResolve}) {
			// eslint-disable-next-line require-unicode-regexp
			onResolve({filter: /program-parts\.ts$/}, () => ({path: path.join(root, finder)}));
		},
	};
	const hash = createHash('sha256').update(Object.values(sources).join('')).digest('hex').slice(0, 16);
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
