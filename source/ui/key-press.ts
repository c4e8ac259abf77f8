/** What a key does when nothing covers the panes: what the keymap says, else what the line editor knows. */
import {findBinding, type Action, type KeyCommand} from '../commands/keymap.ts';
import {paneNames, viewPane, type PaneName} from '../frames/panes.ts';
import {nextLayout, pushBorder} from './arrange.ts';
import {chooseNamed} from './choose.ts';
import {openConnectionList} from './choose-connection.ts';
import {completeWord, leaveCompletion, refreshCompletion, takeChosen, walkCompletion} from './completion.ts';
import {changeTo, insertText, pressKey} from './editor.ts';
import {performRequest} from './screen-requests.ts';
import {nextChoice} from './listed-connections.ts';
import {splitGraphemes} from './graphemes.ts';
import {openSearch} from './history-search.ts';
import {newerLine, olderLine} from './history.ts';
import {
	focusedEditor,
	promptKind,
	step,
	withEditor,
	type Effect,
	type Step,
	type UiState,
} from './state.ts';
import {submit} from './submit.ts';
import type {Assistant, Complete} from './assistant.ts';

/** A named key. */
export function pressBound(state: UiState, name: string, assistant: Assistant): Step {
	const command = findBinding(name, state.focus, promptKind(state))?.does;
	return command === undefined ? step(edit(state, name, assistant)) : perform(state, command, name, assistant);
}

/**
Typed characters: text for the prompt, or keys where the raw pane has none. There a burst of several is no key: somebody
types, or pastes without brackets, and it is text for the prompt that had the focus last. One key held down is a key.
*/
export function typeText(state: UiState, text: string, assistant: Assistant): Step {
	if (promptKind(state) !== 'view') {
		return step(insertTyped(state, text, assistant));
	}

	const [first = '', ...rest] = splitGraphemes(text);
	if (first !== '/' && rest.some(each => each !== first)) {
		return step(insertTyped({...state, focus: state.talking}, text, assistant));
	}

	const command = findBinding(first, state.focus, 'view')?.does;
	const done = command === undefined
		? step({...state, notice: 'a slash begins a command; ? lists the keys'})
		: perform(state, command, first, assistant);
	if (rest.length === 0 || (done.state.help ?? done.state.pager) !== undefined) {
		return done;
	}

	const next = typeText(done.state, rest.join(''), assistant);
	return step(next.state, ...done.effects, ...next.effects);
}

function insertTyped(state: UiState, text: string, {complete}: Assistant): UiState {
	return refreshCompletion(withEditor(state, insertText(focusedEditor(state), text)), complete);
}

function perform(state: UiState, command: KeyCommand, name: string, assistant: Assistant): Step {
	if ('request' in command) {
		return performRequest(state, command.request, assistant.help);
	}

	if ('scroll' in command) {
		return step(state, {do: 'scroll', move: {pane: state.focus, by: command.scroll}});
	}

	return 'line' in command
		? step(state, {do: 'execute', pane: state.focus, line: command.line, typed: undefined})
		: actions[command.action](state, assistant, name);
}

const actions: Readonly<Record<Action, (state: UiState, assistant: Assistant, name: string) => Step>> = {
	submit(state, {complete}) {
		const taken = takeChosen(state, complete);
		return taken === undefined ? submit(state, focusedEditor(state).text) : step(taken);
	},
	command: (state, {complete}) =>
		step(refreshCompletion(withEditor(state, insertText(focusedEditor(state), '/')), complete)),
	complete: (state, {complete}) => step(takeFix(state, complete) ?? completeWord(state, 1, complete)),
	'complete-back': (state, {complete}) => step(completeWord(state, -1, complete)),
	'next-pane': state => step(moveFocus(state, 1)),
	'previous-pane': state => step(moveFocus(state, -1)),
	'next-connection': state => chooseConnection(state, 1),
	'previous-connection': state => chooseConnection(state, -1),
	connections: state => step(openConnectionList(state)),
	'next-layout': state => step(nextLayout(state)),
	'border-left': state => step(pushBorder(state, 'left')),
	'border-right': state => step(pushBorder(state, 'right')),
	'border-up': state => step(pushBorder(state, 'up')),
	'border-down': state => step(pushBorder(state, 'down')),
	older: state => step(walkCompletion(state, -1) ?? recall(state, olderLine)),
	newer: state => step(walkCompletion(state, 1) ?? recall(state, newerLine)),
	search: state => step(openSearch(state)),
	interrupt,
	escape,
	repaint: state => step(state, {do: 'repaint'}),
	suspend: state => step(state, {do: 'suspend'}),
	edit: (state, assistant, name) => step(edit(state, name, assistant)),
};

