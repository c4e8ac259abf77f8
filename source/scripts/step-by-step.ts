import type {Done, Outcome} from '../commands/outcome.ts';
import {isProblem} from '../core/problem.ts';
import {quoteBytes} from '../core/quote.ts';
import {visibleText} from '../core/visible.ts';
import type {ScriptFrame, ScriptLine} from '../frames/frame.ts';
import type {Lab} from '../lab/lab.ts';
import {endLines} from './result-text.ts';
import {runScript, type Step} from './run-script.ts';
import {linesOf, type LineStatement, type Script} from './statement.ts';
import type {Given} from './variables.ts';

/** Of captured bytes so much is shown. */
const captured_columns = 40;

type Settings = {
	readonly lab: Lab;
	readonly given: Given;
	readonly timeout_ms: number;
	/** Runs one line; `signal` says that the script is ended. */
	readonly execute: (line: string, signal: AbortSignal) => Promise<Outcome>;
	/** Called whenever what is seen changes. */
	readonly changed: () => void;
};

/** A script that waits before each line until it is told to go on. */
export class StepByStep {
	readonly #script: Script;
	readonly #lines: readonly LineStatement[];
	/** Where each line stands among all lines. */
	readonly #places: ReadonlyMap<LineStatement, number>;
	readonly #changed: () => void;
	readonly #stopping = new AbortController();
	#seen: ScriptFrame;
	#goOn: (() => void) | undefined;

	/** Begins it: it waits before its first line at once. */
	constructor(script: Script, {changed, ...settings}: Settings) {
		this.#script = script;
		this.#lines = linesOf(script.statements).toArray();
		this.#places = new Map(this.#lines.map((line, index) => [line, index]));
		this.#changed = changed;
		this.#seen = {file: visibleText(script.file), state: 'running', runsAll: false, background: [], told: []};
		void this.#run(settings);
	}

	/** What a person sees of it. */
	get seen(): ScriptFrame {
		return this.#seen;
	}

	/** Runs the line that it waits before; one that runs all waits again before the next. */
	next(): void {
		this.#leave({runsAll: false});
	}

	/** Runs this line and all that follow. */
	all(): void {
		this.#leave({runsAll: true});
	}

	/** Ends it, whatever it waits for. */
	stop(): void {
		this.#stopping.abort();
		this.#leave({});
	}

	/** Goes on where it waits; a line that runs already is not run twice. */
	#leave(changes: Partial<ScriptFrame>): void {
		this.#see(this.#goOn === undefined ? changes : {...changes, state: 'running'});
		this.#goOn?.();
	}

	async #run(settings: Omit<Settings, 'changed'>): Promise<void> {
		const {end} = await runScript(this.#script, {
			...settings,
			execute: async line => settings.execute(line, this.#stopping.signal),
			beforeLine: async step => this.#wait(step),
			afterLine: (step, outcome) => {
				this.#take(step, outcome);
			},
			signal: this.#stopping.signal,
		});
		const {current: _, after: _after, ...seen} = this.#seen;
		this.#seen = {...seen, state: end.type, runsAll: false, told: endLines(end)};
		this.#changed();
	}

	async #wait(step: Step): Promise<void> {
		const {statement} = step;
		const below = this.#lines[this.#places.get(statement)! + 1];
		const {after: _, ...seen} = this.#seen;
		this.#seen = {
			...seen,
			current: this.#line(statement, step.line),
			...(below !== undefined && {after: this.#line(below, below.line)}),
		};
		if (!this.#seen.runsAll && !this.#stopping.signal.aborted) {
			await new Promise<void>(resolve => {
				this.#goOn = resolve;
				this.#see({state: 'waiting'});
			});
			this.#goOn = undefined;
		}

		const {background} = this.#seen;
		this.#see({told: [], background: statement.isBackground ? [...background, this.#seen.current!] : background});
	}

	#take({statement, line}: Step, outcome: Outcome): void {
		const before = this.#line(statement, line);
		const told = isProblem(outcome) ? [] : [...outcome.text ?? [], ...capturedTexts(outcome)];
		this.#see({
			before,
			told: told.map(each => visibleText(each)),
			background: this.#seen.background.filter(({place, text}) => place !== before.place || text !== before.text),
		});
	}

	#line({position: {file, line: number}, isBackground}: LineStatement, line: string): ScriptLine {
		const place = file === this.#script.file ? String(number) : `${file}:${number}`;
		return {place: visibleText(place), text: visibleText(isBackground ? `in background ${line}` : line)};
	}

	#see(changes: Partial<ScriptFrame>): void {
		this.#seen = {...this.#seen, ...changes};
		this.#changed();
	}
}

/** What the groups of an expression captured: `who = "me"`; by number where none has a name. */
function capturedTexts({captures = {}}: Done): readonly string[] {
	const groups = Object.entries(captures);
	const named = groups.filter(([name]) => !/^\d/v.test(name));
	const shown = named.length === 0 ? groups : named;
	return shown.map(([name, bytes]) => `${name} = ${quoteBytes(bytes, captured_columns)}`);
}
