/** What the raw pane's title tells of the picture: frozen, filtered, searched, marked. */
import {formatCount, formatSize} from '../../core/quantities.ts';
import {clip, visibleText, type VisibleOptions} from '../../core/visible.ts';
import type {Opening} from '../../lab/opening.ts';
import type {Cursor} from './cursor.ts';
import type {RawPicture} from './picture.ts';
import type {RawSearch} from './search.ts';

const label_columns = 20;

type Standing = {readonly cursor: Cursor | undefined; readonly marked_bytes: number | undefined};

export function rawNotes(picture: RawPicture, {cursor, marked_bytes}: Standing, options: VisibleOptions): string[] {
	const {search, isFrozen, isFiltered, hiddenUpstream} = picture;
	return [
		...(isFrozen ? ['frozen'] : []),
		...(marked_bytes === undefined ? [] : [`${formatSize(marked_bytes)} marked`]),
		...(search === undefined ? [] : [searchNote(picture.findLabel, search, cursor, options)]),
		...(isFiltered ? [filterNote(picture)] : []),
		...readingNote(picture),
		...(hiddenUpstream > 0 ? [`client leg, ${formatCount(hiddenUpstream)} hidden: /view legs=both`] : []),
	];
}

function searchNote(label: string, search: RawSearch, cursor: Cursor | undefined, options: VisibleOptions): string {
	const text = clip(visibleText(label, options), label_columns, options);
	return `find ${text} ${foundText(search, cursor)}${progressText(search.progress)}`;
}

function foundText({matches, progress}: RawSearch, cursor: Cursor | undefined): string {
	if (matches.count === 0 && progress === 1) {
		return 'not found';
	}

	const count = `${formatCount(matches.count)}${matches.isCut ? '+' : ''}`;
	const number = matches.numberAt(cursor);
	return number === 0 ? `${count} found` : `${formatCount(number)} of ${count}`;
}

/** How many of the blocks were looked at, where a view has to know all of them. */
function readingNote({outline, isFiltered}: RawPicture): string[] {
	const {progress} = outline.shown;
	return progress < 1 && !isFiltered ? [`reading${progressText(progress)}`] : [];
}

function filterNote({outline, hiddenUpstream}: RawPicture): string {
	return `filter hides ${formatCount(outline.shown.hidden - hiddenUpstream)}${progressText(outline.shown.progress)}`;
}

/** How far something has come, unless it is done. */
function progressText(progress: number): string {
	return progress < 1 ? ` ${percent(progress)}` : '';
}

/** What it tells of a file that is being read: `open talk.pcapng 40 %`. */
export function openingNote({name, progress}: Pick<Opening, 'name' | 'progress'>, options: VisibleOptions): string {
	return `open ${clip(visibleText(name, options), label_columns, options)} ${percent(progress)}`;
}

function percent(part: number): string {
	return `${Math.floor(part * 100)} %`;
}
