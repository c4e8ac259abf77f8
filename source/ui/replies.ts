/** What becomes of a line's reply: nothing typed is lost, whatever it says. */
import {explainProblem, isProblem, type Problem} from '../core/problem.ts';
import type {Outcome} from '../commands/outcome.ts';
import {limits} from '../core/limits.ts';
import {withSlashes} from '../core/command-words.ts';
import {columnsOf, visibleText} from '../core/visible.ts';
import type {PaneName} from '../frames/panes.ts';
import {changeTo, selectAll} from './editor.ts';
import type {HelpBook} from './assistant.ts';
import {performRequest} from './screen-requests.ts';
import {layOut} from './layout.ts';
import {requestOf} from './layout-request.ts';
import {openPager} from './pager.ts';
import {step, type Step, type Typed, type UiState} from './state.ts';

/** An answer of at most so many lines opens above the prompt; a longer one takes the whole screen. */
const max_popup_lines = 8;

export type Replied = {
	readonly pane: PaneName;
	readonly line: string;
	readonly typed: Typed;
	readonly outcome: Outcome;
};

export function takeReply(state: UiState, {pane, line, typed, outcome}: Replied, help: HelpBook): Step {
	if (isProblem(outcome)) {
		return step(showProblem(state, pane, {line, typed, problem: outcome}));
	}

	const {request, text = [], failure} = outcome;
	if (failure !== undefined) {
		return step(showAnswer(state, visibleText(line), failure.lines.map(each => visibleText(each))));
	}

	if (request?.type === 'focus' && typed !== undefined && isTypedIn(state, pane)) {
		return step(state);
	}

	return request === undefined
		? step(showAnswer(state, visibleText(line), text.map(each => visibleText(withSlashes(each)))))
		: performRequest(state, request, help);
}

/** Whether somebody types on where a line came from, or elsewhere: what is typed is not split between two prompts. */
function isTypedIn(state: UiState, pane: PaneName): boolean {
	return state.focus !== pane || state.prompts[pane].text !== '';
}

/**
The line goes back into its prompt, selected and with its place marked; when something else stands there by now, the
problem is told apart, and the line is in the history.
*/
function showProblem(
	state: UiState,
	pane: PaneName,
	{line, typed, problem}: {line: string; typed: Typed; problem: Problem},
): UiState {
	const editor = state.prompts[pane];
	if (typed === undefined && problem.start === problem.end) {
		return {...state, notice: messageOf(problem)};
	}

	const hasPlace = editor.text === '' && pane === state.focus;
	if (typed === undefined || !hasPlace || typed.text.length > limits.line_characters) {
		return showLines(state, withSlashes(explainProblem(line, problem)).split('\n'));
	}

	const start = problem.start + typed.offset;
	const end = problem.end + typed.offset;
	const prompts = {
		...state.prompts,
		[pane]: selectAll(changeTo(editor, typed.text), Math.min(end, typed.text.length)),
	};
	return {...state, prompts, popup: {type: 'problem', start, end, ...whatToDo(problem)}};
}

function messageOf({message, hint}: Problem): string {
	return visibleText(withSlashes(hint === undefined ? message : `${message}; ${hint}`));
}

/** The message, and the prompt as it was meant where that is known: it says what the hint says. */
function whatToDo(problem: Problem): {readonly message: string; readonly fix?: string} {
	const {fix, hint, ...rest} = problem;
	return fix === undefined ? {message: messageOf(problem)} : {message: messageOf(rest), fix: `/${fix}`};
}

function showLines(state: UiState, lines: readonly string[]): UiState {
	return {...state, popup: {type: 'text', lines}};
}

/** What is too long or too wide for a popup takes the whole screen. */
function showAnswer(state: UiState, title: string, lines: readonly string[]): UiState {
	if (lines.length === 0) {
		return state;
	}

	const {size} = state;
	const {popup} = layOut(size.columns, size.rows, {...requestOf(state), popup_rows: max_popup_lines});
	const hasRoom = lines.length <= popup.rows && lines.every(line => columnsOf(line) <= popup.columns);
	return hasRoom ? showLines(state, lines) : {...state, pager: openPager(title, lines, state.size.columns)};
}
