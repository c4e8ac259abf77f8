/**
Modules that are packed as text into one file: a line for each, its name, a space, its source deflated and in base64.
Node loads them by the URLs that they would have in a folder of the file's name.
*/
import {Buffer} from 'node:buffer';
import module, {type LoadHookSync, type ResolveHookSync} from 'node:module';
import process from 'node:process';
import {inflateRawSync} from 'node:zlib';
import {packingName, type Packing, partFlag} from '../../source/core/parts.ts';

/** Hooks of Node's loader, for `registerHooks` as well as for `register`. */
export type Hooks = {readonly resolve: ResolveHookSync; readonly load: LoadHookSync};

/** The hooks that know the packed modules, and the URL of the folder that these seem to lie in. */
export function packedModules(packed: string, file: string): Hooks & {readonly folder: string} {
	const sources = new Map(packed.split('\n').map(line => line.split(' ') as [string, string]));
	const folder = `${file}/`;
	const nameOf = (url: string): string | undefined => {
		const name = url.startsWith(folder) ? url.slice(folder.length) : '';
		return sources.has(name) ? name : undefined;
	};

	return {
		folder,
		resolve(specifier, context, next) {
			const isInside = specifier.startsWith('./') && context.parentURL?.startsWith(folder) === true;
			const url = isInside ? new URL(specifier, context.parentURL).href : specifier;
			return nameOf(url) === undefined ? next(specifier, context) : {url, format: 'module', shortCircuit: true};
		},
		load(url, context, next) {
			const name = nameOf(url);
			if (name === undefined) {
				return next(url, context);
			}

			const source = inflateRawSync(Buffer.from(sources.get(name)!, 'base64')).toString();
			return {format: 'module', shortCircuit: true, source};
		},
	};
}

/** The name of the module that the words of this process or thread ask for; its word is taken out of them. */
export function takePart(): string {
	const at = process.argv.findIndex((word, index) => index > 0 && index < 4 && word.startsWith(partFlag));
	if (at === -1) {
		return 'cli.js';
	}

	const [word] = process.argv.splice(at, 1);
	return `${word!.slice(partFlag.length)}.js`;
}

/** Tells the program how its parts are started. */
export function setPacking(packing: Packing): void {
	Object.defineProperty(globalThis, packingName, {value: packing});
	module.enableCompileCache();
}
