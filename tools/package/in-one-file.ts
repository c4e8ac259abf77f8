/** Stands for `source/program-parts.ts` in `sockplay.mjs`: the program is its last comment, deflated and in base64. */
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
	await startCompiled(part, {file: `${here}/sockplay.js`, source});
};

function source(): Uint8Array<ArrayBuffer> {
	const text = fs.readFileSync(here, 'latin1');
	const marker = '\n/* program\n';
	const packed = text.slice(text.lastIndexOf(marker) + marker.length, text.lastIndexOf('\n*/'));
	return inflateRawSync(Buffer.from(packed, 'base64'));
}
