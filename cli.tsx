#!/usr/bin/env node
/** The entry point of the program. Everything else is loaded after Node's version has been checked. */
import process from 'node:process';

// Without a listener Node would open its debugger.
process.on('SIGUSR1', () => undefined);

const needed = 22;
const major = Number(process.versions.node.split('.', 1)[0]);
if (major < needed) {
	end(
		`sockplay needs Node ${needed} or newer; this is Node ${process.versions.node}. In the folder of sockplay, "npm install && npm start" installs and uses it.`,
	);
} else {
	await begin();
}

async function begin(): Promise<void> {
	// React's development build doubles the cost of a frame; the variable has to be set before it is loaded.
	process.env['NODE_ENV'] ??= 'production';
	const {enableCompileCache} = await import('node:module');
	enableCompileCache();

	const {findSubcommand} = await import('./source/subcommands.ts');
	const [word, ...rest] = process.argv.slice(2);
	const subcommand = await findSubcommand(word);
	if (subcommand !== undefined) {
		process.exit(await subcommand.start(rest));
	}

	const {readCommandLine} = await import('./source/command-line.ts');
	const {explainProblem} = await import('./source/core/problem.ts');
	const options = readCommandLine(process.argv.slice(2), import.meta);
	if ('problem' in options) {
		end(explainProblem(options.line, options.problem));
		return;
	}

	if ('text' in options) {
		print(await options.text);
		return;
	}

	const isBetweenPipes = !process.stdout.isTTY && !process.stdin.isTTY;
	if (options.pipe !== undefined && (isBetweenPipes || options.pipe.isAsked)) {
		const {startPipe} = await import('./source/pipe/start.ts');
		const code = await startPipe(options.pipe, options);
		if (code !== undefined) {
			process.exit(code);
		}
	}

	const isOnScreen = process.stdout.isTTY && process.stdin.isTTY && !options.plain && !options.json;
	if (isOnScreen) {
		const {startScreen} = await import('./source/ui/start.tsx');
		process.exitCode = await startScreen(options);
	} else {
		const {startHeadless} = await import('./source/headless/start.ts');
		process.exit(await startHeadless(options));
	}
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
