/** Bundles the program into `dist/`: `cli.js`, `lab.js` (the lab thread), and what they share. Loading one file is about half of starting from many. */
import {rm} from 'node:fs/promises';
import {build} from 'esbuild';

const root = new URL('..', import.meta.url).pathname;

await rm(new URL('../dist', import.meta.url), {recursive: true, force: true});
await build({
	absWorkingDir: root,
	entryPoints: {cli: 'cli.tsx', lab: 'source/thread/worker.ts'},
	outdir: 'dist',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	jsx: 'automatic',
	minify: true,
	keepNames: true,
	sourcemap: true,
	define: {'process.env.NODE_ENV': '"production"'},
	// Ink asks for its development tools only when DEV=true; they are not part of the program.
	alias: {'react-devtools-core': './tools/no-devtools.ts'},
	banner: {js: 'import {createRequire as bundleRequire} from \'node:module\';const require = bundleRequire(import.meta.url);'},
	logLevel: 'warning',
});
