import type {Readable, Writable} from 'node:stream';
import type {ScriptSteps} from '../commands/define.ts';
import {check} from '../commands/execute.ts';
import type {Lab} from '../lab/lab.ts';
import type {Clock} from '../core/clock.ts';
import {limits} from '../core/limits.ts';
import {explainProblem, isProblem, type Problem} from '../core/problem.ts';
import {formatCount} from '../core/quantities.ts';
import {visibleText} from '../core/visible.ts';
import {EventPrinter, type Format} from './event-printer.ts';
import {inputLines} from './input-lines.ts';
import {exitCodes} from './exit-codes.ts';
import {HeadlessSession} from './session.ts';
import {flushed} from './flushed.ts';

export type HeadlessSettings = {
	readonly lab: Lab;
	/** Run first, in order, each after the one before. */
	readonly lines: readonly string[];
	/** Further lines. */
	readonly input: Readable & {readonly isTTY?: boolean};
	readonly output: Writable;
	readonly errors: Writable;
	readonly format: Format;
	/** Ends after this long. */
	readonly for_ms?: number;
	/** Runs the scripts of `run FILE`. */
	readonly scripts?: ScriptSteps;
	/** A signal: ends the session with this exit code. */
	readonly stop: Promise<number>;
	/** A second signal: ends without waiting. */
	readonly stopNow: Promise<number>;
};

type Tell = (text: string) => void;

/**
Runs lines without a screen, prints every event as it happens, and resolves to the exit code.

It runs while anything is open or due; without lines of its own, also until its input ends. A mistake in a line ends it
with 2; `lines` are checked before anything runs. A failed recording or output turns 0 into 1; a reader that has gone
(EPIPE) does not. At the end it waits until its output has been written: after a signal only for a limited time, after a
second signal not at all.
*/
export async function runHeadless(settings: HeadlessSettings): Promise<number> {
	const {errors} = settings;
	// The exit code is enough when nobody reads the explanations.
	errors.on('error', () => undefined);
	const code = await run(settings, text => {
		errors.write(`${text}\n`);
	});
	await Promise.race([flushed(errors), afterSignal(settings, limits.exit_wait_ms)]);
	return code;
}

async function run(settings: HeadlessSettings, tell: Tell): Promise<number> {
	const tellProblem = (line: string, found: Problem) => {
		tell(explainProblem(line, found));
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
	const session = new HeadlessSession({
		lab,
		printer,
		tell,
		tellProblem,
		interactive: settings.input.isTTY === true,
		...(settings.scripts !== undefined && {scripts: settings.scripts}),
	});
	const cancelEnd = settings.for_ms === undefined
		? undefined
		: after(lab.clock, settings.for_ms, () => {
			session.end(exitCodes.done);
		});
	void settings.stop.then(code => {
		session.end(code);
	});
	void printer.gone.then(() => {
		session.finish();
	});
	void runLines(session, settings, tell);
	const code = await session.ended;
	cancelEnd?.();
	lab.closeAll();
	await endRecording(settings, tell);
	await Promise.race([printer.flush(), afterSignal(settings, limits.exit_wait_ms)]);
	if (printer.failure !== undefined) {
		tell(`standard output failed: ${visibleText(printer.failure.message)}`);
	}

	const hasFailed = printer.failure !== undefined || lab.recordings.hasFailed;
	return code === exitCodes.done && hasFailed ? exitCodes.refused : code;
}

async function runLines(session: HeadlessSession, {lines, input}: HeadlessSettings, tell: Tell): Promise<void> {
	for (const line of lines) {
		await session.run(line);
	}

	// A recording alone does not keep the session from reading further lines.
	session.endWhenIdle({evenWhileReading: lines.some(line => !line.startsWith('record '))});
	try {
		await runInput(session, input);
		session.endWhenIdle({evenWhileReading: true});
	} catch (error) {
		tell(`standard input failed: ${visibleText(String(error))}`);
		session.end(exitCodes.refused);
	}
}

async function runInput(session: HeadlessSession, input: Readable): Promise<void> {
	let number = 0;
	for await (const line of inputLines(input)) {
		number++;
		if ('text' in line) {
			await session.run(line.text);
		} else {
			const length = `${line.more ? 'more than ' : ''}${formatCount(line.characters)}`;
			const max = formatCount(limits.line_characters);
			session.wrong(`line ${formatCount(number)} of standard input has ${length} characters; at most ${max} are allowed`);
		}
	}
}

/** Ends the recording; after a signal, waits only for a limited time and reports an incomplete file. */
async function endRecording(settings: HeadlessSettings, tell: Tell): Promise<void> {
	const path = settings.lab.recordings.current?.path;
	const isWhole = await settings.lab.recordings.end(afterSignal(settings, limits.exit_work_ms));
	if (!isWhole) {
		tell(`${visibleText(path!)} is incomplete: its end was not written in time`);
	}
}

/** Resolves so long after a signal, or at a second one; never without a signal. */
async function afterSignal({lab, stop, stopNow}: HeadlessSettings, duration_ms: number): Promise<void> {
	await stop;
	const wait = Promise.withResolvers<void>();
	const cancel = after(lab.clock, duration_ms, wait.resolve);
	await Promise.race([wait.promise, stopNow]);
	cancel();
}

function after(clock: Clock, duration_ms: number, action: () => void): () => void {
	return clock.schedule(clock.now_us() + (duration_ms * 1000), action, 'coarse');
}
