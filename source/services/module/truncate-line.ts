import {limits} from '../../core/limits.ts';
import {formatCount} from '../../core/quantities.ts';

/** A line of a module as long as lines may be; what is cut off is counted. */
export function truncateLine(text: string): string {
	const more = text.length - limits.module_line_characters;
	return more > 0 ? `${text.slice(0, limits.module_line_characters)}… (${formatCount(more)} more characters)` : text;
}
