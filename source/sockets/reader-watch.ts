import {closeSync, constants, fstatSync, openSync} from 'node:fs';
import net from 'node:net';
import {pollingHandle} from './handle.ts';

/**
Calls `gone` once nobody reads the pipe at a file descriptor any more, although nothing is written to it:
`nc … | head -1` ends with head. write(2) tells only who writes; poll(2) tells at once (POLLERR).

Linux, and pipes: elsewhere nothing is watched, and the next write tells what there is to tell.
*/
export function watchReader(fd: number, gone: () => void): void {
	// libuv ends the process where a descriptor cannot be polled, as that of a regular file.
	if (!fstatSync(fd).isFIFO()) {
		return;
	}

	let own: number;
	try {
		// A description of our own: libuv watches a descriptor for one of its handles only.
		own = openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY + constants.O_NONBLOCK);
	} catch {
		// ENXIO: no reader is left, as the first write will tell.
		return;
	}

	const handle = pollingHandle(own);
	if (handle === undefined) {
		closeSync(own);
		return;
	}

	// Reading a descriptor for writing fails, and is not tried before poll(2) tells something.
	const inner: unknown = {handle};
	new net.Socket(inner as net.SocketConstructorOpts).on('error', gone).resume().unref();
}
