import type {Viewport} from '../frames/frame.ts';
import type {RawPane} from '../frames/raw/pane.ts';
import type {Lab} from '../lab/lab.ts';
import type {RecordedSession} from '../lab/recorded-session.ts';
import {verb, type Arguments, type Options, type Parameters, type Target, type Verb} from '../language/verb.ts';
import type {Outcome} from './outcome.ts';

/** The raw pane of a screen, and what the screen shows of it. */
export type Screen = {readonly pane: RawPane; readonly viewport: Viewport};

/**
Runs scripts: on the screen one at a time, step by step, in a session of its own that is shown meanwhile; elsewhere
whole, in the session of the line.
*/
export type ScriptSteps = {
	/** Shows the first line of a script, with these `NAME=VALUE`; a problem, without a place, when it has mistakes. */
	readonly begin: (file: string, given: readonly string[]) => Promise<Outcome>;
	/** Runs the next line, or all that are left, or ends the script and returns to the live session. */
	readonly go: (how: 'next' | 'all' | 'off') => Outcome;
};

/**
What a line acts on: the lab, the recording that is looked at instead of it and, where there is one, the screen; and who
runs scripts step by step.
*/
export type Host = {
	readonly lab: Lab;
	readonly recording?: RecordedSession;
	readonly screen?: Screen;
	readonly scripts?: ScriptSteps;
};

/** What a verb acts on that only reads: the live session, or the recording that is looked at. */
export type ReadingHost = {readonly lab: Lab; readonly shown: Lab | RecordedSession};

/** What a verb acts on that is about the bytes in the raw pane. */
export type PaneHost = Screen & {readonly lab: Lab};

type Define<Part> = <const P extends Parameters, const O extends Options>(
	definition: Verb<Part, Outcome, P, O>,
) => Verb<Host, Outcome>;

/** Gives a verb of the lab its types. */
export const defineVerb: Define<Lab> = definition => forHost(verb<Lab, Outcome>()(definition), ({lab}) => lab);

/** Gives a verb its types that only reads, so that it works on a recording too. */
export const defineReadingVerb: Define<ReadingHost> = definition => ({
	...forHost(verb<ReadingHost, Outcome>()(definition), ({lab, recording}) => ({lab, shown: recording ?? lab})),
	onRecordings: true,
});

/** Gives a verb its types that acts on the bytes in the raw pane: it works on the screen only. */
export const definePaneVerb: Define<PaneHost> = definition => ({
	...forHost(verb<PaneHost, Outcome>()(definition), ({lab, screen}) => ({lab, ...screen!})),
	screenOnly: true,
});

/** Gives a verb its types that acts on more than a session. */
export const defineHostVerb: Define<Host> = definition => verb<Host, Outcome>()(definition);

function forHost<Part>({run, ...grammar}: Verb<Part, Outcome>, partOf: (host: Host) => Part): Verb<Host, Outcome> {
	return {
		...grammar,
		run: async (host: Host, args: Arguments<Parameters, Options>, target: Target) => run(partOf(host), args, target),
	};
}
