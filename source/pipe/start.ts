import process from 'node:process';
import type {CommandLine, PipeWords} from '../command-line.ts';
import {now_us, timerClock} from '../core/clock.ts';
import {limits} from '../core/limits.ts';
import {explainProblem, isProblem} from '../core/problem.ts';
import {endingCodes} from '../headless/ending-codes.ts';
import {exitCodes} from '../headless/session.ts';
import {realNetwork} from '../sockets/real-network.ts';
import {openInput, openOutput} from '../sockets/standard-streams.ts';
import {readPipeLine} from './line.ts';
import {runPipe, type PipeEnd} from './pipe.ts';
import {ErrorOutput} from './error-output.ts';

const codes: Readonly<Record<Exclude<PipeEnd, 'stopped'>, number>> = {
	done: exitCodes.done,
	unread: exitCodes.done,
	idle: exitCodes.done,
	refused: exitCodes.refused,
	lost: exitCodes.refused,
	failed: exitCodes.refused,
};

/**
Passes bytes between the streams of this process and a socket; resolves to the exit code, or to `undefined` when the
words are no pipe, because a service answers.
*/
export async function startPipe(words: PipeWords, {for_ms}: Pick<CommandLine, 'for_ms'>): Promise<number | undefined> {
	const line = readPipeLine(words.line);
	if (line === undefined) {
		return undefined;
	}

	if (isProblem(line)) {
		console.error(explainProblem(words.line, line));
		return exitCodes.wrong;
	}

	const clock = timerClock();
	const {stop, stopNow} = endingCodes();
	const ending = new AbortController();
	const cancelEnd = for_ms === undefined
		? undefined
		: clock.schedule(clock.now_us() + (for_ms * 1000), () => {
			ending.abort();
		}, 'coarse');
	let stopCode: number = exitCodes.done;
	void stop.then(code => {
		stopCode = code;
		ending.abort();
	});

	const errors = new ErrorOutput(process.stderr, words.log ? 'everything' : 'failures', now_us);
	const isDatagram = line.address.transport === 'udp';
	const end = await Promise.race([stopNow, runPipe({
		...line,
		network: realNetwork,
		clock,
		input: openInput(0, isDatagram ? limits.pipe_datagram_bytes : limits.pipe_bytes),
		output: openOutput(1),
		keepOpen: words.keepOpen,
		...(words.idle_ms !== undefined && {idle_ms: words.idle_ms}),
		...(words.timeout_ms !== undefined && {timeout_ms: words.timeout_ms}),
		...(words.waitAfterEof_ms !== undefined && {afterInput_ms: words.waitAfterEof_ms}),
		signal: ending.signal,
		tell(speaker, fact, bytes) {
			errors.tell(speaker, fact, bytes);
		},
		reached(milestone) {
			errors.reached(milestone, line.address);
		},
	})]);
	cancelEnd?.();
	await errors.end(stopNow);
	if (typeof end === 'number') {
		return end;
	}

	return end === 'stopped' ? stopCode : codes[end];
}
