/** What the screen does for a wish, whether a line or a key had it. */
import type {ScreenWish} from '../core/wishes.ts';
import type {HelpText} from './assistant.ts';
import {openPager} from './pager.ts';
import {changeTo} from './editor.ts';
import {step, type Step, type UiState} from './state.ts';

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

		// The lab's end of the screen has answered it already.
		case 'look': {
			return step(state);
		}

		case 'notice': {
			return step({...state, notice: wish.notice});
		}

		case 'copy': {
			return step({...state, notice: wish.notice}, {do: 'copy', text: wish.text});
		}

		case 'edit': {
			const prompts = {...state.prompts, [wish.pane]: changeTo(state.prompts[wish.pane], wish.text)};
			return step({...state, prompts, focus: wish.pane, popup: undefined});
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
	const {type: _, only = before.only ?? '', ...given} = wish;
	const {only: _before, ...rest} = before;
	return {...rest, ...given, ...(only !== '' && {only})};
}
