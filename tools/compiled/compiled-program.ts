/**
The program's scripts, each read when a module of it is asked for, with what V8 has compiled of it.

Compiling takes a third of a start, the screen's as well as the lab thread's. Node's own cache (`enableCompileCache`)
keeps what is compiled when a module is loaded, before any function has been called; so this one is made of a script a
second after it was read, and has the functions that a start calls. It lies in the user's own folder, and nothing is
read or written unless that is the user's, as is the file: where others may write (Node's own cache is below the
system's temporary folder), they would decide what is run. Each packing of the program, and each Node, has files of its
own; the oldest are removed.
*/
import {Buffer} from 'node:buffer';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {pathToFileURL} from 'node:url';
import vm from 'node:vm';
import {isMainThread} from 'node:worker_threads';
import type {startPart} from '../../source/program-parts.ts';
import {scriptNames, type ScriptName} from '../script-names.ts';

export type CompiledProgram = {
	/** The file that a script is in. */
	readonly file: (script: ScriptName) => string;
	/** What the bundle wrote, in Latin-1. */
	readonly source: (script: ScriptName) => Uint8Array<ArrayBuffer>;
	/** What was kept when the release was made: of a script, for a use. */
	readonly compiledFor?: (kept: string) => Uint8Array<ArrayBuffer> | undefined;
};

type Part = Parameters<typeof startPart>[0];
type Find = (module: string) => unknown;
type Run = (require: Find, url: string, provide: (find: Find, buildHash: string) => void) => void;

/** Of all sources, from their bundling: V8 itself compares only lengths. */
declare const programHash: string;

/** After this the functions of a start have been called. */
const settled_ms = 1000;
const max_files = 64;
const tag_bytes = 64;
const tag = `${programHash} ${process.version} ${process.arch}`.padEnd(tag_bytes - 1) + '\n';
const othersMayWrite = 0o002;
const subcommands = new Set(['nc', 'run', 'check', 'replay', 'completion', 'man']);

/** Starts a part of it in this thread; resolves once that is there. */
export async function startCompiled(part: Part, program: CompiledProgram): Promise<void> {
	const use = part === 'program' ? useOf(process.argv.slice(2)) : part;
	const scripts = new Map<ScriptName, Find>();
	let runningHash: string | undefined;
	const requireOfNode = createRequire(program.file('base'));
	const find: Find = module => {
		const colon = module.indexOf(':');
		const script = scriptNames.find(name => name === module.slice(0, colon));
		if (script === undefined) {
			return requireOfNode(module);
		}

		if (!scripts.has(script)) {
			const file = program.file(script);
			compiled(script, use, program)(find, pathToFileURL(file).href, (modules, buildHash) => {
				runningHash ??= buildHash;
				if (buildHash !== runningHash) {
					throw new Error(`${file} is of another build: sockplay was replaced while it ran; start it again`);
				}

				scripts.set(script, modules);
			});
		}

		return scripts.get(script)!(module.slice(colon + 1));
	};

	const {startPart: start} = find('base:source/program-parts.ts') as {startPart: typeof startPart};
	await start(part);
}

/** The function that a script is. */
function compiled(name: ScriptName, use: string, {file, source, compiledFor}: CompiledProgram): Run {
	const keptAs = `${use}-${name}`;
	const kept = cacheFile(keptAs);
	const cachedData = untagged(compiledFor?.(keptAs)) ?? untagged(readKept(kept));
	const bytes = source(name);
	const script = new vm.Script(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'), {
		filename: file(name),
		...(cachedData !== undefined && {cachedData}),
	});
	free(bytes);
	free(cachedData);
	if (kept !== undefined && (cachedData === undefined || script.cachedDataRejected === true)) {
		keepLater(script, kept);
	}

	return script.runInThisContext() as Run;
}

/** Gives memory back that the garbage collector would leave as it is at rest: 2 MiB of two threads. */
function free(bytes: Uint8Array<ArrayBuffer> | undefined): void {
	// Smaller buffers share their memory.
	if (bytes !== undefined && bytes.length > Buffer.poolSize) {
		bytes.buffer.transfer(0);
	}
}

