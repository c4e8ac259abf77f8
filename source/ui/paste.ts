/** Pastes: one line goes into the prompt; several are shown before they are sent, and are sent as one. */
import {limits} from '../core/limits.ts';
import {formatCount} from '../core/quantities.ts';
import {refreshCompletion} from './completion.ts';
import {insertText} from './editor.ts';
import type {Key} from './keys.ts';
import {focusedEditor, isCommand, promptKind, step, withEditor, type Step, type UiState} from './state.ts';
import {submit} from './submit.ts';
import type {Assistant} from './assistant.ts';

/**
A paste into the focused pane. The line end that closes it is not part of it: sending adds one. In a command, line ends
become the language's `\n`.
*/
export function takePaste(state: UiState, pasted: string, assistant: Assistant): Step {
	const text = pasted.replace(/\n$/v, '');
	return promptKind(state) === 'view' && !isCommand(text)
		? step({...state, notice: 'this pane sends nothing: paste in the client or server pane'})
		: insertPaste(state, text, assistant);
}

/**
A key while several pasted lines wait to be sent: Enter sends them with what stands in the prompt around them, Esc lets
them go.
*/
export function answerPaste(state: UiState, text: string, key: Key): Step {
	if (key.type !== 'key' || !['Enter', 'Esc', 'Ctrl+C'].includes(key.name)) {
		return step({...state, notice: 'Enter sends the pasted lines, Esc lets them go'});
	}

	const closed = {...state, popup: undefined};
	const {text: around, cursor} = focusedEditor(state);
	return key.name === 'Enter' ? submit(closed, around.slice(0, cursor) + text + around.slice(cursor)) : step(closed);
}

function insertPaste(state: UiState, text: string, {complete}: Assistant): Step {
	const editor = focusedEditor(state);
	const isSeveral = text.includes('\n');
	if (isSeveral && !isCommand(insertText(editor, text).text)) {
		return step({...state, popup: {type: 'paste', text}});
	}

	const line = text.replaceAll('\n', String.raw`\n`);
	const inserted = insertText(editor, line);
	const isCut = inserted.text.length < editor.text.length + line.length;
	const notice = isCut
		? `the paste was cut: a line has ${formatCount(limits.line_characters)} characters at the most`
		: state.notice;
	return step({...refreshCompletion(withEditor(state, inserted), complete), notice});
}
