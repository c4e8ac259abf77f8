import process from 'node:process';
import {explainProblem} from '../../core/problem.ts';
import {visibleText} from '../../core/visible.ts';
import {ignoreReadersGone, print} from '../../headless/print.ts';
import {exitCodes} from '../../headless/session.ts';
import {readChecked} from '../read-checked.ts';
import {endLines} from '../result-text.ts';
import {readRunOptions, runHelp, type RunOptions} from '../run-options.ts';

/** `sockplay check FILE…`: reads scripts, runs nothing, and tells every mistake. */
export async function start(argv: readonly string[]): Promise<number> {
	ignoreReadersGone();

	const options = readRunOptions('sockplay check', argv);
	if ('problem' in options) {
		await print(process.stderr, explainProblem(options.line, options.problem));
		return exitCodes.wrong;
	}

	if (options.isHelp) {
		await print(process.stdout, runHelp);
		return exitCodes.done;
	}

	const areRight = await Array.fromAsync(options.files, async file => isRight(file, options));

	return areRight.every(Boolean) ? exitCodes.done : exitCodes.wrong;
}

async function isRight(file: string, {values}: RunOptions): Promise<boolean> {
	const {mistakes} = await readChecked(file, values);
	await (mistakes.length === 0
		? print(process.stdout, `ok ${visibleText(file)}`)
		: print(process.stderr, endLines({type: 'wrong', mistakes}).join('\n')));
	return mistakes.length === 0;
}
