/**
How the parts of the program are started that run in a thread or a process of their own: each from its source file, from
its file beside the bundle, or from the one file or executable that all of them are packed in (`tools/package/`).
*/
import {fileURLToPath} from 'node:url';

/** The parts, by the names of their bundles, and where their sources begin. */
export type Part = 'lab' | 'recorder' | 'script' | 'module' | 'keeper';

/** Set by what the parts are packed in. */
export type Packing = {
	/** What a Worker is made of: a file, or the text of a script. */
	readonly thread: URL | string;
	/** The words behind the executable of Node, or of the program itself, that start a process, with flags for Node. */
	readonly process: (flags: readonly string[]) => readonly string[];
};

/** The global variable that has it. */
export const packingName = 'sockplayPacking';

/** The first word of a packed program that starts this part of it. */
export const partFlag = '--part=';

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

function findPacking(): Packing | undefined {
	return (globalThis as {[packingName]?: Packing})[packingName];
}

/** Beside the source file that asks, or beside the bundle that it became a part of. */
function partFile({part, from, source}: PartPlace): URL {
	return new URL(from.endsWith('.ts') ? source : `${part}.js`, from);
}
