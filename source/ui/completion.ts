/**
The completion as the prompt goes through it: a list that narrows with every character, Tab that takes what is certain
and then walks the list.
*/
import type {Suggestion} from '../language/verb.ts';
import type {Complete} from './assistant.ts';
import {neighbour} from './neighbour.ts';
import {replaceRange} from './editor.ts';
import {splitGraphemes} from './graphemes.ts';
import {focusedEditor, isCommand, withEditor, type Popup, type UiState} from './state.ts';

type Completing = Popup & {type: 'completion'};

/** The state with the list that belongs to what the prompt holds now; any other popup closes. */
export function refreshCompletion(state: UiState, complete: Complete): UiState {
	const {text, cursor} = focusedEditor(state);
	const proposals = isCommand(text) ? complete(text, cursor, state) : undefined;
	return {
		...state,
		popup: proposals === undefined || proposals.suggestions.length === 0 ? undefined : {type: 'completion', ...proposals},
	};
}

/** Down (`by` 1) or Up (`by` -1) in the list that is open; undefined where none is. */
export function walkCompletion(state: UiState, by: 1 | -1): UiState | undefined {
	return state.popup?.type === 'completion' ? choose(state, state.popup, by) : undefined;
}

/**
Enter on a chosen proposal that wants more words behind it: it is taken, and they are proposed. Undefined otherwise.
*/
export function takeChosen(state: UiState, complete: Complete): UiState | undefined {
	const {popup} = state;
	const chosen = popup?.type === 'completion' ? popup.suggestions[popup.chosen ?? -1] : undefined;
	if (chosen?.open !== true && chosen?.more !== true) {
		return undefined;
	}

	const editor = focusedEditor(state);
	const {end} = popup as Completing;
	const space = chosen.open === true ? '' : ' ';
	return refreshCompletion(withEditor(state, replaceRange(editor, end, end, space)), complete);
}

/** Esc: the list closes, and what was typed before one was chosen stands there again. */
export function leaveCompletion(state: UiState, {typed}: Completing): UiState {
	return {...(typed === undefined ? state : withEditor(state, typed)), popup: undefined};
}

/** Tab (`by` 1) or Shift+Tab (`by` -1) in a command. */
export function completeWord(state: UiState, by: 1 | -1, complete: Complete): UiState {
	if (state.popup?.type !== 'completion') {
		const opened = refreshCompletion(state, complete);
		return opened.popup === undefined
			? {...opened, notice: 'nothing to complete here'}
			: takeCertain(opened, by, complete);
	}

	return state.popup.chosen === undefined ? takeCertain(state, by, complete) : choose(state, state.popup, by);
}

/** The only proposal, or what all begin with; where that adds nothing, or nothing is typed, the first of the list. */
function takeCertain(state: UiState, by: 1 | -1, complete: Complete): UiState {
	const popup = state.popup as Completing;
	const editor = focusedEditor(state);
	const [only, second] = popup.suggestions;
	if (only !== undefined && second === undefined) {
		const space = only.open === true || editor.text[popup.end] === ' ' ? '' : ' ';
		return refreshCompletion(
			withEditor(state, replaceRange(editor, popup.start, popup.end, only.text + space)),
			complete,
		);
	}

	const certain = commonBeginning(popup.suggestions);
	const word = editor.text.slice(popup.start, popup.end);
	return word !== '' && certain.length > word.length && certain.startsWith(word)
		? refreshCompletion(withEditor(state, replaceRange(editor, popup.start, popup.end, certain)), complete)
		: choose(state, popup, by);
}

function choose(state: UiState, popup: Completing, by: 1 | -1): UiState {
	const chosen = neighbour(popup.chosen, by, popup.suggestions.length);
	const {text} = popup.suggestions[chosen]!;
	const next = withEditor(state, replaceRange(focusedEditor(state), popup.start, popup.end, text));
	const typed = popup.typed ?? focusedEditor(state);
	return {...next, popup: {...popup, chosen, typed, end: popup.start + text.length}};
}

function commonBeginning(suggestions: readonly Suggestion[]): string {
	const [first = '', ...others] = suggestions.map(({text}) => text);
	const graphemes = splitGraphemes(first);
	const beginnings = graphemes.map((_, index) => graphemes.slice(0, index + 1).join(''));
	return beginnings.findLast(beginning => others.every(other => other.startsWith(beginning))) ?? '';
}
