import {limits} from '../core/limits.ts';

/** Whether a text of a recording is the name of an endpoint; an address is none. */
export function isName(text: string): boolean {
	return text.length <= limits.name_characters && /^[A-Za-z][\w\-.]*$/v.test(text);
}
