/** What the mouse does: the wheel scrolls, a click chooses a pane, a connection or a byte, a drag marks bytes. */
import {viewPane, type PaneName} from '../frames/panes.ts';
import type {Rectangle} from '../screen/layout-type.ts';
import type {MouseReport} from '../screen/mouse.ts';
import {chooseNamed} from './choose.ts';
import {connectionsShown} from './connection-rows.ts';
import {isWithin, paneAt} from './layout.ts';
import type {Layout} from './layout-type.ts';
import {scrollHelp} from './help.ts';
import {listingOf} from './listed-connections.ts';
import {scrollPager} from './pager.ts';
import {tabAt} from './tabs-row.ts';
import {currentOf, step, type Step, type UiState} from './state.ts';
import {within} from './within.ts';

const wheel_rows = 3;
/** What a person looks for who drags where nothing can be marked. */
const hint = 'hold Shift to select text as the terminal does; or /set mouse=off';
const marked = 'y copies what is marked; hold Shift to select text as the terminal does';

/** `layout`: that of the screen which was pointed at. */
export function takeMouse(state: UiState, {kind, x, y}: MouseReport, layout: Layout): Step {
	switch (kind) {
		case 'wheel-up':
		case 'wheel-down': {
			return turnWheel(state, kind === 'wheel-up' ? -1 : 1, paneAt(layout, x, y));
		}

		case 'press': {
			return press({...state, notice: ''}, layout, {x, y});
		}

		case 'drag': {
			return drag(state, layout, {x, y});
		}

		case 'release': {
			return step({...state, pressed: undefined});
		}
	}
}

type Place = {readonly x: number; readonly y: number};

function turnWheel(state: UiState, by: 1 | -1, pane: PaneName | undefined): Step {
	if (state.help !== undefined) {
		return step({...state, help: scrollHelp(state.help, by * wheel_rows, state.size)});
	}

	if (state.pager !== undefined) {
		return step({...state, pager: scrollPager(state.pager, by * wheel_rows, state.size.rows)});
	}

	return pane === undefined ? step(state) : step(state, {do: 'scroll', move: {pane, by: {rows: by * wheel_rows}}});
}

function press(state: UiState, layout: Layout, {x, y}: Place): Step {
	const pane = y === layout.tabs_row ? tabAt(x) : paneAt(layout, x, y);
	if ((state.help ?? state.pager) !== undefined || state.popup?.type === 'paste' || pane === undefined) {
		return step(state);
	}

	const focused = {...state, focus: pane, ...(pane !== state.focus && {popup: undefined})};
	const {list, content}: Partial<Layout['panes'][PaneName]> = layout.panes[pane] ?? {};
	if (list !== undefined && isWithin(list, x, y)) {
		return chooseListed(focused, pane, list, y);
	}

	if (content === undefined || !isWithin(content, x, y)) {
		return step(focused);
	}

	const pressed = {...focused, pressed: pane};
	return pane === viewPane ? point(pressed, content, {x, y}, false) : step(pressed);
}

function drag(state: UiState, layout: Layout, place: Place): Step {
	const {pressed} = state;
	const content = pressed === undefined ? undefined : layout.panes[pressed]?.content;
	if (pressed === undefined || content === undefined) {
		return step(state);
	}

	return pressed === viewPane
		? point({...state, notice: marked}, content, place, true)
		: step({...state, notice: hint});
}

/** The byte at a cell of the pane of views, or at the nearest of its cells. */
function point(state: UiState, content: Rectangle, {x, y}: Place, isDrag: boolean): Step {
	const at = {
		row: within(y - content.y, content.rows - 1),
		column: within(x - content.x, content.columns - 1),
	};
	return step(state, {do: 'scroll', move: {pane: viewPane, by: {at, isDrag}}});
}

function chooseListed(state: UiState, pane: PaneName, list: Rectangle, y: number): Step {
	const shown = connectionsShown(listingOf(state.chrome, pane), currentOf(state.chrome, pane), list.rows);
	const found = shown[y - list.y];
	return found === undefined ? step(state) : chooseNamed(state, pane, found.name);
}
