/** A page of the help as lines that fit the screen. */
import {max_label_columns, type HelpPage, type HelpRow} from '../commands/help/page.ts';
import {columnsOf} from '../core/visible.ts';
import {fit, wrapWords} from './rows.ts';

/** A line of the screen; `row`: the row of the page that it is a part of. */
export type HelpLine = {readonly row: number; readonly label: string; readonly text: string};

/** Cells before a line: the mark of the chosen row. */
export const mark_columns = 3;

/** All lines of a page, none longer than the screen is wide. */
export function helpLines({rows}: HelpPage, columns: number): readonly HelpLine[] {
	const room = Math.max(10, columns - mark_columns - 1);
	const widest = Math.min(max_label_columns, Math.floor(room * 0.4));
	const widths = rows.map(({label}) => columnsOf(label)).filter(width => width <= widest);
	const label_columns = Math.max(0, ...widths);
	return rows.flatMap((row, index) => rowLines(row, {label_columns, room}).map(line => ({...line, row: index})));
}

type Measures = {readonly label_columns: number; readonly room: number};

function rowLines({label, text}: HelpRow, {label_columns, room}: Measures): ReadonlyArray<Omit<HelpLine, 'row'>> {
	if (label === '' || text === '') {
		return wrapWords(label + text, room).map(line => ({label: '', text: line}));
	}

	const beside = wrapWords(text, room - label_columns - 2);
	const blank = ' '.repeat(label_columns + 2);
	if (columnsOf(label) > label_columns) {
		const above = wrapWords(label, room).map(line => ({label: line, text: ''}));
		return [...above, ...beside.map(line => ({label: blank, text: line}))];
	}

	return beside.map((line, index) => ({label: index === 0 ? fit(label, label_columns + 2) : blank, text: line}));
}
