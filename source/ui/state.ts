/** All that the screen remembers, as one value. `update.ts` says how it changes. */
import type {LayoutKind} from '../frames/layout-kinds.ts';
import type {ThemeChoice} from '../core/theme-names.ts';
import type {Frame, PaneFrame, ScrollMove, Viewport} from '../frames/frame.ts';
import {forPanes, sideOfPane, type PaneName} from '../frames/panes.ts';
import {views} from '../frames/views/table.ts';
import type {Suggestion} from '../language/verb.ts';
import type {Size} from '../screen/layout-type.ts';
import type {PromptKind} from '../commands/keymap.ts';
import {usualBorders, type Borders} from './borders.ts';
import {emptyEditor, type Editor} from './editor.ts';
import type {HelpState} from './help-state.ts';
import {openHistory, type History} from './history.ts';
import type {Characters} from './theme.ts';

/** What the completion proposes for the word from `start` to `end` of a prompt's text. */
export type Proposals = {readonly start: number; readonly end: number; readonly suggestions: readonly Suggestion[]};

/** What is open above the prompt of the focused pane. */
export type Popup =
	| (Proposals & {
		readonly type: 'completion';
		/** The proposal that stands in the prompt already. */
		readonly chosen?: number;
		/** What was typed before one was chosen. */
		readonly typed?: Editor;
	})
	/** A mistake in the text that the prompt holds. */
	| {
		readonly type: 'problem';
		readonly start: number;
		readonly end: number;
		readonly message: string;
		/** What the prompt would hold if it were put right. */
		readonly fix?: string;
	}
	/** The history is searched; the prompt shows the line found, `up` lines from its end, or 0 for none. */
	| {readonly type: 'search'; readonly query: string; readonly up: number; readonly before: Editor}
	/** The connections of the focused pane, narrowed by `query`, are walked: at `name`, or the first. */
	| {readonly type: 'connections'; readonly query: string; readonly name?: string}
	/** Lines that a command answered with. */
	| {readonly type: 'text'; readonly lines: readonly string[]}
	/** Several lines that were pasted, to be sent as one; `ends` tells their line ends. */
	| {readonly type: 'paste'; readonly text: string; readonly ends: string};

/** A text that takes the whole screen: the help, or an answer too long for a popup. */
export type Pager = {readonly title: string; readonly lines: readonly string[]; readonly top: number};

/** What is told of a frame outside the panes' rows. */
export type Chrome = Pick<
	Frame,
	| 'endpoints' | 'unlisted' | 'listing' | 'active' | 'current' | 'kept_bytes' | 'rss_bytes' | 'opening' | 'recording'
	| 'script'
> & {
	readonly panes: Readonly<Record<PaneName, Omit<PaneFrame, 'rows'>>>;
	readonly frames_per_second: number;
};

export type ViewState = Pick<Viewport, 'view' | 'width' | 'only' | 'joined' | 'legs' | 'time'>;

export type UiState = {
	readonly size: Size;
	readonly focus: PaneName;
	readonly zoom: boolean;
	readonly layout: LayoutKind;
	readonly borders: Borders;
	readonly prompts: Readonly<Record<PaneName, Editor>>;
	readonly history: History;
	/** The pane with a prompt for data that had the focus last. */
	readonly talking: PaneName;
	readonly view: ViewState;
	/** The theme that was chosen since the screen opened. */
	readonly theme?: ThemeChoice | undefined;
	/** What the terminal draws, once it has told. */
	readonly characters?: Characters | undefined;
	/** How the live session was looked at, while a recording is. */
	readonly liveView?: ViewState | undefined;
	readonly popup?: Popup | undefined;
	readonly pager?: Pager | undefined;
	/** The help is open, and takes the whole screen. */
	readonly help?: HelpState | undefined;
	/** Ctrl+C came on an empty prompt: once more quits. */
	readonly armed: boolean;
	/** The pane on whose rows the mouse's button went down, until it comes up. */
	readonly pressed?: PaneName | undefined;
	/** A word for the status line, until the next key. */
	readonly notice: string;
	/** What was chosen in a pane, until the lab has answered: a frame made before does not know of it. */
	readonly choices: Readonly<Partial<Record<PaneName, string>>>;
	readonly chrome: Chrome;
};

/** What is to be done after a change of state, by whoever runs the screen. */
export type Effect =
	| {readonly do: 'execute' | 'send'; readonly pane: PaneName; readonly line: string; readonly typed: Typed}
	| {readonly do: 'scroll'; readonly move: ScrollMove}
	| {readonly do: 'remember'; readonly line: string}
	/** Into the terminal's clipboard. */
	| {readonly do: 'copy'; readonly text: string}
	/** Takes the mouse, or leaves it to the terminal. */
	| {readonly do: 'mouse'; readonly isOn: boolean}
	| {readonly do: 'quit' | 'repaint' | 'suspend'};

/** What stood in the prompt, and where in it the line began. Nothing for a line that a key stands for. */
export type Typed = {readonly text: string; readonly offset: number} | undefined;

export type Step = {readonly state: UiState; readonly effects: readonly Effect[]};

const stillPane = {following: true, below: 0, notKept: 0};

const noChrome: Chrome = {
	endpoints: [],
	active: [],
	current: {},
	kept_bytes: 0,
	panes: forPanes(() => stillPane),
	frames_per_second: 0,
};

/** The state as the screen opens: the client pane is the one to type in. */
export function openUi(size: Size): UiState {
	return {
		size,
		focus: 'client',
		zoom: false,
		layout: 'auto',
		borders: usualBorders,
		prompts: forPanes(() => emptyEditor),
		history: openHistory([]),
		talking: 'client',
		view: {view: views[0]!.name, width: 'auto'},
		armed: false,
		notice: '',
		choices: {},
		chrome: noChrome,
	};
}

/** A step that only changes the state. */
export function step(state: UiState, ...effects: readonly Effect[]): Step {
	return {state, effects};
}

/** The editor of the focused pane. */
export function focusedEditor(state: UiState): Editor {
	return state.prompts[state.focus];
}

/** The state with another editor in the focused pane. */
export function withEditor(state: UiState, editor: Editor): UiState {
	return {...state, prompts: {...state.prompts, [state.focus]: editor}};
}

/** What the prompt of a pane holds. The pane of views has a prompt only while something stands in it. */
export function promptKind(state: UiState, pane: PaneName = state.focus): PromptKind {
	const {text} = state.prompts[pane];
	if (text === '') {
		return sideOfPane(pane) === undefined ? 'view' : 'empty';
	}

	return isCommand(text) ? 'command' : 'data';
}

/** Whether a prompt's text is a command; two slashes are data that begins with one. */
export function isCommand(text: string): boolean {
	return text.startsWith('/') && !text.startsWith('//');
}

/** The endpoint that lines typed in a pane act on. */
export function currentOf(chrome: Chrome, pane: PaneName): string | undefined {
	const side = sideOfPane(pane);
	return side === undefined ? undefined : chrome.current[side];
}
