import {readFileSync} from 'node:fs';
import {listenersOf} from '../proc-net.ts';

const tables = {4: 'tcp', 6: 'tcp6'} as const;

/**
Connections that wait in the backlog of a listening TCP socket; undefined where the system does not say. All listeners
that ask in one turn of the event loop share one look, which takes about 0.1 ms.
*/
export function waitingConnections(inode: number, family: 4 | 6): number | undefined {
	return listenersOf(tables[family]).get(inode)?.receive_queue;
}

/**
How many connections may wait in a backlog that is asked for now: Linux takes at most somaxconn (listen(2)), and lets
one more wait (tcp: sk_acceptq_is_full).
*/
export function maxWaiting(backlog: number): number {
	return Math.min(backlog, somaxconn()) + 1;
}

function somaxconn(): number {
	try {
		return Number(readFileSync('/proc/sys/net/core/somaxconn', 'latin1'));
	} catch {
		return Infinity;
	}
}
