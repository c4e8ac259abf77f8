import {isProblem} from '../../core/problem.ts';
import {formatCount, formatSize} from '../../core/quantities.ts';
import {fileOutput} from '../../recorder/output.ts';
import {saveKept, type Saved} from '../../lab/save.ts';
import {defineReadingVerb} from '../define.ts';
import {exporterOf, exporters} from '../../export/table.ts';
import {fileOptions, openRecordingFile, savedPath} from '../recording-file.ts';
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
	async run({lab, shown}, {file, options}, target) {
		const exporter = exporterOf(file);
		if (exporter !== undefined) {
			return saveExport(exporter, shown, {file, options}, target);
		}

		const opened = await openRecordingFile(shown, file, options, target);
		return isProblem(opened)
			? opened
			: outcomeOf(await saveKept(shown, {...opened, output: fileOutput(opened.handle)}, lab.clock), file);
	},
});

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
