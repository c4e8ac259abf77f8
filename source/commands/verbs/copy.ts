import {exportBytes, exportForms, type ExportForm} from '../../core/export-bytes.ts';
import {limits} from '../../core/limits.ts';
import {isProblem, problem} from '../../core/problem.ts';
import {formatSize} from '../../core/quantities.ts';
import type {Clock} from '../../core/clock.ts';
import type {HeldBytes} from '../../frames/raw/range.ts';
import {findView} from '../../frames/views/table.ts';
import {described, path, yesNo} from '../../language/kinds.ts';
import {definePaneVerb} from '../define.ts';
import {noticed, type Outcome} from '../outcome.ts';
import {atPlace} from '../places.ts';
import {writeExport, type ExportFile} from '../write-export.ts';

const summaries: Readonly<Record<ExportForm, string>> = {
	hex: 'de ad be ef',
	text: 'UTF-8, nothing escaped',
	escaped: String.raw`"\xde\xad" as send takes it`,
	base64: '3q2+7w==',
	c: 'initializers of an array, to paste into C',
	python: 'bytes literals, to paste into Python',
};
const choices = exportForms.map(word => ({word, summary: summaries[word]}));

/** Takes marked bytes to the clipboard, or to a file. */
export const copy = definePaneVerb({
	name: 'copy',
	parameters: {as: {name: exportForms.join('|'), kind: described(choices), optional: true}},
	options: {
		to: {kind: path, summary: 'write it to this file instead of the clipboard'},
		overwrite: {kind: yesNo, summary: 'replace a file that is there'},
	},
	summary: 'copy the marked bytes, or the block at the cursor',
	example: 'copy hex to=bytes.txt',
	details: [
		'The clipboard is reached by OSC 52, which works over SSH.',
		'Inside tmux it needs set-clipboard on or allow-passthrough on.',
	],
	onEndpoint: false,
	async run({lab, pane, viewport}, {as, options: {to, overwrite}}, target) {
		if (to === undefined && overwrite !== undefined) {
			return atPlace(problem('overwrite= goes with to=FILE'), target, 'overwrite=');
		}

		const selected = pane.selected(viewport, to === undefined ? limits.clipboard_bytes : Infinity);
		if (isProblem(selected)) {
			return selected;
		}

		const form = as ?? findView(viewport.view).form ?? 'hex';
		return to === undefined
			? toClipboard(selected.held, form)
			: toFile(selected.held, form, {path: to, overwrite: overwrite === true}, lab.clock);
	},
});

function toClipboard(held: HeldBytes, form: ExportForm): Outcome {
	const text = exportBytes(held.read(0, held.length), form);
	held.release();
	const size = formatSize(held.length);
	const notice = `${size} copied as ${form} if the terminal allows OSC 52; else \`copy to=FILE\``;
	return {request: {type: 'copy', text, notice}};
}

async function toFile(held: HeldBytes, form: ExportForm, file: ExportFile, clock: Clock): Promise<Outcome> {
	try {
		const refusal = await writeExport({bytes: held, form}, file, clock);
		return refusal ?? noticed(`${formatSize(held.length)} written to ${file.path} as ${form}`);
	} finally {
		held.release();
	}
}
