/** What a state asks of the layout. */
import {forPanes, viewPane} from '../frames/panes.ts';
import {wantedRows} from './listed-connections.ts';
import type {LayoutRequest} from './layout-type.ts';
import type {UiState} from './state.ts';

/** All but what depends on words: no popup is open. */
export function requestOf(state: UiState): LayoutRequest {
	const {layout: kind, borders, focus, talking, zoom, prompts, popup, chrome} = state;
	return {
		kind,
		borders,
		focus,
		talking,
		zoom,
		popup_rows: 0,
		listed_rows: forPanes(({name}) => wantedRows(chrome, name)),
		log_rows: forPanes(({name}) => chrome.panes[name].log_rows),
		hasViewPrompt: prompts[viewPane].text !== '' || (focus === viewPane && popup !== undefined),
		hasStrip: chrome.active.length > 0,
	};
}
