/** The first row of a pane: its title on the left and how it is scrolled on the right, in its border or in a rule. */
import {formatCount} from '../core/quantities.ts';
import {columnsOf} from '../core/visible.ts';
import type {PaneFrame} from '../frames/frame.ts';
import {showText} from './rows.ts';
import type {Theme} from './theme.ts';
import {fitTitle, titleColumns, titleText, type TitlePart} from './titles.ts';

type Border = {readonly columns: number; readonly isFocused: boolean; readonly isFramed: boolean};

/** A row of exactly `columns` cells; under 5 columns only the border. A rule is heavy where the pane is focused. */
export function titleRow(
	parts: readonly TitlePart[],
	mark: string,
	{columns, isFocused, isFramed}: Border,
	theme: Theme,
): string {
	const {paint} = theme;
	const signs = isFramed ? theme.signs : ruleOf(theme, isFocused);
	const line = isFocused ? 'accent' : 'dim';
	const markColumns = mark === '' ? 0 : columnsOf(mark) + 2;
	const hasMark = markColumns > 0 && columns >= markColumns + 12;
	const room = columns - 4 - (hasMark ? markColumns : 0);
	if (room < 1) {
		return paint(line, signs.topLeft + signs.across.repeat(Math.max(0, columns - 2)) + signs.topRight);
	}

	const kept = fitTitle(parts.map(part => shownPart(part, theme)), room, theme.ascii);
	const title = titleText(
		kept,
		part => paint(part.tone === 'title' && isFocused ? 'accent' : part.tone ?? 'plain', part.text),
	);
	const filling = signs.across.repeat(room - titleColumns(kept));
	const right = hasMark ? ` ${mark} ` : '';
	return `${paint(line, signs.topLeft)} ${title} ${paint(line, filling)}${right}${paint(line, signs.topRight)}`;
}

function ruleOf({signs}: Theme, isFocused: boolean): Pick<Theme['signs'], 'topLeft' | 'topRight' | 'across'> {
	const across = isFocused ? signs.heavy : signs.across;
	return {topLeft: across, topRight: across, across};
}

function shownPart(part: TitlePart, theme: Theme): TitlePart {
	return {
		...part,
		text: showText(part.text, theme),
		...(part.short !== undefined && {short: showText(part.short, theme)}),
	};
}

/** How a pane is scrolled: what came below, or `followingWord` while it follows. */
export function scrollMark(
	{following, below}: Pick<PaneFrame, 'following' | 'below'>,
	followingWord: string,
	theme: Pick<Theme, 'signs'>,
): string {
	if (following) {
		return followingWord;
	}

	return below === 0 ? 'scrolled' : `${theme.signs.more} ${formatCount(below)} more`;
}
