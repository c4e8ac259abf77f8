/** What a session can be saved as, besides a recording: by the ending of the file. */
import {problem, type Problem} from '../core/problem.ts';
import {countOf} from '../core/quantities.ts';
import type {Lab} from '../lab/lab.ts';
import type {RecordedSession} from '../lab/recorded-session.ts';
import {cProgram} from './c/program.ts';
import {conversationOf} from './conversation.ts';
import {isLogged} from './call.ts';
import type {ProgramWriter} from './program.ts';
import {playOf} from './play/play.ts';
import {pythonProgram} from './python/program.ts';
import {shellProgram} from './shell/program.ts';

export type Exported = {
	readonly text: string;
	/** What it is, as `saved …` says it: `12 calls`. */
	readonly what: string;
	/** What is left out, a sentence each. */
	readonly notes: readonly string[];
	/** It is a program that a shell starts by its name. */
	readonly isExecutable: boolean;
	/** Files in the same folder that it reads. */
	readonly files?: ReadonlyArray<{readonly name: string; readonly bytes: Uint8Array}>;
};

/**
`file` is the name that it will have; `conversation`: one alone, of this name. A problem, without a place, when it
cannot be made of such a session.
*/
export type Exporter = (
	session: Lab | RecordedSession,
	options: {readonly file: string; readonly conversation?: string},
) => Exported | Problem;

export type ExportEntry = {
	/** What is in such a file, in a few words. */
	readonly summary: string;
	readonly write: Exporter;
};

/** Each by the ending of its files. */
export const exporters: Readonly<Record<string, ExportEntry>> = {
	play: {summary: 'a script that does the same and expects what was seen', write: playScript},
	py: {summary: 'the same calls, as a Python program', write: programExporter(pythonProgram, true)},
	c: {summary: 'the same calls, as a C program', write: programExporter(cProgram, false)},
	sh: {summary: 'the same conversation, with nc and printf', write: programExporter(shellProgram, true)},
};

/** The one that a file's ending asks for; undefined when the ending is none of these. */
export function exporterOf(path: string): ExportEntry | undefined {
	const ending = /\.(?<ending>[^.\/]+)$/v.exec(path)?.groups?.['ending']?.toLowerCase() ?? '';
	return Object.hasOwn(exporters, ending) ? exporters[ending] : undefined;
}

function programExporter(writer: ProgramWriter, isExecutable: boolean): Exporter {
	return ({journal}, {file, conversation: name}) => {
		const conversation = conversationOf(journal, name);
		const count = conversation.calls.filter(call => isLogged(call)).length;
		if (count === 0) {
			return problem('no call is kept that a program could repeat', undefined, conversation.notes[0]);
		}

		const {text, notes} = writer(conversation, file);
		return {
			text,
			what: `${countOf(count, 'call')} as a program`,
			notes,
			isExecutable,
		};
	};
}

function playScript(...[session, {file, conversation}]: Parameters<Exporter>): Exported | Problem {
	if (!('acts' in session)) {
		return problem('a recording has no lines to make a script of', undefined, '`sockplay replay` plays one of its ends');
	}

	const {text, files, notes, lines} = playOf(session, {file, ...(conversation !== undefined && {conversation})});
	return {text, what: `a script of ${countOf(lines, 'line')}`, notes, isExecutable: false, files};
}
