import process from 'node:process';
import type {CommandLine, PipeWords} from '../command-line.ts';
import {type Clock, now_us, timerClock} from '../core/clock.ts';
import {limits} from '../core/limits.ts';
import {explainProblem, isProblem, shiftProblem, type Problem} from '../core/problem.ts';
import {endingCodes} from '../headless/ending-codes.ts';
import {exitCodes} from '../headless/exit-codes.ts';
import {realNetwork} from '../sockets/real-network.ts';
import {isNull, openInput, openOutput} from '../sockets/standard-streams.ts';
import {ErrorOutput} from './error-output.ts';
import {readPipeLine, type PipeLine} from './line.ts';
import {runPipe, type PipeEnd, type PipeSettings} from './pipe.ts';
import {readPortWords, type Port} from './ports.ts';
import type {PipeRecording} from './recording.ts';
import {printOpen} from './print-open.ts';
import {scanPorts} from './zero.ts';

const codes: Readonly<Record<PipeEnd, number>> = {
	done: exitCodes.done,
	unread: exitCodes.done,
	idle: exitCodes.done,
	stopped: exitCodes.done,
	refused: exitCodes.refused,
	lost: exitCodes.refused,
	failed: exitCodes.refused,
};

/** What every run is given. */
type Surroundings = Pick<PipeSettings, 'clock' | 'tell' | 'taker'> & {
	readonly errors: ErrorOutput;
	readonly signal: AbortSignal;
};

/** Resolves to the exit code. */
type Run = (surroundings: Surroundings) => Promise<number>;

/**
Passes bytes between the streams of this process and a socket, or tries ports; resolves to the exit code, or to
`undefined` when the words are no pipe, because a service answers.
*/
export async function startPipe(words: PipeWords, {for_ms}: Pick<CommandLine, 'for_ms'>): Promise<number | undefined> {
	const run = words.zero ? zeroOf(words) : await pipeOf(words);
	if (run === undefined) {
		return undefined;
	}

	if (isProblem(run)) {
		return wrong(words.line, run);
	}

	const clock = timerClock();
	const errors = new ErrorOutput(process.stderr, words.log ? 'everything' : 'failures', now_us);
	const recording = words.record === undefined ? undefined : await recordingTo(words.record, clock, errors);
	const unrecorded = await recording?.begin();
	return unrecorded === undefined
		? runToEnd(run, {clock, errors, recording, for_ms})
		: wrong(`record ${words.record}`, shiftProblem(unrecorded, 'record '.length));
}

/** What records is loaded only where something is recorded. */
async function recordingTo(file: string, clock: Clock, errors: ErrorOutput): Promise<PipeRecording> {
	const [{PipeRecording}, {recordInWorker}] =
		await Promise.all([import('./recording.ts'), import('../recorder/in-worker.ts')]);
	return new PipeRecording(file, {clock, recorder: recordInWorker(now_us), note: errors.tell});
}

function wrong(line: string, found: Problem): number {
	console.error(explainProblem(line, found));
	return exitCodes.wrong;
}

type Whole = {
	readonly clock: Clock;
	readonly errors: ErrorOutput;
	readonly recording: PipeRecording | undefined;
	readonly for_ms: number | undefined;
};

/** Runs it until it ends, a signal comes or the time is over, and writes what is left. */
async function runToEnd(run: Run, {clock, errors, recording, for_ms}: Whole): Promise<number> {
	const ending = new AbortController();
	const {stop, stopNow} = endingCodes();
	let stopCode: number | undefined;
	void stop.then(code => {
		stopCode = code;
		ending.abort();
	});
	if (for_ms !== undefined) {
		clock.schedule(clock.now_us() + (for_ms * 1000), () => {
			ending.abort();
		}, 'background');
	}

	const code = await Promise.race([stopNow, run({
		clock,
		errors,
		signal: ending.signal,
		...(recording !== undefined && {taker: recording.taker}),
		tell(speaker, fact, bytes) {
			errors.tell(speaker, fact, bytes);
			recording?.tell(speaker, fact, bytes);
		},
	})]);
	const isWhole = await recording?.end(timeUp(clock, stop, stopNow)) ?? true;
	await errors.end(stopNow);
	return stopCode ?? (isWhole ? code : exitCodes.refused);
}

/** Resolves some time after a signal, or at a second one; never without a signal. */
async function timeUp(clock: Clock, stop: Promise<unknown>, stopNow: Promise<unknown>): Promise<void> {
	await stop;
	const time = Promise.withResolvers<void>();
	clock.schedule(clock.now_us() + (limits.exit_work_ms * 1000), time.resolve, 'background');
	await Promise.race([time.promise, stopNow]);
}

async function pipeOf(words: PipeWords): Promise<Run | Problem | undefined> {
	const line = await readPipeLine(words.line, words.isAsked);
	return line === undefined || isProblem(line) ? line : async surroundings => pass(words, line, surroundings);
}

function zeroOf(words: PipeWords): Run | Problem {
	const ports = readPortWords(words.words);
	return isProblem(ports) ? ports : async surroundings => scan(words, ports, surroundings);
}

async function pass(words: PipeWords, line: PipeLine, {errors, ...surroundings}: Surroundings): Promise<number> {
	const isDatagram = line.address.transport === 'udp';
	// Without any input a listener has nothing to end: a FIN right at the beginning would make many clients close.
	const hasNothingToEnd = line.role === 'listen' && isNull(0);
	const end = await runPipe({
		...line,
		...surroundings,
		network: realNetwork,
		input: openInput(0, isDatagram ? limits.pipe_datagram_bytes : limits.pipe_bytes),
		output: openOutput(1),
		keepOpen: words.keepOpen,
		...(hasNothingToEnd && {atInputEnd: 'nothing' as const}),
		...(words.idle_ms !== undefined && {idle_ms: words.idle_ms}),
		...(words.timeout_ms !== undefined && {timeout_ms: words.timeout_ms}),
		...(words.waitAfterEof_ms !== undefined && {afterInput_ms: words.waitAfterEof_ms}),
		reached(milestone) {
			errors.reached(milestone, line.address);
		},
	});
	return codes[end];
}

async function scan(words: PipeWords, ports: readonly Port[], {tell, ...surroundings}: Surroundings): Promise<number> {
	const isRange = ports.some(({isOfRange}) => isOfRange);
	const printed = printOpen(openOutput(1));
	const isAnswered = await scanPorts({
		...surroundings,
		ports,
		network: realNetwork,
		...(words.timeout_ms !== undefined && {timeout_ms: words.timeout_ms}),
		// Of a range, that most ports are closed is no news.
		tell: words.log || !isRange ? tell : () => undefined,
		found: printed.found,
		signal: AbortSignal.any([surroundings.signal, printed.gone]),
	});
	await printed.end();
	return isAnswered ? exitCodes.done : exitCodes.refused;
}
