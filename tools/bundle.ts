/**
The program as bundles: `cli.js`, `lab.js` (the lab thread), `recorder.js` (the thread that writes a recording),
`script.js` (the process of one of several scripts), `module.js` (the process of a module), `keeper.js` (the process
that keeps listening sockets while accept is held), and what they share. Loading one file is about half of starting from
many.
*/
import {build, type OutputFile} from 'esbuild';
import {lazy, replaced} from './lazy.ts';

export const root = new URL('..', import.meta.url).pathname;

/**
The files of the bundles, with their source maps. Functions do not keep their names (esbuild's `keepNames`): it would
name each closure when it is made, which takes 15 % of the time that a connection takes, and 8 KB of its memory.
*/
export async function bundle(): Promise<readonly OutputFile[]> {
	const {outputFiles} = await build({
		write: false,
		absWorkingDir: root,
		entryPoints: {
			cli: 'cli.tsx',
			lab: 'source/thread/worker.ts',
			recorder: 'source/recorder/worker.ts',
			script: 'source/scripts/process/worker.ts',
			module: 'source/services/module/child/main.ts',
			keeper: 'source/sockets/backlog/keeper-main.ts',
		},
		outdir: 'dist',
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node22',
		jsx: 'automatic',
		minify: true,
		sourcemap: true,
		plugins: [lazy],
		inject: replaced.inject,
		define: {
			...replaced.define,
			'process.env.NODE_ENV': '"production"',
			// Yoga would read its WebAssembly, which is in the bundle, with fetch: loading that takes 15 ms.
			fetch: 'undefined',
		},
		// Ink asks for its development tools only when DEV=true; they are not part of the program.
		alias: {'react-devtools-core': './tools/no-devtools.ts'},
		banner: {
			js: 'import {createRequire as bundleRequire} from \'node:module\';const require = bundleRequire(import.meta.url);',
		},
		logLevel: 'warning',
	});
	return outputFiles;
}
