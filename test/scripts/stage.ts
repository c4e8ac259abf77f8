/** Scripts that are written in a test, on a network in memory. */
import {Buffer} from 'node:buffer';
import {verbNames} from '../../source/commands/table.ts';
import {execute} from '../../source/commands/execute.ts';
import type {Outcome} from '../../source/commands/outcome.ts';
import type {Clock} from '../../source/core/clock.ts';
import {problem} from '../../source/core/problem.ts';
import {Lab} from '../../source/lab/lab.ts';
import {readChecked} from '../../source/scripts/read-checked.ts';
import {readScript, type ReadFile, type ScriptRead} from '../../source/scripts/read-script.ts';
import {endLines} from '../../source/scripts/result-text.ts';
import {runScript, type RunSettings} from '../../source/scripts/run-script.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';

/** Files by their names; `main.play` is where it begins. */
export type Files = Readonly<Record<string, string>>;

export async function read(files: Files): Promise<ScriptRead> {
	return readScript('main.play', readFrom(files));
}

function readFrom(files: Files): ReadFile {
	return async file => files[file] ?? problem(`${file} cannot be read: ENOENT`);
}

/** What `sockplay check` prints. */
export async function check(files: Files, given: readonly string[] = []): Promise<readonly string[]> {
	const {mistakes} = await readChecked('main.play', new Map(given.map(name => [name, ''])), readFrom(files));
	return endLines({type: 'wrong', mistakes});
}

type Wanted = Partial<Pick<RunSettings, 'timeout_ms' | 'beforeLine' | 'afterLine' | 'signal'>> & {
	readonly values?: Readonly<Record<string, string>>;
	readonly ports?: Readonly<Record<string, number>>;
	readonly clock?: Clock;
	/** Lines that are not the language's, and what they come to. */
	readonly answers?: Readonly<Record<string, (lab: Lab) => Outcome | Promise<Outcome>>>;
};

export type Ran = {
	/** Every line that was run. */
	readonly ran: readonly string[];
	/** What it came to; the lines below are the explanation. */
	readonly ended: readonly string[];
	readonly lab: Lab;
};

/** Runs a script; the lab is closed afterwards. */
export async function run(files: Files | string, {values = {}, ports = {}, clock, answers = {}, ...wanted}: Wanted = {}): Promise<Ran> {
	const lab = new Lab({network: memoryNetwork(), now_us: clock?.now_us ?? (() => 0), random: count => new Uint8Array(count), reservedNames: verbNames, ...clock !== undefined && {clock}});
	const {script} = await read(typeof files === 'string' ? {'main.play': files} : files);
	const ran: string[] = [];
	const {end} = await runScript(script, {
		lab,
		given: {values: new Map(Object.entries(values)), ports: new Map(Object.entries(ports))},
		timeout_ms: 10_000,
		async execute(line) {
			ran.push(line);
			return answers[line] === undefined ? execute(lab, line, {screen: false}) : answers[line](lab);
		},
		...wanted,
	});
	lab.closeAll();
	return {ran, ended: [end.type, ...endLines(end)], lab};
}

/** Groups that an expression captured. */
export function captured(groups: Readonly<Record<string, string>>): Outcome {
	return {captures: Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, Buffer.from(text, 'latin1')]))};
}

/** What a line comes to that never finishes. */
export const never = async () => Promise.withResolvers<Outcome>().promise;
