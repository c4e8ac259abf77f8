/**
Where everything is on a terminal of a given size. Ink and the compositor both go by what this returns, so that frame
and rectangles always belong together. All numbers are cells, from 0 at the top left.

From 60 by 18 cells all three panes are there: server and client side by side, the raw bytes below. Smaller, or zoomed,
the focused pane has the screen to itself; under 20 by 6 there is only a sentence.
*/
import {forPanes, sideOfPane, type Pane, type PaneName} from '../frames/panes.ts';
import type {Rectangle, Size} from '../screen/layout-type.ts';

export type PaneLayout = {
	/** With border. */
	readonly box: Rectangle;
	/** The log or the bytes: the compositor's. */
	readonly content: Rectangle;
	readonly list: Rectangle;
	/** One row, or none. */
	readonly prompt: Rectangle;
	/** What opens below the prompt. */
	readonly popup: Rectangle;
};

export type Layout = Size & {
	readonly kind: 'three' | 'one' | 'small';
	readonly panes: Readonly<Partial<Record<PaneName, PaneLayout>>>;
	/** One pane at a time: the row that says which. */
	readonly tabs_row?: number;
	readonly status_row: number;
};

/** What the layout has to make room for. */
export type LayoutRequest = {
	readonly focus: PaneName;
	readonly zoom: boolean;
	/** Rows that the focused pane would like below its prompt. */
	readonly popup_rows: number;
	/** Connections that a pane would like to list. */
	readonly listed_rows: Readonly<Record<PaneName, number>>;
	/** Whether the pane of views has a prompt at the moment. */
	readonly hasViewPrompt: boolean;
};

const three = {columns: 60, rows: 18};
const usable = {columns: 20, rows: 6};
const max_listed_rows = 4;

/** The layout for a terminal of `columns` by `rows`. */
export function layOut(columns: number, rows: number, request: LayoutRequest): Layout {
	const size = {columns, rows, status_row: rows - 1};
	if (columns < usable.columns || rows < usable.rows) {
		return {...size, kind: 'small', panes: {}};
	}

	if (columns < three.columns || rows < three.rows || request.zoom) {
		const tabs = request.zoom && rows >= three.rows ? 0 : 1;
		const box = {x: 0, y: tabs, columns, rows: rows - 1 - tabs};
		return {
			...size,
			kind: 'one',
			panes: {[request.focus]: divide(box, request.focus, request)},
			...(tabs === 1 && {tabs_row: 0}),
		};
	}

	const boxes = threeBoxes(columns, rows - 1);
	return {...size, kind: 'three', panes: forPanes(({name, place}) => divide(boxes[place], name, request))};
}

/** How wide the content of a pane is, whatever is open in it; 0 when there is no pane. */
export function contentColumns({columns, rows}: Size, focus: PaneName, zoom: boolean): number {
	const {panes: shown} = layOut(
		columns,
		rows,
		{focus, zoom, popup_rows: 0, listed_rows: forPanes(() => 0), hasViewPrompt: false},
	);
	return shown[focus]?.content.columns ?? 0;
}

/** The pane below gets two fifths of the height: a block has a heading and at least one row. */
function threeBoxes(columns: number, rows: number): Record<Pane['place'], Rectangle> {
	const left = Math.ceil(columns / 2);
	const above = Math.ceil(rows * 0.58);
	return {
		left: {x: 0, y: 0, columns: left, rows: above},
		right: {x: left, y: 0, columns: columns - left, rows: above},
		below: {x: 0, y: above, columns, rows: rows - above},
	};
}

function divide(box: Rectangle, pane: PaneName, request: LayoutRequest): PaneLayout {
	const inner_rows = box.rows - 2;
	const hasPrompt = sideOfPane(pane) !== undefined || request.hasViewPrompt;
	const prompt_rows = hasPrompt ? 1 : 0;
	const popup_rows = pane === request.focus ? atMost(inner_rows - prompt_rows - 1, request.popup_rows) : 0;
	const list_rows = atMost(
		Math.min(max_listed_rows, Math.floor((inner_rows - prompt_rows - popup_rows) / 4)),
		request.listed_rows[pane],
	);
	const heights = [inner_rows - prompt_rows - popup_rows - list_rows, list_rows, prompt_rows, popup_rows] as const;
	let y = box.y + 1;
	const stack = (rows: number): Rectangle => {
		const rectangle = {x: box.x + 2, y, columns: box.columns - 4, rows};
		y += rows;
		return rectangle;
	};

	const [content, list, prompt, popup] = [stack(heights[0]), stack(heights[1]), stack(heights[2]), stack(heights[3])];
	return {box, content, list, prompt, popup};
}

function atMost(limit: number, wanted: number): number {
	return Math.max(0, Math.min(limit, wanted));
}
