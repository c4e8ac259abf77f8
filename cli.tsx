#!/usr/bin/env node
/** Where the program begins: words in, exit code out. Only what any Node can read is loaded before its version is known to be enough. */
import process from 'node:process';

// Node would open a debugger. What ends the program by this signal listens to it, too.
process.on('SIGUSR1', () => undefined);

const needed = 22;
const major = Number(process.versions.node.split('.', 1)[0]);
if (major < needed) {
	end(`sockplay needs Node ${needed} or newer; this is Node ${process.versions.node}. In its own folder, "npm install && npm start" brings the right one along.`);
} else {
	await begin();
}

async function begin(): Promise<void> {
	// A small nursery: what is made for a frame dies young, and left to itself the engine lets it pile up (see thread/lab-thread.ts).
	const {setFlagsFromString} = await import('node:v8');
	setFlagsFromString('--max-semi-space-size=4');

	// React's development build doubles the cost of a frame; the variable has to be set before it is loaded.
	process.env['NODE_ENV'] ??= 'production';
	const {enableCompileCache} = await import('node:module');
	enableCompileCache();

	const {readCommandLine} = await import('./source/command-line.ts');
	const {explainProblem} = await import('./source/core/problem.ts');
	const options = readCommandLine(process.argv.slice(2), import.meta);
	if ('problem' in options) {
		end(explainProblem(options.line, options.problem));
		return;
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

/** The process ends by itself once the explanation was taken: `process.exit` would cut what a pipe has no room for. */
function end(explanation: string): void {
	console.error(explanation);
	process.exitCode = 2;
}
