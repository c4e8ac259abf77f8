import {tableOf} from './proc-net.ts';

const tables = {4: 'udp', 6: 'udp6'} as const;

/**
Datagrams that Linux dropped of a UDP socket since it was made, nearly always because its receive buffer was full
(udp(7)); undefined where the system does not say, or cannot be asked for want of a file descriptor. Takes about 0.1 ms,
the first time in a turn of the event loop.
*/
export function dropsOf(inode: number, family: 4 | 6): number | undefined {
	const row = tableOf(tables[family]).get(inode);
	return row && Number(row.last);
}
