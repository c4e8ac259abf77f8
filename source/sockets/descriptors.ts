import {closeSync, openSync} from 'node:fs';
import {devNull} from 'node:os';

const shortages = new Set(['EMFILE', 'ENFILE']);

/**
The errno that stands in the way of `count` more file descriptors, EMFILE or ENFILE (open(2)); undefined when there are
so many, which takes some 4 us each, or when it cannot be known.

When accept(2) fails so, libuv accepts and closes all connections that wait, and reports none of them (libuv:
uv__emfile_trick). A check after each accept(2) comes before that.
*/
export function descriptorShortage(count: number): string | undefined {
	const opened: number[] = [];
	try {
		while (opened.length < count) {
			opened.push(openSync(devNull, 'r'));
		}

		return undefined;
	} catch (error) {
		const {code = ''} = error as NodeJS.ErrnoException;
		return shortages.has(code) ? code : undefined;
	} finally {
		for (const descriptor of opened) {
			closeSync(descriptor);
		}
	}
}
