import {setImmediate as nextTurn} from 'node:timers/promises';
import {execute} from '../commands/execute.ts';
import {isProblem, type Problem} from '../core/problem.ts';
import type {Lab} from '../lab/lab.ts';
import type {EventPrinter} from './event-printer.ts';

/** A signal's code is its number more than `signalled`, as shells have it. */
export const exitCodes = {done: 0, refused: 1, wrong: 2, signalled: 128} as const;

type Settings = {
	readonly lab: Lab;
	readonly printer: EventPrinter;
	readonly tell: (text: string) => void;
	readonly tellProblem: (line: string, found: Problem) => void;
	/** A person types the lines: a mistake does not end it. */
	readonly interactive: boolean;
};

/** Runs lines one after the other until one ends the session, or nothing is open or due any more. */
export class HeadlessSession {
	/** The exit code, once it has ended. */
	readonly ended: Promise<number>;
	readonly #settings: Settings;
	#resolve!: (code: number) => void;
	#over = false;
	#running = false;
	#endsWhenIdle = false;
	#code: number = exitCodes.done;

	constructor(settings: Settings) {
		this.#settings = settings;
		this.ended = new Promise(resolve => {
			this.#resolve = resolve;
		});
		settings.lab.watch(() => {
			this.#look();
		});
	}

	end(code: number): void {
		this.#over = true;
		this.#resolve(code);
	}

	/** Ends with the code that its lines have come to so far. */
	finish(): void {
		this.end(this.#code);
	}

	/** From now on it ends as soon as nothing is open or due. */
	endWhenIdle({evenWhileReading}: {readonly evenWhileReading: boolean}): void {
		this.#endsWhenIdle ||= evenWhileReading;
		this.#look();
	}

	/** Runs a line, once the output has room for what it will tell. */
	async run(line: string): Promise<void> {
		await this.#settings.printer.room;
		if (this.#over) {
			return;
		}

		this.#running = true;
		const outcome = await execute(this.#settings.lab, line, {screen: false});
		// What the line's calls came to is told within this turn of the loop: before the next line makes calls of its own.
		await nextTurn();
		this.#running = false;
		if (isProblem(outcome)) {
			this.#settings.tellProblem(line, outcome);
			this.#endUnlessTyped();
			return;
		}

		if (outcome.refused === true) {
			this.#code = exitCodes.refused;
		}

		this.#settings.printer.text(outcome.text ?? []);
		if (outcome.request?.type === 'quit') {
			this.finish();
		}

		this.#look();
	}

	/** A line that is no line of the language. */
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

	#look(): void {
		if (this.#endsWhenIdle && !this.#running && !this.#settings.lab.busy) {
			this.finish();
		}
	}
}
