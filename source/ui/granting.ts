/** What the screen does for a wish, whether a line or a key had it. */
import type {ScreenWish} from '../core/wishes.ts';
import {openPager} from './paging.ts';
import {step, type Step, type UiState} from './state.ts';

/** The lines of the help, about everything or about one verb. */
export type HelpText = (verb?: string) => readonly string[];

export function grantWish(state: UiState, wish: ScreenWish, help: HelpText): Step {
	switch (wish.type) {
		case 'focus': {
			return step({...state, focus: wish.pane, popup: undefined});
		}

		case 'zoom': {
			const pane = wish.pane ?? state.focus;
			return step({...state, focus: pane, zoom: !(state.zoom && state.focus === pane), ...(pane !== state.focus && {popup: undefined})});
		}

		case 'view': {
			return step({...state, view: changeView(state.view, wish)});
		}

		case 'help': {
			return step({...state, pager: openPager(wish.verb === undefined ? 'HELP' : `HELP ${wish.verb}`, help(wish.verb), state.size.columns)});
		}

		case 'quit': {
			return step(state, {do: 'quit'});
		}
	}
}

function changeView(before: UiState['view'], wish: ScreenWish & {type: 'view'}): UiState['view'] {
	const {only: one, ...rest} = before;
	const only = wish.only ?? one ?? '';
	return {view: wish.view ?? rest.view, width: wish.width ?? rest.width, ...(only !== '' && {only})};
}
