import {setImmediate as nextTurn} from 'node:timers/promises';
import type {LabEvent} from '../core/events.ts';
import {isProblem} from '../core/problem.ts';
import type {Outcome} from '../commands/outcome.ts';
import {openingCalls} from '../lab/expect/arrivals.ts';
import type {Lab} from '../lab/lab.ts';
import {watchSends} from './failed-send.ts';
import {refusal, timeout, unableToRun} from './failures.ts';
import {countProblem} from './repeat-count.ts';
import type {ScriptEnd, ScriptFailure, ScriptResult} from './result.ts';
import type {LineStatement, RepeatStatement, Script, Statement} from './statement.ts';
import {TimeLimit} from './time-limit.ts';
import {type Given, Variables} from './variables.ts';

/** A line that is about to run, or was run. */
export type Step = {
	readonly statement: LineStatement;
	/** The line with its variables filled in. */
	readonly line: string;
};

export type RunSettings = {
	readonly lab: Lab;
	readonly given: Given;
	/** Ends the script, which then has failed; waiting for `beforeLine` does not count. */
	readonly timeout_ms: number;
	/** Runs one line. */
	readonly execute: (line: string) => Promise<Outcome>;
	/** Awaited before each line: a screen shows the line and waits for a key, an output that is full waits for room. */
	readonly beforeLine?: (step: Step) => Promise<void> | void;
	/** Hears what each line came to. */
	readonly afterLine?: (step: Step, outcome: Outcome) => void;
	/** Ends the script, which then was stopped. */
	readonly signal?: AbortSignal;
};

/**
Runs the lines of a script in order, each when the one before has finished, and stops at the first that fails. What it
opened is left open: who asked closes it (`Lab.closeAll`). Never throws for anything that a script does.
*/
export async function runScript(script: Script, settings: RunSettings): Promise<ScriptResult> {
	const {lab: {clock}} = settings;
	const from_us = clock.now_us();
	const run = new ScriptRun(script, settings);
	const end = await run.ended();
	return {file: script.file, end, lines: run.lines, elapsed_us: clock.now_us() - from_us};
}

/** Where the walk through a script is. */
type Round = {readonly number?: number};

class ScriptRun {
	lines = 0;
	readonly #script: Script;
	readonly #settings: RunSettings;
	readonly #variables: Variables;
	readonly #limit: TimeLimit;
	readonly #end = Promise.withResolvers<ScriptEnd>();
	/** Lines that have begun and not ended, oldest first. */
	readonly #running = new Set<Step>();
	#latest: Step | undefined;
	readonly #background = new Set<Promise<void>>();
	/** The last call to open something that the network refused since the line began, or the line's own send. */
	#refusal: LabEvent | undefined;
	#isOver = false;

