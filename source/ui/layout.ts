/**
Where everything is on a terminal of a given size. Ink and the compositor both go by what this returns, so that frame
and rectangles always belong together. All numbers are cells, from 0 at the top left.

Side by side, the panes are framed and each has its prompt. In the other shapes a pane is a title with its rows below,
as wide as the screen, and the focused pane's prompt stands at the bottom, in the same row whichever pane that is. What
a prompt opens is a band directly above it, as wide as the screen: the panes above it have fewer rows meanwhile, and
the prompt stays where it is.
*/
import type {PaneName} from '../frames/panes.ts';
import type {Rectangle} from '../screen/layout-type.ts';
import {hasRoom, shapeFor, type PaneShape} from './layout-kind.ts';
import type {Layout, LayoutRequest} from './layout-type.ts';
import {onePane, sidePanes, stackedPanes, type Placed} from './place-panes.ts';

/** The layout for a terminal of `columns` by `rows`. */
export function layOut(columns: number, rows: number, request: LayoutRequest): Layout {
	const size = {columns, rows, status_row: rows - 1};
	if (!hasRoom('tabs', size)) {
		return {...size, kind: 'small', panes: {}, popup: {x: 0, y: 0, columns: 0, rows: 0}};
	}

	const kind = request.zoom ? 'zoom' : shapeFor(request.kind, size);
	const tabs_rows = kind === 'tabs' || (kind === 'zoom' && shapeFor(request.kind, size) === 'tabs') ? 1 : 0;
	const bottom = rows - (request.hasStrip ? 2 : 1);
	return {
		...size,
		kind,
		...place(kind, {x: 0, y: tabs_rows, columns, rows: bottom - tabs_rows}, request),
		...(tabs_rows > 0 && {tabs_row: 0}),
		...(request.hasStrip && {strip_row: bottom}),
	};
}

/** The pane whose box or prompt has a cell; nothing for a cell of the popup and of the rows around the panes. */
export function paneAt({panes, popup}: Layout, x: number, y: number): PaneName | undefined {
	if (isWithin(popup, x, y)) {
		return undefined;
	}

	const found = Object.entries(panes).find(([, {box, prompt}]) => isWithin(box, x, y) || isWithin(prompt, x, y));
	return found?.[0] as PaneName | undefined;
}

/** Whether a cell lies in a rectangle. */
export function isWithin(rectangle: Rectangle, x: number, y: number): boolean {
	return x >= rectangle.x
		&& x < rectangle.x + rectangle.columns
		&& y >= rectangle.y
		&& y < rectangle.y + rectangle.rows;
}

function place(kind: PaneShape | 'zoom', area: Rectangle, request: LayoutRequest): Placed {
	switch (kind) {
		case 'side': {
			return sidePanes(area, request);
		}

		case 'stacked': {
			return stackedPanes(area, request);
		}

		case 'tabs':
		case 'zoom': {
			return onePane(area, request);
		}
	}
}