/** What the program is used for: each calls other functions. */
function useOf([word = '', ...words]: readonly string[]): string {
	if (subcommands.has(word)) {
		return word;
	}

	if (word === '--help' || word === '--version') {
		return 'text';
	}

	if (process.stdout.isTTY && process.stdin.isTTY && !words.includes('--plain')) {
		return 'screen';
	}

	return word === 'connect' || word === 'listen' ? 'pipe' : 'plain';
}

/** Undefined for a user without a home, and where nothing shall or can be kept. */
function cacheFile(keptAs: string): string | undefined {
	if (process.env['NODE_DISABLE_COMPILE_CACHE'] !== undefined) {
		return undefined;
	}

	try {
		const {XDG_CACHE_HOME: given = ''} = process.env;
		const folder = path.join(path.isAbsolute(given) ? given : path.join(os.homedir(), '.cache'), 'sockplay');
		const name = [keptAs, programHash, process.version, process.arch].join('-');
		return isOwn(folder) ? path.join(folder, name) : undefined;
	} catch {
		return undefined;
	}
}

/** Whether a folder is the user's and nobody else's; or, before it is made, the one that it will be in. */
function isOwn(folder: string): boolean {
	const found = fs.statSync(folder, {throwIfNoEntry: false});
	const parent = path.dirname(folder);
	return found === undefined
		? parent !== folder && isOwn(parent)
		: isOfUser(found) && found.isDirectory();
}

function isOfUser({uid, mode}: fs.Stats): boolean {
	// eslint-disable-next-line no-bitwise
	return process.getuid === undefined || (uid === process.getuid() && (mode & othersMayWrite) === 0);
}

/** Undefined when there is none that is the user's. A link is none: it could lead to bytes that a peer has sent. */
function readKept(file: string | undefined): Uint8Array<ArrayBuffer> | undefined {
	let descriptor: number | undefined;
	try {
		const {O_RDONLY, O_NOFOLLOW, O_NONBLOCK} = fs.constants;
		// eslint-disable-next-line no-bitwise
		descriptor = fs.openSync(file!, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
		const found = fs.fstatSync(descriptor);
		return found.isFile() && isOfUser(found) ? fs.readFileSync(descriptor) : undefined;
	} catch {
		return undefined;
	} finally {
		if (descriptor !== undefined) {
			fs.closeSync(descriptor);
		}
	}
}

/** Undefined when it is another program's, or another Node's. */
function untagged(bytes: Uint8Array<ArrayBuffer> | undefined): Uint8Array<ArrayBuffer> | undefined {
	const found = bytes && String.fromCodePoint(...bytes.subarray(0, tag_bytes));
	return found === tag ? bytes?.subarray(tag_bytes) : undefined;
}

/** Keeps what is compiled once the program has settled, or when it ends. */
function keepLater(script: vm.Script, file: string): void {
	const keep = () => {
		clearTimeout(timer);
		process.off('exit', keep);
		try {
			writeWhole(file, [tag, script.createCachedData()]);
			removeOldest(path.dirname(file));
		} catch {
			// A home that cannot be written to: the next start compiles again.
		}
	};

	const timer = setTimeout(keep, settled_ms).unref();
	if (isMainThread) {
		process.on('exit', keep);
	}
}

/** Whoever reads the file meanwhile reads the old one or the new one. */
function writeWhole(file: string, parts: ReadonlyArray<string | Uint8Array>): void {
	const written = `${file}.${process.pid}`;
	fs.mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
	const descriptor = fs.openSync(written, 'wx', 0o600);
	try {
		for (const part of parts) {
			fs.writeFileSync(descriptor, part);
		}
	} finally {
		fs.closeSync(descriptor);
	}

	fs.renameSync(written, file);
}

/** Removes the oldest: those of other versions, and what a process left that was killed while it wrote. */
function removeOldest(folder: string): void {
	const files = fs.readdirSync(folder).map(name => path.join(folder, name));
	const newestFirst = files
		.map(file => ({file, time_ms: fs.statSync(file).mtimeMs}))
		.toSorted((one, other) => other.time_ms - one.time_ms);
	for (const {file} of newestFirst.slice(max_files)) {
		fs.rmSync(file);
	}
}
