/** The program from its words on: a subcommand, a pipe, the screen, or lines without a screen. */
import process from 'node:process';

const code = await run();
if (code !== undefined) {
	// Whatever is still open.
	// eslint-disable-next-line unicorn/no-process-exit
	process.exit(code);
}

/** Resolves to the exit code; undefined where the process ends by itself. */
async function run(): Promise<number | undefined> {
	const {findSubcommand} = await import('./subcommands.ts');
	const [word, ...rest] = process.argv.slice(2);
	const subcommand = await findSubcommand(word);
	if (subcommand !== undefined) {
		return subcommand.start(rest);
	}

	const {readCommandLine} = await import('./command-line.ts');
	const {explainProblem} = await import('./core/problem.ts');
	const options = readCommandLine(process.argv.slice(2), import.meta);
	if ('problem' in options) {
		end(explainProblem(options.line, options.problem));
		return undefined;
	}

	if ('text' in options) {
		print(await options.text);
		return undefined;
	}

	const isBetweenPipes = !process.stdout.isTTY && !process.stdin.isTTY;
	if (options.pipe !== undefined && (isBetweenPipes || options.pipe.isAsked)) {
		const {startPipe} = await import('./pipe/start.ts');
		const ended = await startPipe(options.pipe, options);
		if (ended !== undefined) {
			return ended;
		}
	}

	const isOnScreen = process.stdout.isTTY && process.stdin.isTTY && !options.plain && !options.json;
	if (!isOnScreen) {
		const {startHeadless} = await import('./headless/start.ts');
		return startHeadless(options);
	}

	const {startScreen} = await import('./ui/start.tsx');
	process.exitCode = await startScreen(options);
	return undefined;
}

/** Lets the process end by itself, because `process.exit` would lose output that a pipe has not accepted. */
function end(explanation: string): void {
	console.error(explanation);
	process.exitCode = 2;
}

/** Prints what was asked for. That nobody reads it any more is no failure. */
function print(text: string): void {
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') {
			console.error(`standard output failed: ${error.message}`);
			process.exitCode = 1;
		}
	});
	process.stdout.write(`${text}\n`);
}
