/**
The scripts that the program consists of, and which of its modules is in which.

At a start V8 reads the text of a script and something of each function in it, and makes a closure of each in its
outermost scope. A start without a screen needs a fifth of the program: that is the script `base`. The others are read
when a module of theirs is asked for: `screen` on the main thread, `lab` on the thread beside it, `rest` for subcommands
and for lines that few sessions have. Each module is in one script, in the base if two others import it. What another
script has is required by that script's name: `rest:source/nc/start.ts`; a module of the base, with the names that the
others import of it, by its number: `base:17`.
*/
import path from 'node:path';
import {build, type BuildOptions, type Metafile, type OnResolveArgs, type Plugin} from 'esbuild';
import {scriptNames, type ScriptName} from './script-names.ts';

/** Which module is in which script. */
export type Distribution = {
	/** The text of a module that hands out those of a script that others ask for. */
	readonly entry: (script: ScriptName) => string;
	/** Asks other scripts for what is theirs. */
	readonly elsewhere: (script: ScriptName) => Plugin;
};

type Inputs = Metafile['inputs'];
type Owners = ReadonlyMap<string, ScriptName>;

const first = 'source/program-parts.ts';
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
	// The second of them is where the history file is.
	screen: ['source/ui/start.tsx', 'node_modules/env-paths/index.js'],
	lab: ['source/thread/worker.ts'],
};
/** Distributes the modules of the program that is bundled with these options. */
export async function distribute(root: string, options: BuildOptions): Promise<Distribution> {
	const {metafile: {inputs}} = await build({...options, ...unwritten, entryPoints: [first], metafile: true});
	const owners = ownersOf(inputs);
	const asked = askedByPath(inputs, owners);
	/** Where the module is that is imported; undefined where that is this script. */
	const placeOf = (script: ScriptName, {path: original, importer, namespace, kind}: OnResolveArgs) => {
		const id = namespace === 'file' ? path.relative(root, importer) : `${namespace}:${importer}`;
		const found = inputs[id]?.imports.find(each => each.original === original && each.kind === kind);
		const owner = found && owners.get(found.path);
		return owner === undefined || owner === script ? undefined : `${owner}:${found!.path}`;
	};

	const casesOf = (script: ScriptName) => [...asked]
		.filter(([module]) => owners.get(module) === script)
		.map(([module, expression]) => `case '${module}': return ${expression};`);
	const leaving = (script: ScriptName): Plugin => ({
		name: 'leaving',
		setup({onResolve}) {
			onResolve({filter: anything}, given => {
				const module = placeOf(script, given);
				return module === undefined ? undefined : {path: module, external: true};
			});
		},
	});
	const bundles = await Promise.all(scriptNames.map(async script => build({
		...options,
		...unwritten,
		stdin: {contents: providing(casesOf(script)), resolveDir: root},
		plugins: [leaving(script), ...options.plugins ?? []],
	})));
	const names = namesImported(bundles.map(({outputFiles}) => outputFiles[0]!.text));
	const modules = names.keys().toArray();
	const named = modules.map((module, at) => `case '${at}': return require('named:${module}');`);
	return {
		entry: script => providing([...casesOf(script), ...script === 'base' ? named : []]),
		elsewhere: script => ({
			name: 'elsewhere',
			setup({onResolve, onLoad}) {
				onResolve({filter: anything, namespace: 'asking'}, ({path: module}) => ({path: module, external: true}));
				onResolve({filter: anything}, given => {
					const module = placeOf(script, given);
					const isAtOnce = given.kind === 'import-statement';
					return module === undefined
						? undefined
						: {path: module, ...(isAtOnce ? {namespace: 'asking', sideEffects: false} : {external: true})};
				});
				onLoad({filter: anything, namespace: 'asking'}, ({path: place}) => {
					const module = pathOf(place);
					return {contents: asking(`base:${modules.indexOf(module)}`, names.get(module)!)};
				});
				// eslint-disable-next-line require-unicode-regexp
				onResolve({filter: /^named:/}, ({path: module}) => ({path: pathOf(module), namespace: 'named'}));
				onLoad({filter: anything, namespace: 'named'}, ({path: module}) => {
					const all = names.get(module)!.map((name, at) => `${name} as ${shortName(at)}`).join(', ');
					return {contents: `export {${all}} from './${module}';`, resolveDir: root};
				});
			},
		}),
	};
}

/** A text whose `import()` of other scripts is a call of `$later`, as long, so that the source map stays right. */
export function withLateImports(text: string): string {
	return text.replaceAll(/\bimport(?=\("(?:base|screen|lab|rest):)/gv, '$$later');
}

const unwritten = {
	write: false,
	outdir: 'dist',
	minify: false,
	sourcemap: false,
} as const satisfies BuildOptions;

// esbuild's expressions are those of Go, which have no flags of JavaScript.
// eslint-disable-next-line require-unicode-regexp
const anything = /./;

function ownersOf(inputs: Inputs): Owners {
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

/** What other scripts ask for by its path, and how it is evaluated: what nobody requires may have to be waited for. */
function askedByPath(inputs: Inputs, owners: Owners): ReadonlyMap<string, string> {
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

/** The names that bundles import from the base, by its modules. */
function namesImported(bundles: readonly string[]): ReadonlyMap<string, readonly string[]> {
	const found = new Map<string, Set<string>>();
	for (const bundle of bundles) {
		for (const {groups} of bundle.matchAll(/^import \{(?<names>[^\}]+)\} from "base:(?<module>[^"]+)";$/gmv)) {
			const names = found.get(groups!['module']!) ?? new Set();
			found.set(groups!['module']!, names);
			for (const [name] of groups!['names']!.matchAll(/(?<=^|,)\s*\w+/gv)) {
				names.add(name.trim());
			}
		}
	}

	return new Map([...found].map(([module, names]) => [module, [...names]]));
}

/** The path in `base:PATH`. */
function pathOf(module: string): string {
	return module.slice(module.indexOf(':') + 1);
}

/** A function that finds modules, each only as it is asked for. */
function providing(cases: readonly string[]): string {
	return `provide(module => { switch (module) {\n${cases.join('\n')}\n} });`;
}

/** A module with what one of the base exports, of which the unused is left out. */
function asking(module: string, names: readonly string[]): string {
	return [
		`const module = require('${module}');`,
		...names.map((name, at) => `export const ${name} = /* @__PURE__ */ (() => module.${shortName(at)})();`),
	].join('\n');
}

/** Names between scripts: the true ones would be 3 KB of the tarball. */
function shortName(at: number): string {
	return `x${at.toString(36)}`;
}
