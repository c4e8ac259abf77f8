import type {Writable} from 'node:stream';
import {execute} from '../commands/execute.ts';
import {EventPrinter} from '../headless/event-printer.ts';
import type {Lab} from '../lab/lab.ts';
import {readChecked} from './read-checked.ts';
import type {ScriptEnd, ScriptResult} from './result.ts';
import {endLines} from './result-text.ts';
import {runScript} from './run-script.ts';
import type {RunOptions} from './run-options.ts';
import type {Script} from './statement.ts';
import {portNames} from './variables.ts';
import {scriptsWithin} from './within-session.ts';

export type PlaySettings = {
	readonly lab: Lab;
	readonly output: Writable;
	readonly options: Pick<RunOptions, 'format' | 'timeout_ms' | 'values'>;
	readonly freePorts: (names: ReadonlySet<string>) => Promise<ReadonlyMap<string, number>>;
	/** Ends the script. */
	readonly signal: AbortSignal;
};

/**
Reads a script, runs it unless it has mistakes, and closes everything that it opened. What is printed of it goes to the
output; what it came to is returned.
*/
export async function playFile(file: string, settings: PlaySettings): Promise<ScriptResult> {
	const {script, mistakes} = await readChecked(file, settings.options.values);
	return mistakes.length === 0
		? play(script, settings)
		: {file, end: {type: 'wrong', mistakes}, lines: 0, elapsed_us: 0};
}

async function play(script: Script, settings: PlaySettings): Promise<ScriptResult> {
	const {lab, output, options: {format, values, timeout_ms}, freePorts, signal} = settings;
	const ports = await freePorts(portNames(script.statements));
	const printer = new EventPrinter(lab, output, format);
	const ended = new AbortController();
	void printer.gone.then(() => {
		ended.abort();
	});
	const stopped = AbortSignal.any([signal, ended.signal]);
	const scripts = scriptsWithin(lab, {freePorts, timeout_ms, signal: stopped});
	const result = await runScript(script, {
		lab,
		given: {values, ports},
		timeout_ms,
		async execute(line) {
			await printer.room;
			return execute(lab, line, {screen: false, scripts});
		},
		afterLine(_, outcome) {
			printer.text('text' in outcome ? outcome.text ?? [] : []);
		},
		signal: stopped,
	});
	ended.abort();
	if (format === 'json') {
		tellFailure(lab, result.end);
	}

	lab.closeAll();
	await lab.recordings.end();
	await Promise.race([printer.flush(), aborted(signal)]);
	return {...result, end: withRecording(lab, result.end, script.file)};
}

/** Among the events, why the script did not pass. */
function tellFailure({journal}: Lab, end: ScriptEnd): void {
	const lines = endLines(end);
	if (lines.length > 0) {
		journal.record({name: 'sockplay', side: 'client'}, {event: 'error', message: lines.join('\n')});
	}
}

/** A recording that failed is a failure of a script that passed. */
function withRecording({recordings}: Lab, end: ScriptEnd, file: string): ScriptEnd {
	return end.type === 'passed' && recordings.hasFailed
		? {type: 'failed', failure: {position: {file, line: 0}, line: 'record', lines: ['the recording is incomplete']}}
		: end;
}

async function aborted(signal: AbortSignal): Promise<void> {
	if (!signal.aborted) {
		await new Promise(resolve => {
			signal.addEventListener('abort', resolve);
		});
	}
}
