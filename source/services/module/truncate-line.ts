import {limits} from '../../core/limits.ts';
import {formatCount} from '../../core/quantities.ts';

/** Cuts a line of a module to `limits.module_line_characters`, with the number of characters cut off. */
export function truncateLine(text: string): string {
	const more = text.length - limits.module_line_characters;
	return more > 0 ? `${text.slice(0, limits.module_line_characters)}… (${formatCount(more)} more characters)` : text;
}
