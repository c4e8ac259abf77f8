/** The screen as a pure reducer: a state and what happened in, the next state and what is to be done out. */
import {sideOfPane} from '../frames/panes.ts';
import type {Size} from '../screen/layout-type.ts';
import type {MouseReport} from '../screen/mouse.ts';
import type {Assistant} from './assistant.ts';
import {refreshCompletion} from './completion.ts';
import {changeTo} from './editor.ts';
import {pressHelp} from './help.ts';
import type {HelpState} from './help-state.ts';
import {pressInList} from './choose-connection.ts';
import {settleChoice, withChoices} from './choose.ts';
import {searchHistory} from './history-search.ts';
import {withEarlier} from './history.ts';
import type {Key} from './keys.ts';
import type {Layout} from './layout-type.ts';
import {takeMouse} from './mouse.ts';
import {turnPager} from './pager.ts';
import {answerPaste, takePaste} from './paste.ts';
import {pressBound, typeText} from './key-press.ts';
import {takeReply, type Replied} from './replies.ts';
import {takeChrome} from './recording.ts';
import {pressInScript} from './script.ts';
import {focusedEditor, step, withEditor, type Chrome, type Step, type UiState} from './state.ts';
import type {Characters} from './theme.ts';

export type Message =
	| {readonly type: 'key'; readonly key: Key}
	| ({readonly type: 'replied'} & Replied)
	/** `layout`: that of the screen which was pointed at. */
	| {readonly type: 'mouse'; readonly report: MouseReport; readonly layout: Layout}
	/** Lines of earlier sessions. */
	| {readonly type: 'history'; readonly lines: readonly string[]}
	/** A sentence for the status row, until the next key. */
	| {readonly type: 'notice'; readonly text: string}
	| {readonly type: 'chrome'; readonly chrome: Chrome}
	/** What the terminal draws, as it says itself. */
	| {readonly type: 'characters'; readonly characters: Characters}
	| {readonly type: 'resized'; readonly size: Size};

/** One thing that happened. Keys of one chunk come one by one, so that none meets a stale state. */
export function update(before: UiState, message: Message, assistant: Assistant): Step {
	const {state, effects} = take(before, message, assistant);
	const {focus, talking} = state;
	return step(sideOfPane(focus) === undefined || focus === talking ? state : {...state, talking: focus}, ...effects);
}

function take(state: UiState, message: Message, assistant: Assistant): Step {
	switch (message.type) {
		case 'key': {
			return takeKey(state, message.key, assistant);
		}

		case 'mouse': {
			return takeMouse(state, message.report, message.layout);
		}

		case 'replied': {
			return takeReply(settleChoice(state, message.pane, message.line), message, assistant.help);
		}

		case 'history': {
			return step({...state, history: withEarlier(state.history, message.lines)});
		}

		case 'notice': {
			return step({...state, notice: message.text});
		}

		case 'chrome': {
			return step(takeChrome(state, withChoices(message.chrome, state.choices)));
		}

		case 'characters': {
			return step({...state, characters: message.characters});
		}

		case 'resized': {
			return step({...state, size: message.size});
		}
	}
}

function takeKey(before: UiState, key: Key, assistant: Assistant): Step {
	const isSecond = before.armed && key.type === 'key' && key.name === 'Ctrl+C';
	const state = {...before, armed: isSecond, notice: ''};
	if (key.type === 'key' && (key.name === 'Ctrl+L' || key.name === 'Ctrl+Z')) {
		return pressBound(state, key.name, assistant);
	}

	if (state.help !== undefined) {
		return readHelp(state, state.help, key, assistant);
	}

	if (state.pager !== undefined) {
		return step({...state, pager: turnPager(state.pager, key, state.size.rows)});
	}

	if (state.popup?.type === 'paste') {
		return answerPaste(state, state.popup.text, key);
	}

	if (state.popup?.type === 'connections') {
		return pressInList(state, state.popup, key);
	}

	if (state.popup?.type === 'search') {
		const searched = searchHistory(state, state.popup, key);
		return 'taken' in searched ? pressKey(searched.taken, key, assistant) : searched;
	}

	return pressInScript(state, key) ?? pressKey(state, key, assistant);
}

function pressKey(state: UiState, key: Key, assistant: Assistant): Step {
	switch (key.type) {
		case 'key': {
			return pressBound(state, key.name, assistant);
		}

		case 'text': {
			return typeText(state, key.text, assistant);
		}

		case 'paste': {
			return takePaste(state, key.text, assistant);
		}
	}
}

/** A line that the help gives stands in the prompt then, to be typed on. */
function readHelp(before: UiState, open: HelpState, key: Key, {help: book, complete}: Assistant): Step {
	const {help, line} = pressHelp(open, key, {book, pane: before.focus, size: before.size});
	const state = {...before, help};
	return line === undefined
		? step(state)
		: step(refreshCompletion(withEditor(state, changeTo(focusedEditor(state), `/${line}`)), complete));
}
