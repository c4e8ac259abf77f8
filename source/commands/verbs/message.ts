import {isProblem} from '../../core/problem.ts';
import {definePaneVerb} from '../define.ts';

/** Opens a message of the raw-bytes pane to be read. */
export const message = definePaneVerb({
	name: 'message',
	parameters: {},
	options: {},
	summary: 'open the message at the cursor: its fields and its body',
	example: 'message',
	details: [
		'HTTP with its headers and body, JSON laid out, the records of DNS, RESP as a tree, what TLS and MQTT say.',
		'Where bytes are shown as hex or text, it is looked for in the block at the cursor. Esc comes back.',
	],
	onEndpoint: false,
	run({pane, viewport}) {
		const opened = pane.openMessage(viewport);
		return isProblem(opened) ? opened : {request: {type: 'page', ...opened}};
	},
});
