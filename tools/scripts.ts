/**
The scripts that the program consists of; which module is in which is in `script-owners.ts`.

At a start V8 reads the text of a script and something of each function in it, and makes a closure of each in its
outermost scope. A start without a screen needs a fifth of the program: that is the script `base`. The others are read
when a module of theirs is asked for: `screen` on the main thread, `lab` on the thread beside it, `rest` for subcommands
and for lines that few sessions have. Each module is in one script, in the base if two others import it. What another
script has is required by that script's name: `rest:source/nc/start.ts`; a module of the base, with the names that the
others import of it, by its number: `base:17`.
*/
import {createHash} from 'node:crypto';
import path from 'node:path';
import {build, type BuildOptions, type OnResolveArgs, type Plugin} from 'esbuild';
import {scriptNames, type ScriptName} from './script-names.ts';
import {askedByPath, first, ownersOf} from './script-owners.ts';

/** How the modules are distributed to the scripts, for the build of each. */
export type Distribution = {
	/** The text of a module that hands out those of a script that others ask for. */
	readonly entry: (script: ScriptName) => string;
	/** Asks other scripts for what is theirs. */
	readonly elsewhere: (script: ScriptName) => Plugin;
};

/** Where the module is that is imported in a script, as `SCRIPT:PATH`; undefined where that is the script itself. */
type PlaceOf = (script: ScriptName, imported: OnResolveArgs) => string | undefined;

/** The names that others import of each module of the base; a module's number is its place among them. */
type NamesOfBase = ReadonlyMap<string, readonly string[]>;

/**
Distributes the modules of the program that is bundled with these options. It is bundled twice before: whole, for what
imports what; then each script with imports of the others left as they are, for the names that are left of them.
*/
export async function distribute(root: string, options: BuildOptions): Promise<Distribution> {
	const {metafile: {inputs}} = await build({...options, ...unwritten, entryPoints: [first], metafile: true});
	const owners = ownersOf(inputs);
	const asked = askedByPath(inputs, owners);
	const placeOf: PlaceOf = (script, {path: original, importer, namespace, kind}) => {
		const id = namespace === 'file' ? path.relative(root, importer) : `${namespace}:${importer}`;
		const found = inputs[id]?.imports.find(each => each.original === original && each.kind === kind);
		const owner = found && owners.get(found.path);
		return owner === undefined || owner === script ? undefined : `${owner}:${found!.path}`;
	};

	const casesOf = (script: ScriptName) => [...asked]
		.filter(([module]) => owners.get(module) === script)
		.map(([module, expression]) => `case '${module}': return ${expression};`);
	const bundles = await Promise.all(scriptNames.map(async script => build({
		...options,
		...unwritten,
		stdin: {contents: providing(casesOf(script)), resolveDir: root},
		plugins: [leftAsTheyAre(script, placeOf), ...options.plugins ?? []],
	})));
	const texts = bundles.map(({outputFiles}) => outputFiles[0]!.text);
	const names = namesImported(texts);
	const buildHash = createHash('sha256').update(texts.join('')).digest('hex').slice(0, 16);
	const numbered = names.keys().map((module, at) => `case '${at}': return require('named:${module}');`).toArray();
	return {
		entry: script => providing([...casesOf(script), ...script === 'base' ? numbered : []], buildHash),
		elsewhere: script => askedForElsewhere(script, placeOf, {root, names}),
	};
}

/** Leaves the imports of other scripts as they are. */
function leftAsTheyAre(script: ScriptName, placeOf: PlaceOf): Plugin {
	return {
		name: 'left as they are',
		setup({onResolve}) {
			onResolve({filter: anything}, given => {
				const module = placeOf(script, given);
				return module === undefined ? undefined : {path: module, external: true};
			});
		},
	};
}

/**
Replaces imports of other scripts: an import statement, which is always of the base, by a module that requires the
base's; others stay requires, of the path. In the base, `named:PATH` is a module with the numbered names of another.
*/
function askedForElsewhere(
	script: ScriptName,
	placeOf: PlaceOf,
	{root, names}: {readonly root: string; readonly names: NamesOfBase},
): Plugin {
	const modules = names.keys().toArray();
	return {
		name: 'asked for elsewhere',
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

/** The names that bundles import from the base, by its modules. */
function namesImported(bundles: readonly string[]): NamesOfBase {
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

/** A function that finds modules, each only as it is asked for; and the build, which is the same in all scripts. */
function providing(cases: readonly string[], buildHash = ''): string {
	return `provide(module => { switch (module) {\n${cases.join('\n')}\n} }, '${buildHash}');`;
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