	constructor(script: Script, settings: RunSettings) {
		this.#script = script;
		this.#settings = settings;
		this.#variables = new Variables(settings.given, settings.lab.registry);
		this.#limit = new TimeLimit(settings.lab.clock, settings.timeout_ms, () => {
			this.#timeout();
		});
	}

	async ended(): Promise<ScriptEnd> {
		const {lab: {journal}, signal} = this.#settings;
		const stop = () => {
			this.#stop({type: 'stopped'});
		};

		if (signal?.aborted === true) {
			stop();
		}

		signal?.addEventListener('abort', stop);
		const unsubscribe = journal.subscribe(event => {
			const isRefusal = (event.event === 'timeout' || event.errno !== undefined)
				&& event.retried !== true
				&& openingCalls.has(event.call ?? event.event);
			this.#refusal = isRefusal ? event : this.#refusal;
		});
		void this.#walk();
		const end = await this.#end.promise;
		this.#isOver = true;
		this.#limit.cancel();
		unsubscribe();
		signal?.removeEventListener('abort', stop);
		return end;
	}

	async #walk(): Promise<void> {
		await this.#runAll(this.#script.statements, {});
		await this.#limit.count(async () => Promise.all(this.#background));
		this.#stop({type: 'passed'});
	}

	#stop(end: ScriptEnd): void {
		this.#isOver = true;
		this.#end.resolve(end);
	}

	/** `after`: what runs behind them. */
	async #runAll(statements: readonly Statement[], round: Round, after?: Statement): Promise<void> {
		for (const [index, statement] of statements.entries()) {
			if (this.#isOver) {
				return;
			}

			const next = statements[index + 1] ?? after;
			await (statement.type === 'repeat'
				? this.#repeat(statement, round, next)
				: this.#begin(statement, round, next));
		}
	}

	async #repeat(statement: RepeatStatement, round: Round, next: Statement | undefined): Promise<void> {
		const {position, text, count: written, body} = statement;
		const count = this.#variables.fill(written, {position, ...(round.number !== undefined && {round: round.number})});
		const wrong = isProblem(count) ? count : countProblem(count);
		if (wrong !== undefined) {
			const start = text.indexOf(written, 'repeat'.length);
			this.#stop({type: 'wrong', mistakes: [{position, text, problem: {...wrong, start, end: start + written.length}}]});
			return;
		}

		for (let number = 1; number <= Number(count) && !this.#isOver; number++) {
			await this.#runAll(body, {number}, number === Number(count) ? next : body[0]);
		}
	}

	/** Runs a line; one in the background is only begun. */
	async #begin(statement: LineStatement, {number: round}: Round, next: Statement | undefined): Promise<void> {
		const {position, line: written, isBackground} = statement;
		const line = this.#variables.fill(written, {position, ...(round !== undefined && {round})});
		if (isProblem(line)) {
			this.#stop({type: 'wrong', mistakes: [{position, text: written, problem: line}]});
			return;
		}

		const step = {statement, line};
		await this.#settings.beforeLine?.(step);
		if (this.#isOver) {
			return;
		}

		this.lines++;
		this.#latest = step;
		const isRefusalExpected = next !== undefined && expectsRefusal(firstLine(next));
		const run = this.#run(step, isRefusalExpected);
		if (isBackground) {
			this.#background.add(run);
			await this.#limit.count(nextTurn);
		} else {
			await this.#limit.count(async () => run);
		}
	}

	async #run(step: Step, isRefusalExpected: boolean): Promise<void> {
		this.#running.add(step);
		this.#refusal = undefined;
		const sends = watchSends(step.line, this.#settings.lab);
		const outcome = await this.#settings.execute(step.line);
		// The results of the line's calls are told in this turn of the event loop, before the calls of the next line.
		await nextTurn();
		const failedSend = sends();
		this.#running.delete(step);
		if (!this.#isOver) {
			this.#settings.afterLine?.(step, outcome);
			this.#refusal = failedSend ?? this.#refusal;
			const isRefused = failedSend !== undefined && !isProblem(outcome);
			this.#take(step, isRefused ? {...outcome, refused: true} : outcome, isRefusalExpected);
		}
	}

	#take(step: Step, outcome: Outcome, isRefusalExpected: boolean): void {
		if (isProblem(outcome)) {
			this.#stop(unableToRun(step, outcome, this.#settings.lab));
		} else if (outcome.failure !== undefined) {
			this.#fail({position: step.statement.position, line: step.line, lines: outcome.failure.lines});
		} else if (outcome.refused === true && !isRefusalExpected) {
			this.#fail(refusal(step, this.#refusal));
		} else if (outcome.request?.type === 'quit') {
			this.#stop({type: 'passed'});
		} else if (outcome.captures !== undefined) {
			this.#variables.capture(outcome.captures);
		}
	}

	#fail(failure: ScriptFailure): void {
		this.#stop({type: 'failed', failure});
	}

	#timeout(): void {
		const {lab, timeout_ms} = this.#settings;
		const running = this.#running.values().toArray();
		const last = running.at(-1) ?? this.#latest!;
		this.#fail(timeout(last, running.slice(0, -1), lab, timeout_ms));
	}
}

function firstLine(statement: Statement): string {
	return statement.type === 'line' ? statement.line : firstLine(statement.body[0]!);
}

/** Whether a line expects what a line before it may come to when the network refuses. */
function expectsRefusal(line: string): boolean {
	return /^(?:\S+\s+)?expect\s+(?:[a-z]+=\S+\s+)*(?:refused|timeout|reset|close)(?:\s|$)/v.test(line);
}
