import {limits} from '../../core/limits.ts';
import {isProblem, problem} from '../../core/problem.ts';
import {formatCount, formatSize} from '../../core/quantities.ts';
import {fileOutput} from '../../recorder/output.ts';
import {saveKept, type Saved} from '../../lab/save.ts';
import type {Target} from '../../language/verb.ts';
import {defineReadingVerb, type ReadingHost} from '../define.ts';
import {exporterOf, exporters} from '../../export/table.ts';
import {type FileOptions, fileOptions, openRecordingFile, savedPath} from '../recording-file.ts';
import {saveExport} from '../save-export.ts';

/** Writes what is kept of the session so far to a file. */
export const save = defineReadingVerb({
	name: 'save',
	parameters: {file: {name: 'FILE', kind: savedPath}},
	options: fileOptions,
	summary: 'write what is kept, or one conversation of it, to a file',
	example: 'save talk.pcapng',
	synonyms: {export: 'save', dump: 'save'},
	details: [
		...Object.entries(exporters).map(([ending, {summary}]) => `.${ending.padEnd(7)}${summary}`),
		'and .pcapng .hex .txt .jsonl .bin, as help record lists them. --keep says how many bytes are kept;',
		'where many lines of a log are folded into one, the calls of bytes that crossed in the process are shown by their sends.',
		'c1 save FILE writes one conversation: both of its ends, where both are in this process; s1 save FILE all that s1 accepted.',
	],
	onEndpoint: true,
	async run(host, {file, options}, target) {
		const {saves} = host.lab;
		if (saves.size >= limits.saves) {
			return problem(`${saves.size} saves are under way`, undefined, 'type it again when one of them has ended');
		}

		return saves.run(async () => saveTo(file, host, options, target));
	},
});

async function saveTo(file: string, {lab, shown}: ReadingHost, options: FileOptions, target: Target) {
	const exporter = exporterOf(file);
	if (exporter !== undefined) {
		return saveExport(exporter, shown, {file, options}, target);
	}

	const opened = await openRecordingFile(shown, file, options, target);
	if (isProblem(opened)) {
		return opened;
	}

	const output = fileOutput(opened.handle);
	return outcomeOf(await saveKept(shown, {...opened, output, spare: lab.savedChunks}, lab.clock), file);
}

function outcomeOf(saved: Saved, file: string) {
	const size = formatSize(saved.written_bytes);
	if (saved.errno !== undefined) {
		return {refused: true, text: [`${file} could not be written: ${saved.errno}; it has ${size}, whole up to there`]};
	}

	const gone = saved.gone === 0
		? []
		: [`${formatCount(saved.gone)} of them without their bytes, which are not kept any more`];
	const text = [`saved ${formatCount(saved.events)} events, ${size}, to ${file}`, ...saved.notes, ...gone];
	return {text};
}
