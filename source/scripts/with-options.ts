import process from 'node:process';
import {explainProblem} from '../core/problem.ts';
import {ignoreReadersGone, print} from '../headless/print.ts';
import {exitCodes} from '../headless/exit-codes.ts';
import {readRunOptions, runHelp, type RunOptions} from './run-options.ts';

/** Runs with the options of a command line; `--help` and mistakes are printed instead. Resolves to the exit code. */
export async function withOptions(
	command: string,
	argv: readonly string[],
	run: (options: RunOptions) => Promise<number>,
): Promise<number> {
	ignoreReadersGone();
	const options = readRunOptions(command, argv);
	if ('problem' in options) {
		await print(process.stderr, explainProblem(options.line, options.problem));
		return exitCodes.wrong;
	}

	if (options.isHelp) {
		await print(process.stdout, runHelp);
		return exitCodes.done;
	}

	return run(options);
}
