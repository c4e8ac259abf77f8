/**
A coloured string as cells, one for each column of the terminal.

Rules:
- Only SGR is obeyed. Every other control or format character in a row is an error of ours, and is drawn as a visible
  sign: it never reaches the terminal.
- What terminals disagree about (emoji of several parts, some Indic clusters) is drawn by its first character, padded
  to the width that the layout counted with. So is what this terminal draws in other columns than the layout counts.
*/
import stringWidth from 'string-width';
import {limits} from '../core/limits.ts';
import {remembered} from '../core/remembered.ts';
import {drawnKindOf, usualColumns, type DrawnColumns} from './drawn-columns.ts';
import {styleAfter} from './pen.ts';

/** `width` is 1, or 2 followed by a cell of width 0 that stands for the second half. `style` is SGR parameters. */
export type Cell = {readonly cluster: string; readonly width: 0 | 1 | 2; readonly style: string};

export type Row = readonly Cell[];

export const blank: Cell = {cluster: ' ', width: 1, style: ''};

/**
The cells of one row, as many as it has columns. Parsed rows are remembered by their string, the latest
`limits.parsed_rows`; so equal strings give the same object.
*/
export function parseRow(text: string, columns: DrawnColumns = usualColumns): Row {
	if (columns !== parsedColumns) {
		parsedColumns = columns;
		parsedRows.clear();
	}

	const known = parsedRows.get(text);
	if (known !== undefined) {
		return known;
	}

	const row = parse(text, columns);
	parsedRows.set(text, row);
	if (parsedRows.size > limits.parsed_rows) {
		parsedRows.delete(parsedRows.keys().next().value!);
	}

	return row;
}

/** Exactly `columns` cells: the row cut off, or filled up with blanks. Half a wide character becomes a blank. */
export function fitRow(row: Row, columns: number): Row {
	if (row.length === columns) {
		return row;
	}

	if (row.length < columns) {
		return [...row, ...Array.from({length: columns - row.length}, () => blank)];
	}

	const kept = row.slice(0, columns);
	if (columns > 0 && row[columns]!.width === 0) {
		kept[columns - 1] = {...blank, style: kept[columns - 1]!.style};
	}

	return kept;
}

const parsedRows = new Map<string, Row>();
let parsedColumns = usualColumns;
const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const sgr = /\u{1B}\[(?<parameters>[\d:;]*)m/v;
/** Characters of one cell each, whatever stands beside them in such a text: ASCII, Latin, the signs that rows have. */
const plain = /^[\u{20}-\u{7E}\u{B7}\u{C0}-\u{24F}\u{2026}\u{2190}-\u{2193}\u{2400}-\u{2426}\u{2500}-\u{259F}]*$/v;
const harmful = /[\p{Control}\p{Format}\p{Line_Separator}\p{Paragraph_Separator}\p{Surrogate}\p{Unassigned}]/v;
const sign: Cell = {cluster: '?', width: 1, style: '7'};

function parse(text: string, columns: DrawnColumns): Row {
	const cells: Cell[] = [];
	let style = '';
	for (const [index, piece] of text.split(sgr).entries()) {
		if (index % 2 === 1) {
			style = styleAfter(style, piece);
		} else if (piece !== '') {
			addText(cells, piece, {style, columns});
		}
	}

	return cells;
}

type Look = {readonly style: string; readonly columns: DrawnColumns};

/**
The cells of the plain characters, by style. There is one object for each, so that rows are compared by identity, and a
row that is new costs no allocation for each of its cells.
*/
const plainCells = new Map<string, Map<string, Cell>>();

function plainCell(known: Map<string, Cell>, cluster: string, style: string): Cell {
	const cell = known.get(cluster);
	if (cell !== undefined) {
		return cell;
	}

	const made: Cell = {cluster, width: 1, style};
	known.set(cluster, made);
	return made;
}

function addText(cells: Cell[], text: string, look: Look): void {
	if (plain.test(text)) {
		const known = remembered(plainCells, look.style, limits.cell_styles, () => new Map<string, Cell>());
		for (const cluster of text) {
			cells.push(plainCell(known, cluster, look.style));
		}
	} else {
		for (const {segment} of segmenter.segment(text)) {
			cells.push(...cellsOf(segment, look));
		}
	}
}

function cellsOf(cluster: string, look: Look): Cell[] {
	const width = stringWidth(cluster);
	const isSafe = [1, 2].includes(width) && !harmful.test(cluster) && widthOfParts(cluster) === width;
	return isSafe ? drawn(cluster, width, look) : drawnByFirst(cluster, width, look);
}

function drawnByFirst(cluster: string, width: number, look: Look): Cell[] {
	const [first = ''] = cluster.normalize('NFC');
	const firstWidth = stringWidth(first);
	if (firstWidth === 0 || harmful.test(first)) {
		return [sign];
	}

	const padding = Array.from({length: Math.max(0, width - firstWidth)}, () => ({...blank, style: look.style}));
	return [...drawn(first, firstWidth, look), ...padding];
}

function drawn(cluster: string, width: number, look: Look): Cell[] {
	const {style, columns} = look;
	const kind = drawnKindOf(cluster, width);
	if (kind === undefined || columns[kind] === width) {
		return width === 2 ? [{cluster, width: 2, style}, {cluster: '', width: 0, style}] : [{cluster, width: 1, style}];
	}

	if (kind === 'mark') {
		return drawnByFirst(cluster, width, look);
	}

	return [columns[kind] === 1 ? {cluster, width: 1, style} : sign, {...blank, style}];
}

function widthOfParts(cluster: string): number {
	let width = 0;
	for (const part of cluster) {
		width += stringWidth(part);
	}

	return width;
}
