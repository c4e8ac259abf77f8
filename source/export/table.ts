/** What a session can be saved as, besides a recording: by the ending of the file. */
import type {Lab} from '../lab/lab.ts';
import type {RecordedSession} from '../lab/recorded-session.ts';
import {conversationOf} from './conversation.ts';
import {isLogged} from './call.ts';
import type {ProgramWriter} from './program.ts';
import {pythonProgram} from './python/program.ts';

export type Exported = {
	readonly text: string;
	/** What it is, as `saved …` says it: `12 calls`. */
	readonly what: string;
	/** What is left out, a sentence each. */
	readonly notes: readonly string[];
	/** It is a program that a shell starts by its name. */
	readonly isExecutable: boolean;
};

/** `file` is the name that it will have; `conversation`: one alone, of this name. */
export type Exporter = (
	session: Lab | RecordedSession,
	options: {readonly file: string; readonly conversation?: string},
) => Exported;

export type ExportEntry = {
	/** What is in such a file, in a few words. */
	readonly summary: string;
	readonly write: Exporter;
};

/** Each by the ending of its files. */
export const exporters: Readonly<Record<string, ExportEntry>> = {
	py: {summary: 'the same calls, as a Python program', write: programExporter(pythonProgram)},
};

/** The one that a file's ending asks for; undefined when the ending is none of these. */
export function exporterOf(path: string): ExportEntry | undefined {
	const ending = /\.(?<ending>[^.\/]+)$/v.exec(path)?.groups?.['ending']?.toLowerCase() ?? '';
	return Object.hasOwn(exporters, ending) ? exporters[ending] : undefined;
}

function programExporter(writer: ProgramWriter): Exporter {
	return ({journal}, {file, conversation: name}) => {
		const conversation = conversationOf(journal, name);
		const count = conversation.calls.filter(call => isLogged(call)).length;
		return {
			text: writer(conversation, file),
			what: `${count} calls as a program`,
			notes: conversation.notes,
			isExecutable: true,
		};
	};
}
