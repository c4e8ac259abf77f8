/** What opens above a prompt, as rows: the completions, a marked mistake, an answer, a paste that waits. */
import {formatCount} from '../core/quantities.ts';
import {columnsOf} from '../core/visible.ts';
import type {Suggestion} from '../language/verb.ts';
import {fit, joinPieces, showText, wrapWords} from './rows.ts';
import type {Popup} from './state.ts';
import type {Theme} from './theme.ts';

/** Where the prompt's text stands: the cell of its first character, and of any place in it. */
export type PromptPlace = {readonly label_columns: number; readonly columnOf: (place: number) => number};

const max_suggestions = 8;
/** In fewer columns a verb is shown by its name alone: its arguments would leave no room to say what it does. */
const shape_columns = 50;

/** All rows that the popup would like, each at most `columns` cells. */
export function popupRows(popup: Popup | undefined, columns: number, place: PromptPlace, theme: Theme): string[] {
	switch (popup?.type) {
		case undefined: {
			return [];
		}

		case 'completion': {
			return suggestionRows(popup.suggestions, popup.chosen, columns, theme);
		}

		case 'problem': {
			return problemRows(popup, columns, place, theme);
		}

		case 'text': {
			return popup.lines.map(line => fit(showText(line, theme), columns, theme.ascii).trimEnd());
		}

		case 'paste': {
			return pasteRows(popup.text, columns, theme);
		}
	}
}

function suggestionRows(
	suggestions: readonly Suggestion[],
	chosen: number | undefined,
	columns: number,
	theme: Theme,
): string[] {
	const isLong = suggestions.length > max_suggestions;
	const rows = isLong ? max_suggestions - 1 : suggestions.length;
	const top = Math.max(0, Math.min(suggestions.length - rows, (chosen ?? 0) - rows + 1));
	const shown = suggestions.slice(top, top + rows);
	const labels = shown.map(({text, label}) => showText(columns < shape_columns ? text : label ?? text, theme));
	const label_columns = Math.min(
		Math.max(...labels.map(label => columnsOf(label))),
		Math.max(12, Math.floor(columns * 0.45)),
	);
	const lines = shown.map((suggestion, index) => suggestionRow(
		suggestion,
		{label: fit(labels[index]!, label_columns, theme.ascii), isChosen: top + index === chosen},
		columns,
		theme,
	));
	return isLong ? [...lines, theme.paint('dim', `${theme.signs.more} ${suggestions.length - rows} more`)] : lines;
}

function suggestionRow(
	suggestion: Suggestion,
	{label, isChosen}: {label: string; isChosen: boolean},
	columns: number,
	theme: Theme,
): string {
	const sign = isChosen ? `${theme.signs.chosen} ` : '  ';
	const summary = suggestion.summary === undefined ? '' : `  ${showText(suggestion.summary, theme)}`;
	const example = suggestion.example === undefined ? '' : `/${showText(suggestion.example, theme)}`;
	const gap = columns - columnsOf(sign) - columnsOf(label) - columnsOf(summary) - columnsOf(example);
	return joinPieces([
		['accent', sign],
		[isChosen ? 'accent' : 'plain', label],
		['dim', summary],
		['dim', example !== '' && gap >= 2 ? ' '.repeat(gap) + example : ''],
	], columns, theme);
}

function problemRows(
	problem: Popup & {type: 'problem'},
	columns: number,
	{label_columns, columnOf}: PromptPlace,
	theme: Theme,
): string[] {
	const start = label_columns + columnOf(problem.start);
	const length = Math.max(1, columnOf(problem.end) - columnOf(problem.start));
	const marks = theme.signs.mark.repeat(Math.min(length, Math.max(1, columns - start)));
	const marksRow = ' '.repeat(start) + theme.paint('error', marks);
	const message = showText(problem.message, theme);
	return start + length + 1 + columnsOf(message) <= columns
		? [`${marksRow} ${theme.paint('error', message)}`]
		: [...wrapWords(message, columns, theme.ascii).map(row => theme.paint('error', row)), marksRow];
}

function pasteRows(text: string, columns: number, theme: Theme): string[] {
	const lines = text.split('\n');
	const heading = `${formatCount(lines.length)} lines pasted: Enter sends them as one, Esc lets them go`;
	const shown = lines.slice(0, max_suggestions);
	const rest = lines.length - shown.length;
	return [
		...wrapWords(heading, columns, theme.ascii).map(row => theme.paint('accent', row)),
		...shown.map(line => fit(showText(line.slice(0, columns), theme), columns, theme.ascii).trimEnd()),
		...(rest > 0 ? [theme.paint('dim', `${theme.signs.more} ${formatCount(rest)} more`)] : []),
	];
}
