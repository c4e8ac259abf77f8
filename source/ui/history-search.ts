/**
Ctrl+R: the history searched as it is in a shell. What is typed narrows, Ctrl+R and Up go to the next older line that
has it; Enter runs the line, Esc leaves everything as it was, Tab and any other key take the line for editing.
*/
import {viewPane} from '../frames/panes.ts';
import {changeTo} from './editor.ts';
import {findLine} from './history.ts';
import type {Key} from './keys.ts';
import {longerQuery, shorterQuery} from './query.ts';
import {focusedEditor, isCommand, step, withEditor, type Popup, type Step, type UiState} from './state.ts';
import {submit} from './submit.ts';

type Searching = Popup & {type: 'search'};

/** The search begins with what the prompt holds kept for Esc. */
export function openSearch(state: UiState): UiState {
	return {...state, popup: {type: 'search', query: '', up: 0, before: focusedEditor(state)}};
}

/** What a key does while the history is searched. */
export function searchHistory(state: UiState, search: Searching, key: Key): Step | {readonly taken: UiState} {
	if (key.type !== 'key') {
		const query = longerQuery(search.query, key.text);
		return step(find(state, {...search, query}, Math.max(0, search.up - 1)));
	}

	switch (key.name) {
		case 'Ctrl+R':
		case 'Up': {
			return step(find(state, search, search.up));
		}

		case 'Backspace': {
			const query = shorterQuery(search.query);
			return step(query === '' ? openSearch(withEditor(state, search.before)) : find(state, {...search, query}, 0));
		}

		case 'Enter': {
			return search.up === 0 ? step(leave(state, search)) : submit(state, focusedEditor(state).text);
		}

		case 'Esc':
		case 'Ctrl+C':
		case 'Ctrl+G': {
			return step(leave(state, search));
		}

		case 'Tab': {
			return step({...state, popup: undefined});
		}

		default: {
			return {taken: {...state, popup: undefined}};
		}
	}
}

/** The line found stands in the prompt; where there is none, the one before it stays. */
function find(state: UiState, search: Searching, from: number): UiState {
	if (search.query === '') {
		return {...state, popup: search};
	}

	const isWanted = (line: string) => state.focus !== viewPane || isCommand(line);
	const up = findLine(state.history, search.query, from, isWanted);
	if (up === 0) {
		return {...state, popup: search, notice: `no ${search.up === 0 ? '' : 'older '}line has ${search.query}`};
	}

	const line = state.history.lines.at(-up)!;
	return {...withEditor(state, changeTo(search.before, line)), popup: {...search, up}};
}

function leave(state: UiState, {before}: Searching): UiState {
	return {...withEditor(state, before), popup: undefined};
}
