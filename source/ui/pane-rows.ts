/**
A frame's rows as the compositor gets them: as many as there is room for, and a word on what to type where there is
nothing yet.
*/
import type {Frame} from '../frames/frame.ts';
import {panes, type NamedPane, type PaneName} from '../frames/panes.ts';
import {findView} from '../frames/views/table.ts';
import type {PaneRows, Size} from '../screen/layout-type.ts';
import {wrapWords} from './rows.ts';
import type {Theme} from './theme.ts';

/**
The rows of the panes that are visible. A frame made for another size is cut: at the top where the pane follows, else at
the bottom. `view` is the name of the view that is shown.
*/
export function paneRows(
	frame: Frame,
	sizes: Readonly<Partial<Record<PaneName, Size>>>,
	view: string,
	theme: Theme,
): PaneRows {
	const shown = panes.flatMap(pane => {
		const size = sizes[pane.name];
		return size === undefined
			? []
			: [[pane.name, rowsOf(pane, frame, size) ?? emptyRows(wordsFor(pane, frame, view), size, theme)]];
	});
	return Object.fromEntries(shown) as PaneRows;
}

/** What a pane says while it has nothing to show. */
function wordsFor({empty}: NamedPane, {recording}: Frame, view: string): readonly string[] {
	return recording === undefined ? empty ?? findView(view).empty : ['The recording has nothing here.'];
}

/** Nothing where there is nothing to show yet. */
function rowsOf(
	{name, side}: NamedPane,
	{panes: composed, endpoints}: Frame,
	size: Size,
): readonly string[] | undefined {
	const {rows, following} = composed[name];
	const isBare = rows.length === 0 && endpoints.every(endpoint => endpoint.side !== side);
	if (isBare) {
		return undefined;
	}

	return following ? rows.slice(-size.rows) : rows.slice(0, size.rows);
}

function emptyRows(words: readonly string[], {columns, rows}: Size, theme: Theme): string[] {
	const lines = words.flatMap(line => wrapWords(line, columns, theme.ascii)).slice(0, rows);
	return lines.map(line => theme.paint(line.startsWith('/') ? 'plain' : 'dim', line));
}
