/**
How the parts of the program are started that run in a thread or a process of their own: each from its source file, or
from the file that the whole program is in: `dist/cli.js`, or what `tools/package/` makes. That file is started again
then, with the name of the part as its first word.
*/
import {fileURLToPath} from 'node:url';

/** The parts, by the names that `source/program-parts.ts` has for them. */
export type Part = 'lab' | 'recorder' | 'script' | 'module' | 'keeper';

/** Set by the file that the whole program is in. */
export type Packing = {
	/** What a Worker is made of: a file, or the text of a script. */
	readonly thread: URL | string;
	/** The words behind the executable of Node, or of the program itself, that start a process, with flags for Node. */
	readonly process: (flags: readonly string[]) => readonly string[];
	/** Imports a module of the user: where the program is a script, its own `import` prints a warning. */
	readonly importModule: (url: string) => Promise<unknown>;
};

/** The global variable that has it. */
const packingName = 'sockplayPacking';

/** The first word of a packed program that starts this part of it. */
const partFlag = '--part=';

/** A part with the module that starts it: that module's `import.meta.url`, and the part's source file beside it. */
export type PartPlace = {readonly part: Part; readonly from: string; readonly source: string};

/** The arguments of `new Worker`, less those of its user. */
export function partThread(place: PartPlace): {
	readonly file: URL | string;
	readonly options: {readonly eval?: boolean; readonly argv?: string[]};
} {
	const packing = findPacking();
	return packing === undefined
		? {file: partFile(place), options: {}}
		: {file: packing.thread, options: {eval: typeof packing.thread === 'string', argv: [partFlag + place.part]}};
}

/** The words behind `process.execPath` that start a process, with flags for Node. */
export function partProcess(place: PartPlace, flags: readonly string[]): readonly string[] {
	const packing = findPacking();
	return packing === undefined
		? [...flags, fileURLToPath(partFile(place))]
		: [...packing.process(flags), partFlag + place.part];
}

/** The part that the words of this process or thread ask for, which is taken out of them. */
export function takePart(words: string[]): Part | undefined {
	const at = words.findIndex((word, index) => index > 0 && index < 4 && word.startsWith(partFlag));
	return at === -1 ? undefined : words.splice(at, 1)[0]!.slice(partFlag.length) as Part;
}

/** How the packed program imports a module of the user; undefined where it is not packed. */
export function packedImport(): Packing['importModule'] | undefined {
	return findPacking()?.importModule;
}

/** Tells the program how its parts are started, unless that is known. */
export function setPacking(packing: Packing): void {
	if (findPacking() === undefined) {
		Object.defineProperty(globalThis, packingName, {value: packing});
	}
}

function findPacking(): Packing | undefined {
	return (globalThis as {[packingName]?: Packing})[packingName];
}

function partFile({from, source}: PartPlace): URL {
	return new URL(source, from);
}
