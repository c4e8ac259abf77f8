/**
The beginning of `sockplay.mjs`, which is one file for the program, its threads and its processes. A Node of any age can
read this much; the rest of the file is a comment that holds the modules.
*/
import {readFileSync} from 'node:fs';
import module from 'node:module';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {packedModules, setPacking, takePart} from './packed-modules.ts';

const needed = 22;
const here = new URL(import.meta.url);
const isForHooks = here.search === '?hooks';
here.search = '';
const modules = Number(process.versions.node.split('.', 1)[0]) < needed ? undefined : readModules();

/** The hooks, for the thread that Node before 22.15 has for them. */
export const resolve = modules?.resolve;
export const load = modules?.load;

if (modules === undefined) {
	console.error(`sockplay.mjs needs Node ${needed} or newer; this is Node ${process.versions.node}. \
The executable of the same release needs none.`);
	process.exitCode = 2;
} else if (!isForHooks) {
	begin(modules);
}

function readModules(): ReturnType<typeof packedModules> {
	const text = readFileSync(fileURLToPath(here), 'latin1');
	const marker = '\n/* modules\n';
	return packedModules(text.slice(text.lastIndexOf(marker) + marker.length, text.lastIndexOf('\n*/')), here.href);
}

function begin({folder, ...hooks}: ReturnType<typeof packedModules>): void {
	if ('registerHooks' in module) {
		module.registerHooks(hooks);
	} else {
		// Before Node 22.15 hooks run in a thread of their own, which loads this file again.
		(module as {register(url: string): void}).register(`${here.href}?hooks`);
	}

	setPacking({thread: here, process: flags => [...flags, fileURLToPath(here)]});
	void import(folder + takePart());
}
