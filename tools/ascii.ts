/**
Characters of raw templates in the bundle, which esbuild writes as ASCII but for these: a raw template knows no escapes.
All ASCII, the program is read and kept by V8 with one byte for each character.
*/
import {readFile} from 'node:fs/promises';
import type {Plugin} from 'esbuild';

export const ascii: Plugin = {
	name: 'ascii',
	setup({onLoad}) {
		// eslint-disable-next-line require-unicode-regexp
		onLoad({filter: /\/source\/.*\.ts$/}, async ({path}) => ({
			contents: withEscapable(await readFile(path, 'utf8')),
			loader: 'ts',
		}));
	},
};

/** Raw templates have expressions where they had characters beyond ASCII. */
function withEscapable(source: string): string {
	return source.replaceAll(
		/String\.raw`[^$`]*`/gv,
		template => template.replaceAll(/\P{ASCII}/gv, character => `\${'${character}'}`),
	);
}

/** The text, as it is; throws for one that is not ASCII. */
export function asciiOnly(text: string): string {
	const found = /.{0,40}\P{ASCII}/v.exec(text);
	if (found !== null) {
		throw new Error(`the bundle is not ASCII: ${found[0]}`);
	}

	return text;
}
