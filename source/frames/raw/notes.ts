/** What the raw pane's title tells of the picture: frozen, filtered, searched, marked. */
import {formatCount, formatSize} from '../../core/quantities.ts';
import {clip, visibleText, type VisibleOptions} from '../../core/visible.ts';
import type {Opening} from '../../lab/opening.ts';
import type {Cursor} from './cursor.ts';
import type {RawPicture} from './picture.ts';

const label_columns = 20;

type Standing = {readonly cursor: Cursor | undefined; readonly marked_bytes: number | undefined};

export function rawNotes(picture: RawPicture, {cursor, marked_bytes}: Standing, options: VisibleOptions): string[] {
	const {outline, search, isFrozen, isFiltered} = picture;
	return [
		...(isFrozen ? ['frozen'] : []),
		...(marked_bytes === undefined ? [] : [`${formatSize(marked_bytes)} marked`]),
		...(search === undefined ? [] : [`find ${clip(visibleText(picture.findLabel, options), label_columns, options)} ${searchText(picture, cursor)}`]),
		...(isFiltered ? [`filter hides ${formatCount(outline.hidden)}${outline.progress < 1 ? ` ${percent(outline.progress)}` : ''}`] : []),
	];
}

function searchText({search}: RawPicture, cursor: Cursor | undefined): string {
	const number = search!.numberAt(cursor);
	const count = `${formatCount(search!.count)}${search!.isCut ? '+' : ''}`;
	const found = search!.count === 0 && search!.progress === 1 ? 'not found' : (number === 0 ? `${count} found` : `${formatCount(number)} of ${count}`);
	return search!.progress < 1 ? `${found} ${percent(search!.progress)}` : found;
}

/** What it tells of a file that is being read: `open talk.pcapng 40 %`. */
export function openingNote({name, progress}: Pick<Opening, 'name' | 'progress'>, options: VisibleOptions): string {
	return `open ${clip(visibleText(name, options), label_columns, options)} ${percent(progress)}`;
}

function percent(part: number): string {
	return `${Math.floor(part * 100)} %`;
}
