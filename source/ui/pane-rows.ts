/** A frame's rows as the compositor gets them: as many as there is room for, and a word on what to type where there is nothing yet. */
import type {Frame, PaneName} from '../frames/frame.ts';
import type {PaneRows, Size} from '../screen/layout-type.ts';
import {wrapWords} from './rows.ts';
import type {Theme} from './theme.ts';

const hints: Readonly<Record<PaneName, readonly string[]>> = {
	server: ['No server yet.', '/listen tcp:4000 echo'],
	client: ['No client yet.', '/connect tcp:4000'],
	raw: ['Every byte that crosses is shown here.'],
};

/** The rows of the panes that are visible. A frame made for another size is cut: at the top where the pane follows, else at the bottom. */
export function paneRows(frame: Frame, sizes: Readonly<Partial<Record<PaneName, Size>>>, theme: Theme): PaneRows {
	return Object.fromEntries(Object.entries(sizes).map(([name, size]) => {
		const pane = name as PaneName;
		const {rows, following} = frame.panes[pane];
		return rows.length === 0 && isBare(frame, pane) ? [pane, hintRows(pane, size, theme)] : [pane, following ? rows.slice(-size.rows) : rows.slice(0, size.rows)];
	}));
}

function isBare({endpoints}: Frame, pane: PaneName): boolean {
	return pane === 'raw' || endpoints.every(({side}) => side !== pane);
}

function hintRows(pane: PaneName, {columns, rows}: Size, theme: Theme): string[] {
	return hints[pane].flatMap(line => wrapWords(line, columns, theme.ascii)).slice(0, rows).map(line => theme.paint(line.startsWith('/') ? 'plain' : 'dim', line));
}
