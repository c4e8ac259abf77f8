import {closeSync, openSync, readFileSync} from 'node:fs';
import {devNull} from 'node:os';

const shortages = new Set(['EMFILE', 'ENFILE']);

/** How many descriptors this process may have (RLIMIT_NOFILE); 0 where the system does not say. */
let allowed: number | undefined;
/** The highest number that one was seen to have; Infinity once there was none left. */
let highest = 0;

/** A socket was opened with this descriptor: how far the limit is, is told by the highest of all. */
export function noteDescriptor(descriptor: number): void {
	highest = Math.max(highest, descriptor);
}

/**
The errno that stands in the way of `count` more file descriptors, EMFILE or ENFILE (open(2)); undefined when there are
so many, or when it cannot be known. All are opened, some 4 us each, once any descriptor had a number above half of the
limit, or there was a shortage; before, one is opened.

When accept(2) fails so, libuv accepts and closes all connections that wait, and reports none of them (libuv:
uv__emfile_trick). A check after each accept(2) comes before that.
*/
export function descriptorShortage(count: number): string | undefined {
	const opened: number[] = [];
	try {
		do {
			const descriptor = openSync(devNull, 'r');
			opened.push(descriptor);
			noteDescriptor(descriptor);
		} while (opened.length < count && highest >= allowedDescriptors() / 2);

		return undefined;
	} catch (error) {
		const {code = ''} = error as NodeJS.ErrnoException;
		if (!shortages.has(code)) {
			return undefined;
		}

		highest = Infinity;
		return code;
	} finally {
		for (const descriptor of opened) {
			closeSync(descriptor);
		}
	}
}

/** Read once: Node has raised it as far as it may when it started. */
function allowedDescriptors(): number {
	allowed ??= readAllowed();
	return allowed;
}

function readAllowed(): number {
	try {
		return Number(/(?<=^Max open files\s+)\d+/mv.exec(readFileSync('/proc/self/limits', 'latin1'))?.[0] ?? 0);
	} catch {
		return 0;
	}
}
