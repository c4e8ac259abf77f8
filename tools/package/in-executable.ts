/**
Stands for `source/program-parts.ts` in the executable: the program's scripts are assets, and so is what V8 has
compiled of them, for each use that the release was tried with.
*/
import process from 'node:process';
import sea from 'node:sea';
import vm from 'node:vm';
import {setPacking} from '../../source/core/parts.ts';
import type {startPart as Start} from '../../source/program-parts.ts';
import {startCompiled} from '../compiled/compiled-program.ts';

export const startPart: typeof Start = async part => {
	setPacking({
		thread: sea.getAsset('main', 'utf8'),
		process: flags => flags.length === 0 ? [] : [`--node-options=${flags.join(' ')}`],
		importModule,
	});
	await startCompiled(part, {
		file: () => process.execPath,
		source: script => new Uint8Array(sea.getRawAsset(script)),
		compiledFor(kept) {
			const name = `compiled-${kept}`;
			return sea.getAssetKeys().includes(name) ? new Uint8Array(sea.getRawAsset(name)) : undefined;
		},
	});
};

/** The main script of an executable can import Node's own modules only. */
async function importModule(url: string): Promise<unknown> {
	const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
	const begin = vm.runInThisContext('url => import(url)', {importModuleDynamically}) as typeof importModule;
	const {emitWarning} = process;
	// That this way is experimental is nothing that the user can change.
	process.emitWarning = () => undefined;
	const loaded = begin(url);
	process.emitWarning = emitWarning;
	return loaded;
}
