import {exportForms} from '../../core/export-bytes.ts';
import {problem} from '../../core/problem.ts';
import {oneOf, path, yesNo} from '../../language/kinds.ts';
import {defineVerb} from '../define.ts';
import {atPlace} from '../places.ts';

/** Takes marked bytes to the clipboard, or to a file. */
export const copy = defineVerb({
	name: 'copy',
	parameters: {as: {name: exportForms.join('|'), kind: oneOf(...exportForms), optional: true}},
	options: {
		to: {kind: path, summary: 'write it to this file instead of the clipboard'},
		overwrite: {kind: yesNo, summary: 'replace a file that is there'},
	},
	summary: 'copy the marked bytes, or the block at the cursor, to the terminal\'s clipboard',
	example: 'copy hex to=bytes.txt',
	details: ['The clipboard is reached by OSC 52, which works over SSH; inside tmux it needs set-clipboard on or allow-passthrough on.'],
	onEndpoint: false,
	screenOnly: true,
	run(_lab, {as, options: {to, overwrite}}, target) {
		return to === undefined && overwrite !== undefined
			? atPlace(problem('overwrite= goes with to=FILE'), target, 'overwrite=')
			: {wish: {type: 'look', look: {do: 'copy', overwrite: overwrite === true, ...(as !== undefined && {as}), ...(to !== undefined && {to})}}};
	},
});
