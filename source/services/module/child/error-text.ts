import {inspect} from 'node:util';

/** The text of a thrown value and its place in the module. Reading it may throw, and it need not be an Error. */
export function errorText(error: unknown): string {
	const text = attempt(() => error instanceof Error || typeof error === 'string' ? String(error) : inspect(error))
		?? attempt(() => inspect(error, {customInspect: false}))
		?? 'an error that throws when it is read';
	const place = attempt(() => placeIn((error as Error).stack));
	return place === undefined ? text : `${text}, at ${place}`;
}

function placeIn(stack: unknown): string | undefined {
	const places = typeof stack === 'string' ? stack.slice(0, stack_characters).match(/[^\s\(]+:\d+:\d+/gv) ?? [] : [];
	return places.find(place => !place.startsWith(own) && !place.startsWith('node:'));
}

/** The folder of the program's own files. */
const own = new URL('.', import.meta.url).href;
/** Characters of a stack that are searched for the place. */
const stack_characters = 4096;

function attempt<Result>(run: () => Result): Result | undefined {
	try {
		return run();
	} catch {
		return undefined;
	}
}
