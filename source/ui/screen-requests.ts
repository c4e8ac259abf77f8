/** What the screen does for a request, whether a line or a key had it. */
import {withSlashes} from '../core/command-words.ts';
import type {ScreenRequest} from '../commands/screen-request.ts';
import {arrange} from './arrange.ts';
import type {HelpBook} from './assistant.ts';
import {openHelp} from './help.ts';
import {openPager} from './pager.ts';
import {changeTo} from './editor.ts';
import {step, type Step, type UiState} from './state.ts';

export function performRequest(state: UiState, request: ScreenRequest, help: HelpBook): Step {
	switch (request.type) {
		case 'focus': {
			return step({...state, focus: request.pane, popup: undefined});
		}

		case 'zoom': {
			const pane = request.pane ?? state.focus;
			return step({
				...state,
				focus: pane,
				zoom: !(state.zoom && state.focus === pane),
				...(pane !== state.focus && {popup: undefined}),
			});
		}

		case 'layout': {
			return step(arrange(state, request));
		}

		case 'view': {
			return step({...state, view: changeView(state.view, request)});
		}

		case 'notice': {
			return step({...state, notice: withSlashes(request.notice)});
		}

		case 'settings': {
			const {settings: {theme = state.theme, mouse}, notice} = request;
			return step(
				{...state, theme, notice},
				...(mouse === undefined ? [] : [{do: 'mouse', isOn: mouse} as const]),
			);
		}

		case 'copy': {
			return step({...state, notice: withSlashes(request.notice)}, {do: 'copy', text: request.text});
		}

		case 'edit': {
			const prompts = {...state.prompts, [request.pane]: changeTo(state.prompts[request.pane], request.text)};
			return step({...state, prompts, focus: request.pane, popup: undefined});
		}

		case 'page': {
			return step({...state, pager: openPager(request.title, request.lines, state.size.columns)});
		}

		case 'help': {
			return step({...state, help: openHelp(request, {book: help, pane: state.focus})});
		}

		case 'quit': {
			return step(state, {do: 'quit'});
		}
	}
}

function changeView(before: UiState['view'], request: ScreenRequest & {type: 'view'}): UiState['view'] {
	const {type: _, only = before.only ?? '', ...given} = request;
	const {only: _before, ...rest} = before;
	return {...rest, ...given, ...(only !== '' && {only})};
}
