/** What a person does to the layout: another kind, a border moved, both as they were; and what is said of it. */
import type {ScreenRequest} from '../commands/screen-request.ts';
import {layoutKinds} from '../frames/layout-kinds.ts';
import {usualBorders} from './borders.ts';
import {layOut} from './layout.ts';
import {hasRoom, shapeFor, smallest, type PaneShape} from './layout-kind.ts';
import {requestOf} from './layout-request.ts';
import type {Layout} from './layout-type.ts';
import {moveBorder, type Direction} from './move-border.ts';
import {costOf} from './screen-cost.ts';
import type {UiState} from './state.ts';

const words: Readonly<Record<PaneShape, string>> = {
	side: 'side by side',
	stacked: 'stacked',
	tabs: 'one pane at a time',
};

/** The state after `/layout`. */
export function arrange(state: UiState, {how}: ScreenRequest & {type: 'layout'}): UiState {
	if (how === undefined) {
		return {...state, popup: {type: 'text', lines: tellLayout(state)}};
	}

	if (how === 'reset') {
		return {...state, borders: usualBorders, notice: 'the borders are back in their places'};
	}

	const borders = how === 'auto' ? usualBorders : state.borders;
	return withNotice({...state, layout: how, borders, zoom: false});
}

/** Alt+L: the next kind that shows the panes in another way. */
export function nextLayout(state: UiState): UiState {
	const present = shapeFor(state.layout, state.size);
	const at = layoutKinds.indexOf(state.layout);
	const kinds = [...layoutKinds.slice(at + 1), ...layoutKinds.slice(0, at)];
	const next = kinds.find(kind =>
		(kind === 'auto' || hasRoom(kind, state.size)) && shapeFor(kind, state.size) !== present);
	return next === undefined
		? {...state, notice: `no other layout has room in ${sizeOf(state)}`}
		: withNotice({...state, layout: next, zoom: false});
}

/** Alt with an arrow. The border goes two columns or one row, as far as the smallest pane lets it. */
export function pushBorder(state: UiState, direction: Direction): UiState {
	const before = layoutOf(state);
	const borders = moveBorder(before, state.borders, state.focus, direction);
	if (borders === undefined) {
		return {...state, notice: noBorder(before.kind)};
	}

	const after = layoutOf({...state, borders});
	return JSON.stringify(after.panes) === JSON.stringify(before.panes)
		? {...state, notice: 'the border goes no further'}
		: {...state, borders};
}

/** Where the borders are while nothing is open. */
function layoutOf(state: UiState): Layout {
	return layOut(state.size.columns, state.size.rows, requestOf({...state, popup: undefined}));
}

function noBorder(kind: Layout['kind']): string {
	return kind === 'stacked'
		? 'stacked panes have borders above and below: Alt+Up, Alt+Down'
		: 'one pane at a time has no borders; Alt+L shows more panes';
}

function withNotice(state: UiState): UiState {
	return {...state, notice: `layout ${tellShape(state)}; Alt+L for the next`};
}

/** `auto: stacked`, or why it is not what was asked for. */
function tellShape({layout, size}: UiState): string {
	const shape = words[shapeFor(layout, size)];
	if (layout === 'auto') {
		return `auto: ${shape}`;
	}

	const {columns, rows} = smallest[layout];
	return hasRoom(layout, size) ? shape : `${layout} needs ${columns}x${rows}`;
}

function tellLayout(state: UiState): string[] {
	const cost = costOf(state.chrome, {between: 'and'});
	return [
		`${sizeOf(state)}, layout ${tellShape(state)}`,
		...(cost === '' ? [] : [`the screen costs ${cost}`]),
	];
}

function sizeOf({size}: UiState): string {
	return `${size.columns}x${size.rows}`;
}
