/**
Ctrl+O: the connections of a pane, to be walked and chosen from. What is typed narrows the list, by names, addresses and
states; Up and Down walk it, Enter chooses, Esc leaves everything as it was.
*/
import {formatCount} from '../core/quantities.ts';
import {isMatch} from '../frames/listing.ts';
import type {EndpointSummary} from '../frames/frame.ts';
import {sideOfPane} from '../frames/panes.ts';
import {connectionRow} from './connection-rows.ts';
import {previousGrapheme} from './graphemes.ts';
import type {Key} from './keys.ts';
import {openConnections} from './listed-connections.ts';
import {neighbour} from './neighbour.ts';
import {joinPieces, showText} from './rows.ts';
import {currentOf, step, type Popup, type Step, type UiState} from './state.ts';
import type {Theme} from './theme.ts';

type Choosing = Popup & {type: 'connections'};

const max_rows = 10;
const page_rows = 8;

/** Opens the list at the connection that is chosen. */
export function openConnectionList(state: UiState): UiState {
	const name = currentOf(state.chrome, state.focus);
	return openConnections(state.chrome, state.focus).length === 0
		? {...state, notice: 'no connection to choose'}
		: {...state, popup: {type: 'connections', query: '', ...(name !== undefined && {name})}};
}

/** What a key does while the list is open. */
export function pressInList(state: UiState, popup: Choosing, key: Key): Step {
	if (key.type !== 'key') {
		const [typed = ''] = key.text.split(/[\n\r]/v, 1);
		return step({...state, popup: {...popup, query: popup.query + typed}});
	}

	switch (key.name) {
		case 'Backspace': {
			const query = popup.query.slice(0, previousGrapheme(popup.query, popup.query.length));
			return step({...state, popup: {...popup, query}});
		}

		case 'Up':
		case 'Ctrl+P': {
			return step(walk(state, popup, -1));
		}

		case 'Down':
		case 'Ctrl+N': {
			return step(walk(state, popup, 1));
		}

		case 'PageUp':
		case 'PageDown': {
			return step(page(state, popup, key.name === 'PageUp' ? -page_rows : page_rows));
		}

		case 'Enter': {
			return choose(state, popup);
		}

		case 'Esc':
		case 'Ctrl+C':
		case 'Ctrl+O': {
			return step({...state, popup: undefined});
		}

		default: {
			return step(state);
		}
	}
}

/** The list as rows, at most `columns` cells each. */
export function listRows(state: UiState, popup: Choosing, columns: number, theme: Theme): string[] {
	const found = matches(state, popup);
	const at = placeOf(found, popup);
	const top = Math.max(0, Math.min(found.length - max_rows, at - Math.floor(max_rows / 2)));
	const shown = found.slice(top, top + max_rows);
	const choice = {current: found[at]?.name, next: undefined};
	const rows = shown.map(endpoint => connectionRow(endpoint, choice, columns, theme));
	const place = placeText(state, popup, at, found.length);
	return [headingOf(popup, place, columns, theme), ...rows];
}

function headingOf({query}: Choosing, place: string, columns: number, theme: Theme): string {
	return joinPieces([
		['dim', 'choose a connection: '],
		query === '' ? ['dim', 'type a part of its name, address or state'] : ['accent', showText(query, theme)],
		['dim', `  ${place}`],
	], columns, theme);
}

/** `3 of 17`: the lab counts more than it tells of. */
function placeText({chrome, focus}: UiState, {query}: Choosing, at: number, found: number): string {
	const count = Math.max(found, isFor(chrome.listing, focus, query) ? chrome.listing!.matched : 0);
	return count === 0 ? 'none has that' : `${formatCount(at + 1)} of ${formatCount(count)}`;
}

function walk(state: UiState, popup: Choosing, by: 1 | -1): UiState {
	const found = matches(state, popup);
	const name = found[neighbour(placeOf(found, popup), by, found.length)]?.name;
	return {...state, popup: {...popup, ...(name !== undefined && {name})}};
}

function page(state: UiState, popup: Choosing, by: number): UiState {
	const found = matches(state, popup);
	const name = found[Math.max(0, Math.min(found.length - 1, placeOf(found, popup) + by))]?.name;
	return {...state, popup: {...popup, ...(name !== undefined && {name})}};
}

function choose(state: UiState, popup: Choosing): Step {
	const found = matches(state, popup);
	const name = found[placeOf(found, popup)]?.name;
	return name === undefined
		? step(state)
		: step({...state, popup: undefined}, {do: 'execute', pane: state.focus, line: `use ${name}`, typed: undefined});
}

/** The lab tells of as many as there are room for; what it tells may be of a query before this one. */
function matches({chrome, focus}: UiState, {query}: Choosing): readonly EndpointSummary[] {
	const listed = chrome.listing?.side === sideOfPane(focus) ? chrome.listing?.endpoints : undefined;
	return (listed ?? openConnections(chrome, focus)).filter(endpoint => isMatch(query, endpoint));
}

function placeOf(found: readonly EndpointSummary[], {name}: Choosing): number {
	return Math.max(0, found.findIndex(endpoint => endpoint.name === name));
}

function isFor(listing: UiState['chrome']['listing'], pane: UiState['focus'], query: string): boolean {
	return listing?.side === sideOfPane(pane) && listing?.query === query;
}
