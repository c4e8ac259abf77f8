import {checkScript} from './check-script.ts';
import {type ReadFile, readScript, type ScriptRead} from './read-script.ts';
import {comparePositions} from './statement.ts';

/**
Reads a script with every mistake that can be found before it runs, in the order of the lines; `values` are its
variables, of which the names count.
*/
export async function readChecked(
	file: string,
	values: ReadonlyMap<string, string>,
	readFile?: ReadFile,
): Promise<ScriptRead> {
	const {script, mistakes} = await readScript(file, readFile);
	const all = [...mistakes, ...checkScript(script, new Set(values.keys()))];
	return {script, mistakes: all.toSorted((one, other) => comparePositions(one.position, other.position))};
}
