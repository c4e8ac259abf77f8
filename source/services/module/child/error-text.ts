import {inspect} from 'node:util';

/** What was thrown, and where in the module, as far as it can be read: its code may throw again, and it need not be an Error. */
export function errorText(error: unknown): string {
	const text = attempt(() => error instanceof Error || typeof error === 'string' ? String(error) : inspect(error)) ?? attempt(() => inspect(error, {customInspect: false})) ?? 'an error that throws when it is read';
	const place = attempt(() => placeIn((error as Error).stack));
	return place === undefined ? text : `${text}, at ${place}`;
}

function placeIn(stack: unknown): string | undefined {
	const places = typeof stack === 'string' ? stack.slice(0, stack_characters).match(/[^\s\(]+:\d+:\d+/gv) ?? [] : [];
	return places.find(place => !place.startsWith(own) && !place.startsWith('node:'));
}

/** Where the program's own files are. */
const own = new URL('.', import.meta.url).href;
/** So much of a stack is searched for the place. */
const stack_characters = 4096;

function attempt<Result>(run: () => Result): Result | undefined {
	try {
		return run();
	} catch {
		return undefined;
	}
}
