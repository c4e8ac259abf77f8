import type {Readable, Writable} from 'node:stream';
import readline from 'node:readline';
import {setTimeout as delay} from 'node:timers/promises';
import {check} from '../commands/execute.ts';
import type {Lab} from '../lab/lab.ts';
import {limits} from '../core/limits.ts';
import {explainProblem, isProblem, type Problem} from '../core/problem.ts';
import {EventPrinter, type Format} from './event-printer.ts';
import {exitCodes, HeadlessSession} from './session.ts';

export type HeadlessSettings = {
	readonly lab: Lab;
	/** Run first, in order, each when the one before has finished. */
	readonly lines: readonly string[];
	/** More lines, as they come. */
	readonly input: Readable & {readonly isTTY?: boolean};
	readonly output: Writable;
	readonly errors: Writable;
	readonly format: Format;
	/** Ends after this long. */
	readonly for_ms?: number;
	/** Ends it from outside, with this exit code: a signal. */
	readonly stop: Promise<number>;
};

/**
Runs lines without a screen, prints every event as it happens, and answers the exit code.

It goes on while anything is open or due; without lines of its own, also until its input ends. A line that cannot be understood ends it with 2: those that are known beforehand before anything runs. Whatever ends it, what was printed is waited for; after a signal, for a moment only.
*/
export async function runHeadless(settings: HeadlessSettings): Promise<number> {
	const tellProblem = (line: string, found: Problem) => {
		settings.errors.write(`${explainProblem(line, found)}\n`);
	};

	for (const line of settings.lines) {
		const found = check(line, {screen: false});
		if (isProblem(found)) {
			tellProblem(line, found);
			return exitCodes.wrong;
		}
	}

	const {lab} = settings;
	const printer = new EventPrinter(lab, settings.output, settings.format);
	const session = new HeadlessSession({lab, printer, tellProblem, interactive: settings.input.isTTY === true});
	const timer = settings.for_ms === undefined
		? undefined
		: setTimeout(() => {
			session.end(exitCodes.done);
		}, settings.for_ms);
	void settings.stop.then(code => {
		session.end(code);
	});
	void printer.gone.then(() => {
		session.end(exitCodes.done);
	});
	void runLines(session, settings);
	const code = await session.ended;
	clearTimeout(timer);
	lab.closeAll();
	await lab.endRecording();
	await (code > exitCodes.signalled ? Promise.race([printer.flush(), delay(limits.farewell_ms)]) : printer.flush());
	return code;
}

async function runLines(session: HeadlessSession, {lines, input}: HeadlessSettings): Promise<void> {
	for (const line of lines) {
		// Each line when the one before has finished: that is their contract.

		await session.run(line);
	}

	// A recording is no work of its own: with nothing else to do, the lines to come are.
	session.endWhenIdle({evenWhileReading: lines.some(line => !line.startsWith('record '))});
	for await (const line of readline.createInterface({input, crlfDelay: Infinity, terminal: false})) {
		await session.run(line);
	}

	session.endWhenIdle({evenWhileReading: true});
}
