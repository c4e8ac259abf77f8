/** What `save` and `record` share: which format, which bytes, which file. */
import type {FileHandle} from 'node:fs/promises';
import {isProblem, problem, type Problem} from '../core/problem.ts';
import {exporters} from '../export/table.ts';
import {createFile} from '../files/create.ts';
import type {Selection} from '../formats/format.ts';
import {endingProblem, formatOf, formats, type FormatEntry} from '../formats/table.ts';
import {endpointName, oneOf, path, yesNo} from '../language/kinds.ts';
import type {CompletionContext, Kind, Suggestion, Target} from '../language/verb.ts';
import type {ReadingHost} from './define.ts';
import {isKnownName} from './known-name.ts';
import {atPlace} from './places.ts';

export const fileOptions = {
	overwrite: {kind: yesNo, summary: 'write over a file that is there'},
	endpoint: {kind: endpointName, summary: '.bin and .hex: the bytes of this endpoint alone'},
	direction: {kind: oneOf('in', 'out'), summary: '.bin and .hex: what it received, or what it sent'},
} as const;

/** What a file can hold, by its ending. */
type Endings = Readonly<Record<string, {readonly summary: string}>>;

/** A path whose ending is a recording's. Proposed are names of files that are not there yet, then those that are. */
export const recordingPath = pathWithEnding(formats);

/** The same, for a file that has what happened so far: a recording, or a program. */
export const savedPath = pathWithEnding({...formats, ...exporters});

function pathWithEnding(endings: Endings): Kind<string> {
	return {
		...path,
		expected: 'a file such as talk.pcapng',
		complete: (prefix, knowledge, before) => [
			...newFiles(endings, prefix, knowledge),
			...path.complete!(prefix, knowledge, before),
		],
		parse(written) {
			const name = path.parse(written);
			const wrong = isProblem(name) ? name : endingProblem(name, endings);
			return wrong === undefined ? name : {...wrong, end: written.length};
		},
	};
}

/** For each ending a name that is free, in the folder that is typed; nothing behind a quote. */
function newFiles(endings: Endings, prefix: string, {listFolder}: CompletionContext): Suggestion[] {
	const typed = /^(?<folder>(?:[^"]*\/)?)(?<stem>[^".\/]*)(?:\.[^"\/]*)?$/v.exec(prefix)?.groups;
	if (typed === undefined) {
		return [];
	}

	const folder = typed['folder']!;
	const there = new Set(listFolder(folder === '' ? './' : folder));
	const stem = typed['stem'] === '' ? freeStem(endings, there) : typed['stem']!;
	return Object.entries(endings)
		.filter(([ending]) => !there.has(`${stem}.${ending}`))
		.map(([ending, {summary}]) => ({text: `${folder}${stem}.${ending}`, summary}))
		.filter(({text}) => text.startsWith(prefix));
}

/** `talk`, or with the first number that no file of these endings in the folder has. */
function freeStem(endings: Endings, there: ReadonlySet<string>): string {
	for (let number = 1; ; number++) {
		const stem = number === 1 ? 'talk' : `talk${number}`;
		if (Object.keys(endings).every(ending => !there.has(`${stem}.${ending}`))) {
			return stem;
		}
	}
}

export type FileOptions = {readonly overwrite?: boolean; readonly endpoint?: string; readonly direction?: 'in' | 'out'};

export type RecordingFile = {
	readonly format: FormatEntry;
	readonly handle: FileHandle;
	readonly only: Selection;
	/** The conversation that a line begins with, where the format has all that happened to it. */
	readonly conversation?: string;
};

/** Makes the file, unless the options do not fit the format or there is one. */
export async function openRecordingFile(
	shown: ReadingHost['shown'],
	file: string,
	{overwrite, endpoint, direction}: FileOptions,
	target: Target,
): Promise<RecordingFile | Problem> {
	const format = formatOf(file);
	if (isProblem(format)) {
		return atPlace(format, target, 'file');
	}

	const isWhole = format.selects === 'never';
	const {name} = target;
	const wanted = endpoint ?? (isWhole ? undefined : name);
	const only: Selection = {...(wanted !== undefined && {endpoint: wanted}), ...(direction !== undefined && {direction})};
	const wrong = nameProblem(shown, endpoint, target) ?? selectionProblem(shown, format, only, target);
	if (wrong !== undefined) {
		return wrong;
	}

	const handle = await createFile(file, {overwrite: overwrite ?? false});
	return isProblem(handle)
		? atPlace(handle, target, 'file')
		: {format, handle, only, ...(isWhole && name !== undefined && {conversation: name})};
}

function nameProblem(
	shown: ReadingHost['shown'],
	endpoint: string | undefined,
	target: Target,
): Problem | undefined {
	const {name} = target;
	if (name === undefined) {
		return undefined;
	}

	return endpoint === undefined
		? unknownName(shown, name, target, 'name')
		: atPlace(problem(`the line begins with ${name} already`), target, 'endpoint=');
}

function unknownName(shown: ReadingHost['shown'], name: string, target: Target, key: string): Problem | undefined {
	return isKnownName(shown, name) ? undefined : atPlace(problem(`no endpoint is called ${name}`), target, key);
}

function selectionProblem(
	shown: ReadingHost['shown'],
	{selects}: FormatEntry,
	{endpoint, direction}: Selection,
	target: Target,
): Problem | undefined {
	const key = endpoint === undefined ? 'direction=' : 'endpoint=';
	const isPartial = endpoint === undefined || direction === undefined;
	if (selects === 'never' && (endpoint !== undefined || direction !== undefined)) {
		return atPlace(problem(`${key} is for .bin and .hex; this format has all that happened`), target, key);
	}

	if (selects === 'always' && isPartial) {
		const found = problem('a .bin has one direction of one endpoint', undefined, 'endpoint=c1 direction=in, say');
		return atPlace(found, target, 'file');
	}

	return endpoint === undefined ? undefined : unknownName(shown, endpoint, target, 'endpoint=');
}
