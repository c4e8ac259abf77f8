import type {ScriptSteps} from '../commands/define.ts';
import {execute} from '../commands/execute.ts';
import {done, type Outcome} from '../commands/outcome.ts';
import {limits} from '../core/limits.ts';
import {problem, type Problem} from '../core/problem.ts';
import type {Lab} from '../lab/lab.ts';
import {readChecked} from './read-checked.ts';
import {endLines, positionText} from './result-text.ts';
import {filesAndValues} from './run-options.ts';
import {runScript} from './run-script.ts';
import type {Mistake, Script} from './statement.ts';
import {portNames} from './variables.ts';

type Settings = {
	/** A free port for each name. */
	readonly freePorts: (names: ReadonlySet<string>) => Promise<ReadonlyMap<string, number>>;
	/** The time limit of each script. */
	readonly timeout_ms: number;
	/** Ends the script that runs. */
	readonly signal: AbortSignal;
	/** How many scripts run each other, of which this is the last; from 1. */
	readonly depth?: number;
};

/**
What `run FILE` does without a screen: it runs the script whole, in the session of its line, where what it opened stays
open. A script may run others, up to `limits.script_depth` within each other.
*/
export function scriptsWithin(lab: Lab, settings: Settings): ScriptSteps {
	return {
		async begin(file, given) {
			if ((settings.depth ?? 1) > limits.script_depth) {
				return problem(`at most ${limits.script_depth} scripts may run each other`);
			}

			const {values} = filesAndValues(given);
			const {script, mistakes} = await readChecked(file, values);
			return mistakes.length === 0 ? runWithin(lab, script, values, settings) : mistakeProblem(file, mistakes);
		},
		go: how => problem(`${how} is for scripts on the screen`, undefined, '`run FILE` runs one'),
	};
}

async function runWithin(
	lab: Lab,
	script: Script,
	values: ReadonlyMap<string, string>,
	settings: Settings,
): Promise<Outcome> {
	const {freePorts, timeout_ms, signal, depth = 1} = settings;
	const ports = await freePorts(portNames(script.statements));
	const scripts = scriptsWithin(lab, {...settings, depth: depth + 1});
	const {end} = await runScript(script, {
		lab,
		given: {values, ports},
		timeout_ms,
		execute: async line => execute(lab, line, {screen: false, scripts}),
		signal,
	});
	const lines = endLines(end);
	return lines.length === 0 ? done : {failure: {lines}};
}

/** The first mistake, and how to see all. */
function mistakeProblem(file: string, [first, ...others]: readonly Mistake[]): Problem {
	const {position, problem: {message}} = first!;
	const hint = others.length === 0 ? undefined : `\`sockplay check ${file}\` shows ${others.length} more`;
	return problem(position.line === 0 ? message : `${positionText(position)}: ${message}`, undefined, hint);
}
