/** One pane at a time: the row that says which, ` server · [client] · raw`. */
import {paneNames, type PaneName} from '../frames/panes.ts';
import {joinPieces} from './rows.ts';
import type {UiState} from './state.ts';
import type {Theme} from './theme.ts';

/** The row, at most `columns` cells. */
export function tabsRow(state: UiState, columns: number, theme: Theme): string {
	const pieces = paneNames.flatMap((name, index) => [
		['dim', index === 0 ? ' ' : ` ${theme.signs.between} `] as const,
		name === state.focus ? ['accent', `[${name}]`] as const : ['dim', name] as const,
	]);
	return joinPieces(pieces, columns, theme);
}

/** The pane whose word stands at a column. */
export function tabAt(x: number): PaneName | undefined {
	let end = 0;
	return paneNames.find(name => {
		end += name.length + 3;
		return x < end;
	});
}
