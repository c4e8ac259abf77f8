/** Stands for `source/program-parts.ts` in `sockplay.mjs`; its last comments are the scripts, deflated, in base64. */
import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import {inflateRawSync} from 'node:zlib';
import {setPacking} from '../../source/core/parts.ts';
import type {startPart as Start} from '../../source/program-parts.ts';
import {startCompiled} from '../compiled/compiled-program.ts';

const here = fileURLToPath(import.meta.url);

export const startPart: typeof Start = async part => {
	setPacking({
		thread: new URL(import.meta.url),
		process: flags => [...flags, here],
		importModule: async (url): Promise<unknown> => import(url),
	});
	let text: string | undefined;
	await startCompiled(part, {
		file: script => `${here}/${script}.js`,
		source(script) {
			text ??= fs.readFileSync(here, 'latin1');
			return unpacked(text, script);
		},
	});
};

function unpacked(text: string, script: string): Uint8Array<ArrayBuffer> {
	const marker = `\n/* ${script}\n`;
	const begin = text.lastIndexOf(marker) + marker.length;
	return inflateRawSync(Buffer.from(text.slice(begin, text.indexOf('\n*/', begin)), 'base64'));
}
