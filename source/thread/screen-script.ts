import type {ScriptSteps} from '../commands/define.ts';
import {execute} from '../commands/execute.ts';
import {done, type Outcome} from '../commands/outcome.ts';
import {limits} from '../core/limits.ts';
import {problem} from '../core/problem.ts';
import type {ScriptFrame} from '../frames/frame.ts';
import type {Lab} from '../lab/lab.ts';
import {readChecked} from '../scripts/read-checked.ts';
import {endLines} from '../scripts/result-text.ts';
import {filesAndValues} from '../scripts/run-options.ts';
import {StepByStep} from '../scripts/step-by-step.ts';
import {portNames} from '../scripts/variables.ts';
import {scriptsWithin} from '../scripts/within-session.ts';
import {ShownSession} from './shown-session.ts';

export type ScreenScriptSettings = {
	/** Opens the session of a script: its endpoints are called `s1` and `c1` as if it ran alone. */
	readonly openLab: () => Lab;
	/** A free port for each name. */
	readonly freePorts: (names: ReadonlySet<string>) => Promise<ReadonlyMap<string, number>>;
	/** Called whenever a frame would show something else. */
	readonly changed: () => void;
};

/**
The script that is run step by step, if any. It has a session of its own, so that its names and ports are what they are
without the screen; that session stays until the person leaves it, to be looked at and used by hand.
*/
export class ScreenScript implements ScriptSteps {
	readonly #settings: ScreenScriptSettings;
	#current: {readonly session: ShownSession; readonly steps: StepByStep} | undefined;

	constructor(settings: ScreenScriptSettings) {
		this.#settings = settings;
	}

	/** The session that the screen shows instead of the live one. */
	get session(): ShownSession | undefined {
		return this.#current?.session;
	}

	get seen(): ScriptFrame | undefined {
		return this.#current?.steps.seen;
	}

	async begin(file: string, given: readonly string[]): Promise<Outcome> {
		const {openLab, freePorts, changed} = this.#settings;
		const {values} = filesAndValues(given);
		const {script, mistakes} = await readChecked(file, values);
		const unread = mistakes.find(({position}) => position.line === 0);
		if (unread !== undefined) {
			return unread.problem;
		}

		if (mistakes.length > 0) {
			// Lines of a script have no slash: a failure is shown as it is.
			return {failure: {lines: endLines({type: 'wrong', mistakes})}};
		}

		const ports = await freePorts(portNames(script.statements));
		void this.close();
		const lab = openLab();
		const timeout_ms = limits.script_timeout_ms;
		const steps = new StepByStep(script, {
			lab,
			given: {values, ports},
			timeout_ms,
			async execute(line, signal) {
				return execute(lab, line, {screen: false, scripts: scriptsWithin(lab, {freePorts, timeout_ms, signal})});
			},
			changed,
		});
		this.#current = {session: new ShownSession(lab, changed), steps};
		changed();
		return done;
	}

	go(how: 'next' | 'all' | 'off'): Outcome {
		if (this.#current === undefined) {
			return problem('no script is run', undefined, '`run FILE` begins one');
		}

		if (how === 'off') {
			void this.close();
		} else {
			this.#current.steps[how]();
		}

		return done;
	}

	/** Ends the script, and closes everything that it left open. */
	async close(): Promise<void> {
		const left = this.#current;
		this.#current = undefined;
		left?.steps.stop();
		this.#settings.changed();
		await left?.session.close();
	}
}
