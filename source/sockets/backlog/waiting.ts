import {readFileSync} from 'node:fs';
import type {Waiting} from '../../core/network.ts';
import {rowsOf} from '../proc-net.ts';

const tables = {4: 'tcp', 6: 'tcp6'} as const;
const listening = 10;

/**
Connections that wait in the backlog of a listening TCP socket; undefined where the system does not say. Takes about
0.1 ms: listeners are the first rows of their table.

Linux takes at most somaxconn for a backlog (listen(2)), and lets one more wait (tcp: sk_acceptq_is_full).
*/
export function waitingConnections(inode: number, family: 4 | 6, backlog: number): Waiting | undefined {
	for (const row of rowsOf(tables[family])) {
		if (row.state !== listening) {
			return undefined;
		}

		if (row.inode === inode) {
			return {connections: row.receive_queue, max_connections: Math.min(backlog, somaxconn()) + 1};
		}
	}

	return undefined;
}

function somaxconn(): number {
	try {
		return Number(readFileSync('/proc/sys/net/core/somaxconn', 'latin1'));
	} catch {
		return Infinity;
	}
}
