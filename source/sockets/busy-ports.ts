import {listening, rowsOf, unconnected, type Row} from './proc-net.ts';

const tables = ['tcp', 'tcp6', 'udp', 'udp6'] as const;
const bound = new Set([listening, unconnected]);

/**
The ports that Linux says are bound, by whichever program (proc(5)); none on other systems. Opens no socket, and takes
about 0.1 ms for a hundred sockets.
*/
export function busyPorts(): ReadonlySet<number> {
	return boundPorts(tables.values().flatMap(table => rowsOf(table)));
}

/** The local ports of sockets that listen or are bound, not those of connections. */
export function boundPorts(rows: Iterable<Pick<Row, 'state' | 'port'>>): ReadonlySet<number> {
	return new Set(Iterator.from(rows).filter(({state}) => bound.has(state)).map(({port}) => port));
}
