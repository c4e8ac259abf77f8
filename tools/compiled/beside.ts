/** Stands for `source/program-parts.ts` in `dist/cli.js`: the program is the files beside it. */
import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import {setPacking} from '../../source/core/parts.ts';
import type {startPart as Start} from '../../source/program-parts.ts';
import {startCompiled} from './compiled-program.ts';

export const startPart: typeof Start = async part => {
	const here = fileURLToPath(import.meta.url);
	setPacking({
		thread: new URL(import.meta.url),
		process: flags => [...flags, here],
		importModule: async (url): Promise<unknown> => import(url),
	});
	const file = (script: string) => fileURLToPath(new URL(`${script}.js`, import.meta.url));
	await startCompiled(part, {file, source: script => fs.readFileSync(file(script))});
};
