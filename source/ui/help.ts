/** Reading the help: pages that lead to others, a search through all of them, and back. */
import type {HelpPage} from '../commands/help/page.ts';
import type {Size} from '../screen/layout-type.ts';
import type {HelpBook} from './assistant.ts';
import {helpLines, type HelpLine} from './help-layout.ts';
import type {HelpPlace, HelpState} from './help-state.ts';
import type {Key} from './keys.ts';
import {textRows} from './pager.ts';
import {longerQuery, shorterQuery} from './query.ts';
import {within} from './within.ts';

/** What a key came to: the help as it is then, closed where there is none; a line for the prompt. */
type HelpStep = {readonly help: HelpState | undefined; readonly line?: string};

type Reader = {readonly book: HelpBook; readonly pane: string; readonly size: Size};

type PlaceInLines = HelpPlace & {readonly lines: readonly HelpLine[]};

type Opened = {readonly page?: string; readonly query?: string};

/** The help opens with the page of a word, or with what a search finds; without either, with its table of contents. */
export function openHelp({page = '', query}: Opened, reader: Pick<Reader, 'book' | 'pane'>): HelpState {
	return {places: [query === undefined ? begin(reader.book.page(page, reader.pane)) : search(query, reader)]};
}

/** The place that is read, with the lines of its page: fewer than before when the screen has become wider. */
export function readPlace({places}: HelpState, columns: number): PlaceInLines {
	const place = places.at(-1)!;
	const lines = helpLines(place.page, columns);
	return {...place, lines, top: within(place.top, lines.length - 1)};
}

/** The help after a key. Keys that mean nothing here change nothing. */
export function pressHelp(help: HelpState, key: Key, reader: Reader): HelpStep {
	if (key.type !== 'key') {
		return {help: typed(help, key.text, reader)};
	}

	const {columns, rows} = reader.size;
	switch (key.name) {
		case 'Esc':
		case 'Left': {
			return {help: back(help)};
		}

		case 'F1':
		case 'Ctrl+C': {
			return {help: undefined};
		}

		case 'Enter':
		case 'Right': {
			return follow(help, key.name, reader);
		}

		case 'Backspace': {
			return {help: shorter(help, reader)};
		}

		default: {
			return {help: replaced(help, move(readPlace(help, columns), key.name, textRows(rows)))};
		}
	}
}

/** So many lines on, or back; a row that is in sight is chosen then. */
export function scrollHelp(help: HelpState, by: number, {columns, rows}: Size): HelpState {
	return replaced(help, turned(readPlace(help, columns), by, textRows(rows)));
}

/** The first row that leads somewhere is chosen. */
function begin(page: HelpPage): HelpPlace {
	return {page, at: choices(page)[0] ?? -1, top: 0};
}

function search(query: string, {book, pane}: Pick<Reader, 'book' | 'pane'>): HelpPlace {
	return {...begin(book.search(query, pane)), query};
}

/** The rows that lead somewhere. */
function choices({rows}: HelpPage): readonly number[] {
	return rows.flatMap(({line, page}, index) => line === undefined && page === undefined ? [] : [index]);
}

function back({places}: HelpState): HelpState | undefined {
	return places.length === 1 ? undefined : {places: places.slice(0, -1)};
}

function replaced({places}: HelpState, place: HelpPlace): HelpState {
	return {places: [...places.slice(0, -1), place]};
}

/** Typing begins a search, or goes on with it. */
function typed(help: HelpState, text: string, reader: Reader): HelpState {
	const before = help.places.at(-1)!.query;
	if (before !== undefined) {
		return replaced(help, search(longerQuery(before, text), reader));
	}

	const query = longerQuery('', text.trimStart());
	return query === '' ? help : {places: [...help.places, search(query, reader)]};
}

function shorter(help: HelpState, reader: Reader): HelpState | undefined {
	const before = help.places.at(-1)!.query;
	if (before === undefined) {
		return help;
	}

	const query = shorterQuery(before);
	return query === '' ? back(help) : replaced(help, search(query, reader));
}

/** Enter takes the line of a row, where it has one; Right opens its page. */
function follow(help: HelpState, key: 'Enter' | 'Right', {book, pane}: Reader): HelpStep {
	const {page, at} = help.places.at(-1)!;
	const row = page.rows[at];
	if (row?.line !== undefined && key === 'Enter') {
		return {help: undefined, line: row.line};
	}

	return {help: row?.page === undefined ? help : {places: [...help.places, begin(book.page(row.page, pane))]}};
}

/** The place after a key that moves: from choice to choice, or by lines where there is none. */
function move({lines, ...place}: PlaceInLines, key: string, room: number): HelpPlace {
	const all = lines.length;
	const turns: Readonly<Record<string, number>> = {
		PageUp: -room, PageDown: room, Home: -all, 'Ctrl+Home': -all, End: all, 'Ctrl+End': all,
	};
	const turn = turns[key];
	if (turn !== undefined) {
		return turned({...place, lines}, turn, room);
	}

	const by = {Up: -1, Down: 1}[key];
	if (by === undefined) {
		return place;
	}

	const next = by === 1
		? choices(place.page).find(choice => choice > place.at)
		: choices(place.page).findLast(choice => choice < place.at);
	return next === undefined ? turned({...place, lines}, by, room) : revealed({...place, at: next}, lines, room);
}

/** Scrolled as little as brings the chosen row in sight. */
function revealed(place: HelpPlace, lines: readonly HelpLine[], room: number): HelpPlace {
	const first = lines.findIndex(({row}) => row === place.at);
	const last = lines.findLastIndex(({row}) => row === place.at);
	return {...place, top: within(Math.max(place.top, last - room + 1), first)};
}

/** So many lines on, or back. A row that is in sight is chosen then, where there is one. */
function turned({lines, ...place}: PlaceInLines, by: number, room: number): HelpPlace {
	const top = within(place.top + by, lines.length - room);
	const shown = new Set(lines.slice(top, top + room).map(({row}) => row));
	const at = shown.has(place.at) ? place.at : choices(place.page).find(choice => shown.has(choice)) ?? place.at;
	return {...place, top, at};
}
