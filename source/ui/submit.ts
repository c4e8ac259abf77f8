/** Enter: what stands in the prompt becomes a line for the lab, and the prompt is free for the next. */
import {promptLine} from '../language/prompt-line.ts';
import {clearEditor} from './editor.ts';
import {isWorthKeeping, rememberLine} from './history.ts';
import {focusedEditor, step, withEditor, type Effect, type Step, type UiState} from './state.ts';

/** The step that hands `text` over, as typed in the focused pane. A slash alone is no command: nothing happens. */
export function submit(state: UiState, text: string): Step {
	const line = promptLine(text);
	const pane = state.focus;
	if (line.kind === 'command' && line.line.trim() === '') {
		return step(state);
	}

	const next = {
		...withEditor(state, clearEditor(focusedEditor(state))),
		history: rememberLine(state.history, text),
		popup: undefined,
	};
	const kept: readonly Effect[] = isWorthKeeping(state.history, text) ? [{do: 'remember', line: text}] : [];
	return line.kind === 'command'
		? step(next, ...kept, {do: 'execute', pane, line: line.line, typed: {text, offset: line.offset}})
		: step(next, ...kept, {do: 'send', pane, line: line.text, typed: {text, offset: text.length - line.text.length}});
}
