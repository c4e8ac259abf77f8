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
import {drawnKindOf, usualColumns, type DrawnColumns} from './drawn-columns.ts';
import {Pen} from './pen.ts';

/** `width` is 1, or 2 followed by a cell of width 0 that stands for the second half. `style` is SGR parameters. */
export type Cell = {readonly cluster: string; readonly width: 0 | 1 | 2; readonly style: string};

export type Row = readonly Cell[];

export const blank: Cell = {cluster: ' ', width: 1, style: ''};

/**
The cells of one row, as many as it has columns. Parsed rows are remembered by their string, the latest
`limits.parsed_rows`; so equal strings give the same object.
*/
export function parseRow(text: string, columns: DrawnColumns = usualColumns): Row {
	if (columns !== rememberedColumns) {
		rememberedColumns = columns;
		remembered.clear();
	}

	const known = remembered.get(text);
	if (known !== undefined) {
		return known;
	}

	const row = parse(text, columns);
	remembered.set(text, row);
	if (remembered.size > limits.parsed_rows) {
		remembered.delete(remembered.keys().next().value!);
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

const remembered = new Map<string, Row>();
let rememberedColumns = usualColumns;
const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const sgr = /\u{1B}\[(?<parameters>[\d:;]*)m/v;
const plain = /^[\u{20}-\u{7E}\u{2500}-\u{259F}]*$/v;
const harmful = /[\p{Control}\p{Format}\p{Line_Separator}\p{Paragraph_Separator}\p{Surrogate}\p{Unassigned}]/v;
const sign: Cell = {cluster: '?', width: 1, style: '7'};

function parse(text: string, columns: DrawnColumns): Row {
	const cells: Cell[] = [];
	const pen = new Pen();
	let style = '';
	for (const [index, piece] of text.split(sgr).entries()) {
		if (index % 2 === 1) {
			pen.apply(piece);
			style = pen.style;
		} else {
			addText(cells, piece, {style, columns});
		}
	}

	return cells;
}

type Look = {readonly style: string; readonly columns: DrawnColumns};

function addText(cells: Cell[], text: string, look: Look): void {
	if (plain.test(text)) {
		for (const cluster of text) {
			cells.push({cluster, width: 1, style: look.style});
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
