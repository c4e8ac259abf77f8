/** The rectangles of the panes in each shape of the screen. */
import {forPanes, paneNames, sideOfPane, type PaneName} from '../frames/panes.ts';
import type {Rectangle} from '../screen/layout-type.ts';
import {cellsOf} from './borders.ts';
import type {Layout, LayoutRequest, PaneLayout} from './layout-type.ts';
import {within} from './within.ts';

export type Placed = Pick<Layout, 'panes' | 'popup'>;

const max_listed_rows = 8;
/** A framed pane keeps its borders, its prompt and a row of content. */
const framed_rows = 4;
const framed_columns = 20;
/** Without a frame a pane keeps its title and a row. */
const bare_rows = 2;

/** Server and client side by side, in frames; the pane of views below. */
export function sidePanes({columns, rows}: Rectangle, request: LayoutRequest): Placed {
	const {borders, focus} = request;
	const left = cellsOf(borders.left, columns, [framed_columns, framed_columns]);
	const above = cellsOf(borders.above, rows, [framed_rows, framed_rows]);
	const isBelow = sideOfPane(focus) === undefined;
	const lists = forPanes(({name}) => listRows(above - 3, name, request));
	const upper = above - Math.max(lists.server, lists.client) - framed_rows;
	const lower = rows - above - framed_rows;
	const popup_rows = within(request.popup_rows, isBelow ? upper + lower : upper);
	const lifted = isBelow ? Math.max(0, popup_rows - lower) : 0;
	const boxes = {
		left: {x: 0, y: 0, columns: left, rows: above - lifted},
		right: {x: left, y: 0, columns: columns - left, rows: above - lifted},
		below: {x: 0, y: above - lifted, columns, rows: rows - above + lifted},
	};
	const panes = forPanes(({name, place}) => {
		const gap = (place === 'below') === isBelow ? popup_rows : 0;
		return framed(boxes[place], name, {request, gap, list_rows: lists[name]});
	});
	return {panes, popup: {x: 2, y: panes[focus].prompt.y - popup_rows, columns: columns - 4, rows: popup_rows}};
}

/** Each pane as wide as the screen, above each other. */
export function stackedPanes(area: Rectangle, request: LayoutRequest): Placed {
	const {second, third} = request.borders;
	const rows = area.rows - 1;
	const beforeThird = cellsOf(third, rows, [2 * bare_rows, bare_rows]);
	const beforeSecond = cellsOf(second, rows, [bare_rows, rows - beforeThird + bare_rows]);
	const heights = [beforeSecond, beforeThird - beforeSecond, rows - beforeThird];
	return bare(area, paneNames.map((name, index) => ({name, rows: heights[index]!})), request);
}

/** The focused pane alone. */
export function onePane(area: Rectangle, request: LayoutRequest): Placed {
	return bare(area, [{name: request.focus, rows: area.rows - 1}], request);
}

type Height = {readonly name: PaneName; readonly rows: number};

/** Panes without frames, one below the other, and one prompt below them all. The lowest give up their rows first. */
function bare({y: top, columns, rows}: Rectangle, heights: readonly Height[], request: LayoutRequest): Placed {
	const lists = heights.map(height => listRows(height.rows - 1, height.name, request));
	const rooms = heights.map((height, index) => height.rows - bare_rows - lists[index]!);
	const popup_rows = within(request.popup_rows, rooms.reduce((sum, room) => sum + room, 0));
	const prompt_y = top + rows - 1;
	const prompted = promptRows(request.focus, request) > 0 ? request.focus : request.talking;
	const panes: Partial<Record<PaneName, PaneLayout>> = {};
	let end = prompt_y - popup_rows;
	let wanted = popup_rows;
	for (const [index, {name, rows: before}] of heights.entries().toArray().toReversed()) {
		const given = Math.min(wanted, rooms[index]!);
		const box = {x: 0, y: end - before + given, columns, rows: before - given};
		const inside = {x: 1, columns: columns - 1};
		const content_rows = box.rows - 1 - lists[index]!;
		panes[name] = {
			box,
			content: {...inside, y: box.y + 1, rows: content_rows},
			list: {...inside, y: box.y + 1 + content_rows, rows: lists[index]!},
			prompt: {...inside, y: prompt_y, rows: name === prompted ? 1 : 0},
		};
		wanted -= given;
		end = box.y;
	}

	return {panes, popup: {x: 2, y: prompt_y - popup_rows, columns: columns - 3, rows: popup_rows}};
}

type Inside = {readonly request: LayoutRequest; readonly gap: number; readonly list_rows: number};

/** A pane in a frame: content, connections, a gap for what is open, prompt. */
function framed(box: Rectangle, pane: PaneName, {request, gap, list_rows}: Inside): PaneLayout {
	const prompt_rows = promptRows(pane, request);
	const content_rows = box.rows - 2 - prompt_rows - gap - list_rows;
	const inside = {x: box.x + 2, columns: box.columns - 4};
	const content = {...inside, y: box.y + 1, rows: content_rows};
	const list = {...inside, y: content.y + content_rows, rows: list_rows};
	return {box, content, list, prompt: {...inside, y: list.y + list_rows + gap, rows: prompt_rows}};
}

function promptRows(pane: PaneName, {hasViewPrompt}: LayoutRequest): number {
	return sideOfPane(pane) !== undefined || hasViewPrompt ? 1 : 0;
}

/** Connections have rows that the log leaves blank; at the least up to a third of those that they share with it. */
function listRows(shared_rows: number, pane: PaneName, {listed_rows, log_rows}: LayoutRequest): number {
	const share = Math.min(max_listed_rows, Math.ceil(shared_rows / 3), shared_rows - 1);
	const blank_rows = shared_rows - Math.max(1, log_rows?.[pane] ?? shared_rows);
	return within(listed_rows[pane], Math.max(share, blank_rows));
}
