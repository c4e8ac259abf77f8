import {tableOf} from './proc-net.ts';

const tables = {IPv4: 'tcp', IPv6: 'tcp6'} as const;

/**
Bytes that a TCP socket has received and no recv has returned; undefined where the system does not say. Reading the
table takes about 1 ms for each thousand sockets of the machine, once in a turn of the event loop.
*/
export function unreadBytes(inode: number, family: string | undefined): number | undefined {
	return family === 'IPv4' || family === 'IPv6' ? tableOf(tables[family]).get(inode)?.receive_queue : undefined;
}
