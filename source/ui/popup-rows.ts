/** What opens above a prompt, as rows: the completions, a marked mistake, an answer, a paste that waits. */
import {formatCount} from '../core/quantities.ts';
import {columnsOf} from '../core/visible.ts';
import type {Suggestion} from '../language/verb.ts';
import {fit, joinPieces, showText, wrapWords} from './rows.ts';
import type {Popup} from './state.ts';
import type {Theme} from './theme.ts';
import {within} from './within.ts';

/** Where the prompt's text stands: the cell of its first character, and of any place in it. */
export type PromptPlace = {readonly label_columns: number; readonly columnOf: (place: number) => number};

const max_suggestions = 8;
/** An example further to the right would not be seen as part of its row. */
const max_row_columns = 120;

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

		case 'connections': {
			return [];
		}

		case 'search': {
			return searchRows(popup, columns, theme);
		}

		case 'paste': {
			return pasteRows(popup, columns, theme);
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
	const top = within((chosen ?? 0) - rows + 1, suggestions.length - rows);
	const shown = suggestions.slice(top, top + rows);
	const labels = labelsOf(suggestions, columns, theme);
	const label_columns = Math.min(widest(labels), Math.max(12, columns - 2));
	const lines = shown.map((suggestion, index) => suggestionRow(
		suggestion,
		{label: fit(labels[top + index]!, label_columns, theme.ascii), isChosen: top + index === chosen},
		columns,
		theme,
	));
	return isLong ? [...lines, theme.paint('dim', `${theme.signs.more} ${suggestions.length - rows} more`)] : lines;
}

/**
What stands before the descriptions: verbs as they are written, or without their options, or their names alone, so that
every description is whole where that is possible.
*/
function labelsOf(suggestions: readonly Suggestion[], columns: number, theme: Theme): readonly string[] {
	const shown = (labelOf: (suggestion: Suggestion) => string) => suggestions.map(each => showText(labelOf(each), theme));
	const forms = [
		shown(({text, label = text}) => label),
		shown(({text, label = text}) => label.replace(' [key=value…]', '')),
		shown(({text, label = text}) => isUsage(text, label) ? text : label),
	];
	const summary_columns = widest(suggestions.map(({summary = ''}) => showText(summary, theme)));
	return forms.find(labels => 4 + widest(labels) + summary_columns <= columns) ?? forms.at(-1)!;
}

/** A label that is the word with more behind it, `listen ADDRESS`. */
function isUsage(text: string, label: string): boolean {
	return label.startsWith(`${text} `);
}

function widest(texts: readonly string[]): number {
	return Math.max(...texts.map(text => columnsOf(text)));
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
	const gap = Math.min(columns, max_row_columns) - columnsOf(sign + label + summary + example);
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
	const fix = problem.fix === undefined ? [] : [fixRow(problem.fix, columns, theme)];
	return start + length + 1 + columnsOf(message) <= columns
		? [...fix, `${marksRow} ${theme.paint('error', message)}`]
		: [...fix, ...wrapWords(message, columns, theme.ascii).map(row => theme.paint('error', row)), marksRow];
}

/** The line that Tab puts into the prompt. */
function fixRow(fix: string, columns: number, theme: Theme): string {
	return joinPieces([['dim', 'Tab: '], ['accent', showText(fix, theme)]], columns, theme);
}

function searchRows({query}: Popup & {type: 'search'}, columns: number, theme: Theme): string[] {
	const typed = query === '' ? 'type a part of the line' : showText(query, theme);
	return [joinPieces([['dim', 'search history: '], [query === '' ? 'dim' : 'accent', typed]], columns, theme)];
}

function pasteRows({text, ends}: Popup & {type: 'paste'}, columns: number, theme: Theme): string[] {
	const lines = text.replace(/\r?\n$/v, '').split(/\r?\n/v);
	const what = `${formatCount(lines.length)} lines pasted, line ends ${ends}`;
	const heading = `${what}: Enter sends them, Esc discards them`;
	const shown = lines.slice(0, max_suggestions);
	const rest = lines.length - shown.length;
	return [
		...wrapWords(heading, columns, theme.ascii).map(row => theme.paint('accent', row)),
		...shown.map(line => fit(showText(line.slice(0, columns), theme), columns, theme.ascii).trimEnd()),
		...(rest > 0 ? [theme.paint('dim', `${theme.signs.more} ${formatCount(rest)} more`)] : []),
	];
}