function edit(state: UiState, name: string, {complete}: Assistant): UiState {
	const before = focusedEditor(state);
	const after = pressKey(before, name);
	if (after === undefined || (name !== 'Ctrl+_' && promptKind(state) === 'view')) {
		return state;
	}

	const next = withEditor(state, after);
	return after.text === before.text && state.popup?.type !== 'completion' ? next : refreshCompletion(next, complete);
}

function moveFocus(state: UiState, by: 1 | -1): UiState {
	const focus = paneNames[(paneNames.indexOf(state.focus) + by + paneNames.length) % paneNames.length]!;
	return {...state, focus, popup: undefined};
}

/** The line as it was meant takes the place of the one that was a mistake; what can follow it is proposed. */
function takeFix(state: UiState, complete: Complete): UiState | undefined {
	return state.popup?.type === 'problem' && state.popup.fix !== undefined
		? refreshCompletion(withEditor(state, changeTo(focusedEditor(state), state.popup.fix)), complete)
		: undefined;
}

/** The choice shows at once; the next frame confirms it. What was refused stays in the prompt, for the chosen one. */
function chooseConnection(state: UiState, by: 1 | -1): Step {
	const pane = state.focus;
	const name = nextChoice(state.chrome, pane, by);
	if (name === undefined) {
		return step({...state, notice: 'no connection to choose'});
	}

	return chooseNamed(state, pane, name);
}

function recall(state: UiState, walk: typeof olderLine): UiState {
	const editor = focusedEditor(state);
	const {history, line} = walk(state.history, state.focus, editor.text);
	return {...withEditor(state, changeTo(editor, line)), history, popup: undefined};
}

/** Clearing is an edit: undo brings the text back. */
function clearPrompt(state: UiState): UiState {
	return {...withEditor(state, changeTo(focusedEditor(state), '')), popup: undefined};
}

/**
When nothing is open: in the raw pane out of the prompt; stops reading a file, or connecting again; in the raw pane out
of the marked range and then of the cursor; out of a recording.
*/
function escape(state: UiState): Step {
	if (state.popup?.type === 'completion') {
		return step(leaveCompletion(state, state.popup));
	}

	if (state.popup !== undefined) {
		return step({...state, popup: undefined});
	}

	if (state.focus === viewPane && promptKind(state) !== 'view') {
		return step(clearPrompt(state));
	}

	const {opening, recording, panes, active} = state.chrome;
	const hasCursor = state.focus === viewPane && panes[viewPane].hasCursor === true;
	if (opening !== undefined || (recording !== undefined && !hasCursor)) {
		return step(state, {do: 'execute', pane: state.focus, line: 'open off', typed: undefined});
	}

	if (state.focus === viewPane) {
		return step(state, {do: 'execute', pane: viewPane, line: 'mark off', typed: undefined});
	}

	const ending = active.find(({endsOnEscape}) => endsOnEscape === true);
	return step(state, ...ending === undefined ? [] : [execution(state.focus, ending.ends)]);
}

function execution(pane: PaneName, line: string): Effect {
	return {do: 'execute', pane, line, typed: undefined};
}

function interrupt(state: UiState): Step {
	if (focusedEditor(state).text !== '' || state.popup !== undefined) {
		return step({...clearPrompt(state), armed: false});
	}

	return state.armed ? step(state, {do: 'quit'}) : step({...state, armed: true, notice: 'Ctrl+C again quits'});
}
