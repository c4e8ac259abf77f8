/** The project's own files as a graph of imports. */
import {globSync, readFileSync} from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../..');

/** What each file imports, by its path from the root: static, dynamic and type imports, re-exports; those of the project as paths from the root as well. */
export function importGraph(): ReadonlyMap<string, readonly string[]> {
	const files = ['cli.tsx', ...globSync('{source,tools,bench}/**/*.{ts,tsx}', {cwd: root})];
	return new Map(files.map(file => {
		const {importedFiles} = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'), true, true);
		return [file, importedFiles.map(({fileName}) => fileName.startsWith('.') ? path.join(path.dirname(file), fileName) : fileName)];
	}));
}

/** The files with an import whose name is computed: what it will be, nobody can tell beforehand. */
export function computedImports(): readonly string[] {
	return globSync('{cli.tsx,source/**/*.{ts,tsx}}', {cwd: root}).filter(file => /\b(?:import|require)\((?!["'])/v.test(readFileSync(path.join(root, file), 'utf8')));
}

/** The groups of files of which each imports every other, by whatever way (Tarjan's strongly connected components); in the order of the alphabet. */
export function importCircles(graph: ReadonlyMap<string, readonly string[]>): ReadonlyArray<readonly string[]> {
	const numbers = new Map<string, {readonly index: number; low: number; isOpen: boolean}>();
	const trail: string[] = [];
	const circles: string[][] = [];
	const visit = (file: string) => {
		const own = {index: numbers.size, low: numbers.size, isOpen: true};
		numbers.set(file, own);
		trail.push(file);
		for (const next of graph.get(file)?.filter(each => graph.has(each)) ?? []) {
			const there = numbers.get(next) ?? visit(next);
			own.low = there.isOpen ? Math.min(own.low, there.low) : own.low;
		}

		if (own.low === own.index) {
			const circle = trail.splice(trail.indexOf(file));
			for (const member of circle) {
				numbers.get(member)!.isOpen = false;
			}

			circles.push(circle.toSorted());
		}

		return own;
	};

	for (const file of graph.keys()) {
		if (!numbers.has(file)) {
			visit(file);
		}
	}

	return circles.filter(({length}) => length > 1);
}
