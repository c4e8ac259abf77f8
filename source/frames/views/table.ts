import type {RowFormat} from '../raw/row-format.ts';
import {binary} from './binary.ts';
import {c} from './c.ts';
import {decode} from './decode.ts';
import {escaped} from './escaped.ts';
import {hex} from './hex.ts';
import {python} from './python.ts';
import {text} from './text.ts';
import type {View} from './view.ts';

/**
Every view, in the order in which help lists them; the screen opens with the first. The verb `view`, its completion and
help, the keys and README's tables are made from here.
*/
export const views: readonly View[] = [
	hex,
	decode,
	text,
	escaped,
	binary,
	c,
	python,
];

/** The view of a name. Throws when there is none. */
export function findView(name: string): View {
	const found = views.find(view => view.name === name);
	if (found === undefined) {
		throw new Error(`no view is called ${name}`);
	}

	return found;
}

/** How the raw pane draws bytes in a view; as hex where the view shows something else. */
export function formatOf(name: string): RowFormat {
	return findView(name).format ?? hex.format;
}
