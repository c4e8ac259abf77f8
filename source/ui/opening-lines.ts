import {isProblem} from '../core/problem.ts';
import type {Outcome} from '../commands/outcome.ts';

type Run = (line: string) => Promise<Outcome>;

/**
What runs as the screen opens: the lines of the command line; when they ask for nothing but a recording, and without
`--blank`, an echo server with a client.
*/
export function openingLines(
	{lines, blank}: {readonly lines: readonly string[]; readonly blank: boolean},
): (run: Run) => Promise<void> {
	return async run => {
		for (const line of lines) {
			const outcome = await run(line);
			if (isProblem(outcome)) {
				return;
			}
		}

		if (!blank && lines.every(line => line.startsWith('record '))) {
			await openEcho(run);
		}
	};
}

/** An echo server on port 4000, or on the next that is free: the log tells which were not. */
async function openEcho(run: Run): Promise<void> {
	const outcome = await run('listen tcp:4000 echo name=s1 tries=20');
	if (isProblem(outcome) || outcome.refused !== true) {
		await run('connect s1');
	}
}
