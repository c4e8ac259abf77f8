/** The help as rows of the screen. */
import {readPlace} from './help.ts';
import {mark_columns} from './help-layout.ts';
import type {HelpState} from './help-state.ts';
import {pageTitle, textRows} from './pager.ts';
import {fit, joinPieces, showText} from './rows.ts';
import type {UiState} from './state.ts';
import type {Theme} from './theme.ts';

/** Title and lines of the page that is read. */
export function helpView(
	help: HelpState,
	{size}: Pick<UiState, 'size'>,
	theme: Theme,
): {readonly title: string; readonly lines: readonly string[]} {
	const {page, lines, query, at, top} = readPlace(help, size.columns);
	const room = textRows(size.rows);
	const marked = lines.findIndex(({row}) => row === at);
	const shown = lines.slice(top, top + room).map(({row, label, text}, index) => {
		const isChosen = row === at;
		return joinPieces([
			['accent', fit(top + index === marked ? ` ${theme.signs.chosen}` : '', mark_columns)],
			[isChosen ? 'accent' : 'title', showText(label, theme)],
			['plain', showText(text, theme)],
		], size.columns, theme);
	});
	const name = page.title === '' ? '' : `  ${page.title}`;
	const found = lines.length === 0 ? '  nothing found' : '';
	const title = `HELP${name}${query === undefined ? '' : '_'}${found}`;
	return {title: pageTitle(title, {top, count: lines.length}, size, theme), lines: shown};
}
