/** Pastes: one line goes into the prompt; several are shown before they are sent, and are sent as one. */
import {limits} from '../core/limits.ts';
import {formatCount} from '../core/quantities.ts';
import {refreshCompletion} from './completion.ts';
import {insertText} from './editor.ts';
import type {Key} from './keys.ts';
import {readPastedLines, withWrittenEnds} from './pasted-lines.ts';
import {focusedEditor, isCommand, promptKind, step, withEditor, type Step, type UiState} from './state.ts';
import {submit} from './submit.ts';
import type {Assistant} from './assistant.ts';

/**
A paste into the focused pane; in the raw pane what is no command goes to the prompt that had the focus last. One line
goes into the prompt without the line end that closes it: sending adds one. In a command, line ends become `\\n`.
*/
export function takePaste(before: UiState, pasted: string, assistant: Assistant): Step {
	const {text, ends} = readPastedLines(pasted);
	const isForOther = promptKind(before) === 'view' && !isCommand(text);
	const state = isForOther ? {...before, focus: before.talking, popup: undefined} : before;
	const line = text.replace(/\r?\n$/v, '');
	if (!line.includes('\n')) {
		const notice = text.endsWith('\r\n') ? 'the CR LF at the end of the paste was left out' : state.notice;
		return insertLine({...state, notice}, line, assistant);
	}

	return isCommand(insertText(focusedEditor(state), line).text)
		? insertLine({...state, notice: `the line ends (${ends}) became ${endsOf(line)}`}, withWrittenEnds(line), assistant)
		: step({...state, popup: {type: 'paste', text, ends}});
}

/**
A key while several pasted lines wait to be sent: Enter sends them with what stands in the prompt around them, Esc lets
them go.
*/
export function answerPaste(state: UiState, text: string, key: Key): Step {
	if (key.type !== 'key' || !['Enter', 'Esc', 'Ctrl+C'].includes(key.name)) {
		return step({...state, notice: 'Enter sends the pasted lines, Esc discards them'});
	}

	const closed = {...state, popup: undefined};
	const {text: around, cursor} = focusedEditor(state);
	return key.name === 'Enter' ? submit(closed, around.slice(0, cursor) + text + around.slice(cursor)) : step(closed);
}

function insertLine(state: UiState, line: string, {complete}: Assistant): Step {
	const editor = focusedEditor(state);
	const inserted = insertText(editor, line);
	const isCut = inserted.text.length < (editor.selected ? 0 : editor.text.length) + line.length;
	const notice = isCut
		? `the paste was cut: a line has ${formatCount(limits.line_characters)} characters at the most`
		: state.notice;
	return step({...refreshCompletion(withEditor(state, inserted), complete), notice});
}

/** The escapes that stand for the line ends of a text. */
function endsOf(text: string): string {
	const hasLf = /(?<!\r)\n/v.test(text);
	return [...hasLf ? [String.raw`\n`] : [], ...text.includes('\r\n') ? [String.raw`\r\n`] : []].join(' and ');
}
