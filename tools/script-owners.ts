/** Which module of the program is in which of its scripts, and which are asked for by other scripts. */
import type {Metafile} from 'esbuild';
import type {ScriptName} from './script-names.ts';

type Inputs = Metafile['inputs'];

/** The script of each module. */
export type Owners = ReadonlyMap<string, ScriptName>;

/** The module that the program begins with. */
export const first = 'source/program-parts.ts';

/** Where the imports of a script begin; those of the rest begin at what is left. */
const beginnings = {
	base: [
		first,
		'source/program.ts',
		'source/subcommands.ts',
		'source/command-line.ts',
		'source/core/problem.ts',
		'source/headless/start.ts',
	],
	/** The second of them is where the history file is. */
	screen: ['source/ui/start.tsx', 'node_modules/env-paths/index.js'],
	lab: ['source/thread/worker.ts'],
};

/** A module is in the script whose beginnings alone import it; in the base, if two do. */
export function ownersOf(inputs: Inputs): Owners {
	const base = importedFrom(inputs, beginnings.base);
	const screen = importedFrom(inputs, beginnings.screen);
	const lab = importedFrom(inputs, beginnings.lab);
	const left = Object.keys(inputs).filter(module => [base, screen, lab].every(modules => !modules.has(module)));
	const others = {screen, lab, rest: importedFrom(inputs, left)};
	return new Map(Object.keys(inputs).filter(module => isOwned(module)).map(module => {
		const [owner = 'base', second] = Object.keys(others).filter(name => others[name as keyof typeof others].has(module));
		return [module, base.has(module) || second !== undefined ? 'base' : owner as ScriptName];
	}));
}

/** What stands for Node's modules, or for those that are loaded late, is in each script that uses it. */
function isOwned(module: string): boolean {
	return module.startsWith('source/') || module.startsWith('node_modules/');
}

/** What is evaluated with these modules. */
function importedFrom(inputs: Inputs, modules: readonly string[]): ReadonlySet<string> {
	let found = new Set(modules);
	for (;;) {
		const more = found.union(new Set([...found].flatMap(importer => inputs[importer]!.imports
			.filter(({kind, external}) => external !== true && !isLate(importer, kind))
			.map(({path: imported}) => imported))));
		if (more.size === found.size) {
			return found;
		}

		found = more;
	}
}

function isLate(importer: string, kind: string): boolean {
	return kind === 'dynamic-import' || (kind === 'require-call' && importer.startsWith('late:'));
}

/**
The modules that other scripts ask for by their paths, each with an expression that evaluates it: what nobody requires
may have to be waited for.
*/
export function askedByPath(inputs: Inputs, owners: Owners): ReadonlyMap<string, string> {
	const asked = new Map([[first, `require('./${first}')`]]);
	const imports = Object.entries(inputs).flatMap(([importer, {imports}]) =>
		imports.map(({path: imported, kind}) => ({importer, imported, kind})));
	for (const {importer, imported, kind} of imports) {
		const owner = owners.get(imported);
		const isAsked = kind === 'dynamic-import' || kind === 'require-call';
		if (!isAsked || owner === undefined || owner === owners.get(importer)) {
			continue;
		}

		const isRequired = kind === 'require-call' || asked.get(imported)?.startsWith('require') === true;
		asked.set(imported, `${isRequired ? 'require' : 'import'}('./${imported}')`);
	}

	return asked;
}
