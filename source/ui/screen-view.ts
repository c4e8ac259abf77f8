/**
The whole screen for a state, as plain values: what Ink paints, and what the compositor does and where. Pure; the
components only lay it out.

What changes with the traffic goes to the compositor, as the logs do: titles, connections, the strip, the status row.
Ink renders a frame of 120 by 40 in about 5 ms of processor time, however little has changed in it.
*/
import {paneNames, sideOfPane, type PaneName} from '../frames/panes.ts';
import {findView} from '../frames/views/table.ts';
import type {PaneRows, Rectangle, Staged} from '../screen/layout-type.ts';
import {columnsOf} from '../core/visible.ts';
import {listRows} from './choose-connection.ts';
import {connectionRows} from './connection-rows.ts';
import {editorWindow, type EditorWindow} from './editor-window.ts';
import {listingOf, nextChoice} from './listed-connections.ts';
import {layOut} from './layout.ts';
import {requestOf} from './layout-request.ts';
import type {Layout, PaneLayout} from './layout-type.ts';
import {withRecording} from './recording.ts';
import {helpView} from './help-view.ts';
import {pageLines, pageTitle} from './pager.ts';
import {popupRows} from './popup-rows.ts';
import {scriptRows, withScript} from './script.ts';
import {fit, joinPieces, showText, wrapWords} from './rows.ts';
import {currentOf, type Chrome, type UiState} from './state.ts';
import {statusRow} from './status-row.ts';
import {stripRow} from './strip-row.ts';
import {tabsRow} from './tabs-row.ts';
import type {Theme} from './theme.ts';
import {scrollMark, titleRow} from './title-row.ts';
import {titleParts, viewTitleParts, type TitlePart} from './titles.ts';

export type PaneView = {
	readonly name: PaneName;
	readonly layout: PaneLayout;
	readonly isFocused: boolean;
	readonly isFramed: boolean;
	readonly title: string;
	readonly list: readonly string[];
	readonly prompt?: {
		readonly label: string;
		readonly label_columns: number;
		readonly window: EditorWindow;
		/** The text is selected: what is typed replaces it. */
		readonly isSelected: boolean;
	};
};

export type ScreenView = {
	readonly layout: Layout;
	readonly panes: readonly PaneView[];
	/** As wide as the screen. */
	readonly popup: readonly string[];
	/** A text that takes the whole screen instead. */
	readonly page?: {readonly title: string; readonly lines: readonly string[]};
	readonly tabs: string;
	readonly strip: string;
	readonly status: string;
	readonly staged: Staged;
	/** The rows outside the panes' content that are the compositor's, each where `staged` has it. */
	readonly rows: PaneRows;
};

/** A row, or several, that are the compositor's, and where. */
type Placed = {readonly name: string; readonly at: Rectangle; readonly rows: readonly string[]};

const tooSmall = 'sockplay needs 20 columns and 6 rows';

/** The view of a state. */
export function viewScreen(state: UiState, theme: Theme): ScreenView {
	const {columns} = state.size;
	const layout = layOutState(state, theme);
	const page = layout.kind === 'small' ? tooSmallPage(state, theme) : pageOf(state, theme);
	const shown = page === undefined ? showPanes(state, layout, theme) : [];
	const around = {
		tabs: tabsRow(state, columns, theme),
		strip: layout.strip_row === undefined ? '' : stripRow(state.chrome.active, columns, theme),
		status: layout.kind === 'small' ? '' : statusRow(state, columns, theme),
	};
	const placed = placeRows(layout, shown, around);
	return {
		layout,
		...around,
		panes: shown,
		popup: page === undefined ? showPopup(state, layout, theme) : [],
		...(page !== undefined && {page}),
		staged: {
			...state.size,
			rectangles: Object.fromEntries([
				...shown.map(pane => [pane.name, pane.layout.content] as const),
				...placed.map(({name, at}) => [name, at] as const),
			]),
			...cursorOf(shown),
		},
		rows: Object.fromEntries(placed.map(({name, rows}) => [name, rows])),
	};
}

/** What Ink draws of a view, as one text: where two have the same there is nothing for it to draw. */
export function drawnByInk({layout, panes, popup, page, staged}: ScreenView): string {
	const parts = panes.map(({name, isFocused, isFramed, prompt}) => [name, isFocused, isFramed, prompt]);
	return JSON.stringify([layout, parts, popup, page, staged.rectangles, staged.cursor]);
}

/** The rows around the panes' content, where the layout has them. */
function placeRows(
	{kind, columns, tabs_row, strip_row, status_row}: Layout,
	shown: readonly PaneView[],
	{tabs, strip, status}: Pick<ScreenView, 'tabs' | 'strip' | 'status'>,
): readonly Placed[] {
	const across = (name: string, y: number, row: string): Placed =>
		({name, at: {x: 0, y, columns, rows: 1}, rows: [row]});
	return [
		...shown.flatMap(({name, layout: {box, list: at}, title, list}) => [
			{name: `${name} title`, at: {...box, rows: 1}, rows: [title]},
			{name: `${name} list`, at, rows: list},
		]),
		...(shown.length === 0 || tabs_row === undefined ? [] : [across('tabs', tabs_row, tabs)]),
		...(shown.length === 0 || strip_row === undefined ? [] : [across('strip', strip_row, strip)]),
		...(kind === 'small' ? [] : [across('status', status_row, status)]),
	];
}

type Page = NonNullable<ScreenView['page']>;

