import {yesNo} from '../../language/kinds.ts';
import {definePaneVerb} from '../define.ts';
import {noticed} from '../outcome.ts';

/** Holds the picture of the raw bytes while they go on coming. */
export const freeze = definePaneVerb({
	name: 'freeze',
	parameters: {on: {name: 'on|off', kind: yesNo, optional: true}},
	options: {},
	summary: 'stop the picture, not the traffic; again: continue',
	example: 'freeze',
	onEndpoint: false,
	run({pane}, {on}) {
		pane.freeze(on ?? !pane.isFrozen);
		return noticed(pane.isFrozen ? 'frozen: the traffic continues' : '');
	},
});
