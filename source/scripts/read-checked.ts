import {checkScript} from './check-script.ts';
import {readScript, type ScriptRead} from './read-script.ts';

/** Reads a script and what it includes, with every mistake that can be found before it runs. */
export async function readChecked(file: string, values: ReadonlyMap<string, string>): Promise<ScriptRead> {
	const {script, mistakes} = await readScript(file);
	return {script, mistakes: [...mistakes, ...checkScript(script, new Set(values.keys()))]};
}