function tooSmallPage({size}: UiState, {ascii}: Theme): Page {
	return {title: '', lines: wrapWords(tooSmall, size.columns, ascii).slice(0, size.rows)};
}

/** What takes the whole screen instead of the panes. */
function pageOf({help, pager, size}: UiState, theme: Theme): Page | undefined {
	if (help !== undefined) {
		return helpView(help, {size}, theme);
	}

	return pager === undefined
		? undefined
		: {
			title: pageTitle(pager.title, {top: pager.top, count: pager.lines.length}, size, theme),
			lines: pageLines(pager, size.rows).map(line => fit(` ${showText(line, theme)}`, size.columns, theme.ascii)),
		};
}

/** The layout comes in two steps: how many rows a popup wants depends on how wide it is. */
function layOutState(state: UiState, theme: Theme): Layout {
	const {columns, rows} = state.size;
	const request = requestOf(state);
	const bare = layOut(columns, rows, request);
	return (state.popup ?? state.chrome.script) === undefined || bare.kind === 'small'
		? bare
		: layOut(columns, rows, {...request, popup_rows: popupOf(state, bare, theme).length});
}

function showPanes(state: UiState, layout: Layout, theme: Theme): readonly PaneView[] {
	return paneNames.flatMap(name => layout.panes[name] === undefined
		? []
		: [showPane(state, name, layout.panes[name], {theme, isFramed: layout.kind === 'side'})]);
}

function showPane(
	state: UiState,
	name: PaneName,
	layout: PaneLayout,
	{theme, isFramed}: {readonly theme: Theme; readonly isFramed: boolean},
): PaneView {
	const isFocused = name === state.focus;
	const {chrome} = state;
	const frame = chrome.panes[name];
	return {
		name,
		layout,
		isFocused,
		isFramed,
		title: titleRow(
			withRecording(withScript(titleOf(state, name, theme), chrome), chrome),
			scrollMark(frame, followingWord(state, name), theme),
			{columns: layout.box.columns, isFocused, isFramed},
			theme,
		),
		list: connectionRows(listingOf(chrome, name), choiceOf(chrome, name), layout.list, theme),
		...(layout.prompt.rows > 0 && {prompt: viewPrompt(state, name, layout, theme)}),
	};
}

function choiceOf(chrome: Chrome, pane: PaneName) {
	return {current: currentOf(chrome, pane), next: nextChoice(chrome, pane, 1)};
}

function titleOf({chrome, view}: UiState, name: PaneName, theme: Theme): readonly TitlePart[] {
	const frame = chrome.panes[name];
	if (sideOfPane(name) !== undefined) {
		return titleParts({pane: name, endpoints: chrome.endpoints, current: currentOf(chrome, name), frame}, theme);
	}

	const notes = [...(chrome.opening === undefined ? [] : [chrome.opening]), ...(frame.notes ?? [])];
	return viewTitleParts({...view, kept_bytes: chrome.kept_bytes, notKept: frame.notKept, notes});
}

/** What the pane of views says while it follows. */
function followingWord({view}: UiState, name: PaneName): string {
	if (sideOfPane(name) !== undefined) {
		return '';
	}

	const {tick_ms} = findView(view.view);
	return tick_ms === undefined ? 'following' : `every ${tick_ms} ms`;
}

function viewPrompt(state: UiState, name: PaneName, layout: PaneLayout, theme: Theme): NonNullable<PaneView['prompt']> {
	const {columns} = layout.prompt;
	const words = `${currentOf(state.chrome, name) ?? name} ${theme.signs.prompt} `;
	const label_columns = Math.min(Math.floor(columns / 2), columnsOf(words));
	const label = joinPieces([[name === state.focus ? 'accent' : 'dim', words]], label_columns, theme);
	const editor = state.prompts[name];
	const window = editorWindow(editor, columns - label_columns, theme.ascii);
	return {label, label_columns, window, isSelected: editor.selected};
}

/** The rows that a popup would like, as wide as the layout has it. */
function popupOf(state: UiState, {panes: shown, popup}: Layout, theme: Theme): string[] {
	const pane = shown[state.focus]!;
	const {label_columns, window} = viewPrompt(state, state.focus, pane, theme);
	const place = {label_columns: pane.prompt.x - popup.x + label_columns, columnOf: window.columnOf};
	if (state.popup?.type === 'connections') {
		return listRows(state, state.popup, popup.columns, theme);
	}

	const {script} = state.chrome;
	return state.popup === undefined && script !== undefined
		? scriptRows(script, popup.columns, theme)
		: popupRows(state.popup, popup.columns, place, theme);
}

/** The popup's rows with a line at their side, from edge to edge of the screen where panes have frames. */
function showPopup(state: UiState, layout: Layout, theme: Theme): string[] {
	const {popup, kind} = layout;
	const side = theme.paint('accent', theme.signs.heavyDown);
	return popupOf(state, layout, theme).slice(0, popup.rows).map(row => kind === 'side'
		? `${side} ${row}${' '.repeat(popup.columns - columnsOf(row))} ${side}`
		: `${side} ${row}`);
}

function cursorOf(shown: readonly PaneView[]): Pick<Staged, 'cursor'> {
	const pane = shown.find(({isFocused}) => isFocused);
	if (pane?.prompt === undefined) {
		return {};
	}

	const {x, y} = pane.layout.prompt;
	return {cursor: {x: x + pane.prompt.label_columns + pane.prompt.window.cursor_column, y}};
}
