import {yesNo} from '../../language/kinds.ts';
import {definePaneVerb} from '../define.ts';
import {done} from '../outcome.ts';

/** Where the range that copy and resend take begins and ends. */
export const mark = definePaneVerb({
	name: 'mark',
	parameters: {on: {name: 'off', kind: yesNo, optional: true}},
	options: {},
	summary: 'mark raw bytes from the cursor on; again, or off: no longer',
	example: 'mark',
	details: ['What is marked is what copy and resend take. mark off without a range takes the cursor away.'],
	onEndpoint: false,
	run({pane, viewport}, {on}) {
		if (on === false) {
			pane.unmark();
		} else {
			pane.mark(viewport);
		}

		return done;
	},
});
