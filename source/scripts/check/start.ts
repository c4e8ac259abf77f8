import process from 'node:process';
import {explainProblem} from '../../core/problem.ts';
import {visibleText} from '../../core/visible.ts';
import {flushed} from '../../headless/flushed.ts';
import {exitCodes} from '../../headless/session.ts';
import {checkScript} from '../check-script.ts';
import {readScript} from '../read-script.ts';
import {endLines} from '../result-text.ts';
import {readRunOptions, runHelp, type RunOptions} from '../run-options.ts';

/** `sockplay check FILE…`: reads scripts, runs nothing, and tells every mistake. */
export async function start(argv: readonly string[]): Promise<number> {
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', () => undefined);
	}

	const options = readRunOptions('sockplay check', argv);
	if ('problem' in options) {
		await write(process.stderr, explainProblem(options.line, options.problem));
		return exitCodes.wrong;
	}

	if (options.isHelp) {
		await write(process.stdout, runHelp);
		return exitCodes.done;
	}

	const areRight = await Array.fromAsync(options.files, async file => isRight(file, options));

	return areRight.every(Boolean) ? exitCodes.done : exitCodes.wrong;
}

async function isRight(file: string, {values}: RunOptions): Promise<boolean> {
	const {script, mistakes} = await readScript(file);
	const all = [...mistakes, ...checkScript(script, new Set(values.keys()))];
	await (all.length === 0
		? write(process.stdout, `ok ${visibleText(file)}`)
		: write(process.stderr, endLines({type: 'wrong', mistakes: all}).join('\n')));
	return all.length === 0;
}

async function write(output: NodeJS.WriteStream, text: string): Promise<void> {
	output.write(`${text}\n`);
	await flushed(output);
}
