/**
Ctrl+O: the connections of a pane, to be walked and chosen from. What is typed narrows the list, by names, addresses and
states; Up and Down walk it, Enter chooses, Esc leaves everything as it was.
*/
import {formatCount} from '../core/quantities.ts';
import {isMatch} from '../frames/listing.ts';
import type {EndpointSummary} from '../frames/frame.ts';
import {sideOfPane} from '../frames/panes.ts';
import {chooseNamed} from './choose.ts';
import {connectionRow} from './connection-rows.ts';
import type {Key} from './keys.ts';
import {openConnections} from './listed-connections.ts';
import {neighbour} from './neighbour.ts';
import {longerQuery, shorterQuery} from './query.ts';
import {joinPieces, showText} from './rows.ts';
import {currentOf, step, type Popup, type Step, type UiState} from './state.ts';
import type {Theme} from './theme.ts';
import {within} from './within.ts';

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

/** How far keys go in the list. A single step goes round at its ends. */
const moves: Readonly<Record<string, number>> = {
	Up: -1, 'Ctrl+P': -1, Down: 1, 'Ctrl+N': 1, PageUp: -page_rows, PageDown: page_rows,
};

/** What a key does while the list is open. */
export function pressInList(state: UiState, popup: Choosing, key: Key): Step {
	if (key.type !== 'key') {
		return step(narrowed(state, popup, longerQuery(popup.query, key.text)));
	}

	switch (key.name) {
		case 'Backspace': {
			return step(narrowed(state, popup, shorterQuery(popup.query)));
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
			return step(walk(state, popup, moves[key.name] ?? 0));
		}
	}
}

/** The list as rows, at most `columns` cells each. */
export function listRows(state: UiState, popup: Choosing, columns: number, theme: Theme): string[] {
	const found = matches(state, popup);
	const at = placeOf(found, popup);
	const top = within(at - Math.floor(max_rows / 2), found.length - max_rows);
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

/** `3 of 17`: the lab counts more than it lists. */
function placeText({chrome, focus}: UiState, {query}: Choosing, at: number, found: number): string {
	const count = Math.max(found, isFor(chrome.listing, focus, query) ? chrome.listing!.matched : 0);
	return count === 0 ? 'none has that' : `${formatCount(at + 1)} of ${formatCount(count)}`;
}

function narrowed(state: UiState, popup: Choosing, query: string): UiState {
	return {...state, popup: {...popup, query}};
}

function walk(state: UiState, popup: Choosing, by: number): UiState {
	const found = matches(state, popup);
	const at = placeOf(found, popup);
	const to = by === 1 || by === -1
		? neighbour(at, by, found.length)
		: within(at + by, found.length - 1);
	const name = found[to]?.name;
	return {...state, popup: {...popup, ...(name !== undefined && {name})}};
}

function choose(state: UiState, popup: Choosing): Step {
	const found = matches(state, popup);
	const name = found[placeOf(found, popup)]?.name;
	return name === undefined ? step(state) : chooseNamed({...state, popup: undefined}, state.focus, name);
}

/** The lab lists as many as there is room for; its list may be that of a query before this one. */
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
