import {setImmediate as nextTurn} from 'node:timers/promises';
import type {ScriptSteps} from '../commands/define.ts';
import {execute} from '../commands/execute.ts';
import {isProblem, type Problem} from '../core/problem.ts';
import type {Lab} from '../lab/lab.ts';
import type {EventPrinter} from './event-printer.ts';
import {exitCodes} from './exit-codes.ts';

type Settings = {
	readonly lab: Lab;
	readonly printer: EventPrinter;
	readonly tell: (text: string) => void;
	readonly tellProblem: (line: string, found: Problem) => void;
	/** The lines are typed: a mistake does not end the session. */
	readonly interactive: boolean;
	/** Runs the scripts of `run FILE`. */
	readonly scripts?: ScriptSteps;
};

/** Runs lines in order until one ends the session, or nothing is open or due. */
export class HeadlessSession {
	/** The exit code, once it has ended. */
	readonly ended: Promise<number>;
	readonly #settings: Settings;
	#resolve!: (code: number) => void;
	#over = false;
	#running = false;
	#endsWhenIdle = false;
	/** Lines that were refused, or expected something else. */
	#refused = 0;
	/** The line before was. */
	#isRefusedBefore = false;

	constructor(settings: Settings) {
		this.#settings = settings;
		this.ended = new Promise(resolve => {
			this.#resolve = resolve;
		});
		settings.lab.watch(() => {
			this.#endIfIdle();
		});
	}

	end(code: number): void {
		this.#over = true;
		this.#resolve(code);
	}

	/** Ends with the exit code of the lines so far. */
	finish(): void {
		this.end(this.#refused > 0 ? exitCodes.refused : exitCodes.done);
	}

	/** Lets the session end as soon as nothing is open or due. */
	endWhenIdle({evenWhileReading}: {readonly evenWhileReading: boolean}): void {
		this.#endsWhenIdle ||= evenWhileReading;
		this.#endIfIdle();
	}

	/** Runs a line when the output accepts more. */
	async run(line: string): Promise<void> {
		await this.#settings.printer.room;
		if (this.#over) {
			return;
		}

		this.#running = true;
		const {lab, scripts} = this.#settings;
		const outcome = await execute(lab, line, {screen: false, ...(scripts !== undefined && {scripts})});
		// The results of the line's calls are printed in this turn of the event loop, before the calls of the next line.
		await nextTurn();
		this.#running = false;
		if (isProblem(outcome)) {
			this.#settings.tellProblem(line, outcome);
			this.#endUnlessTyped();
			return;
		}

		if (outcome.refused === true || outcome.failure !== undefined) {
			this.#refused++;
		} else if (outcome.meetsRefusal === true && this.#isRefusedBefore) {
			this.#refused--;
		}

		this.#isRefusedBefore = outcome.refused === true;

		for (const text of outcome.failure?.lines ?? []) {
			this.#settings.tell(text);
		}

		this.#settings.printer.text(outcome.text ?? []);
		if (outcome.request?.type === 'quit') {
			this.finish();
		}

		this.#endIfIdle();
	}

	/** Reports a line that cannot be parsed. */
	wrong(explanation: string): void {
		if (!this.#over) {
			this.#settings.tell(explanation);
			this.#endUnlessTyped();
		}
	}

	#endUnlessTyped(): void {
		if (!this.#settings.interactive) {
			this.end(exitCodes.wrong);
		}
	}

	#endIfIdle(): void {
		if (this.#endsWhenIdle && !this.#running && !this.#settings.lab.busy) {
			this.finish();
		}
	}
}
