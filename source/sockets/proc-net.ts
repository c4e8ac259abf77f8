/**
The tables of sockets in /proc/net of Linux (proc(5)). The columns are those of the kernel's tcp4_seq_show() and
udp4_format_sock().
*/
import {closeSync, fstatSync, openSync, readSync} from 'node:fs';
import {Buffer} from 'node:buffer';
import process from 'node:process';

/** What is read of one row. */
export type Row = {
	/** By which the tables know a socket. */
	readonly inode: number;
	/** Of its own end: the address as the kernel prints it, 32 bits at a time in the machine's byte order, in hex. */
	readonly host: string;
	readonly port: number;
	/** As in net/tcp_states.h. */
	readonly state: number;
	/** Bytes that wait to be received; of a listener, the connections that wait to be accepted. */
	readonly receive_queue: number;
	/** The last column: in the tables of UDP the datagrams that were dropped. */
	readonly last: string;
};

type TableName = 'tcp' | 'tcp6' | 'udp' | 'udp6';

/** TCP_LISTEN, and TCP_CLOSE: what is said of a UDP socket that is not connected. */
export const listening = 10;
export const unconnected = 7;

/** The inode of a socket; undefined when it has none, or it is not to be had. */
export function inodeOf(descriptor: number): number | undefined {
	try {
		return process.platform === 'linux' && descriptor >= 0 ? fstatSync(descriptor).ino : undefined;
	} catch {
		return undefined;
	}
}

/**
The rows of a table, read as far as they are asked for; those of `tcp` begin with the listeners. None where the table
cannot be read.
@yields the next row
*/
export function * rowsOf(table: TableName): Generator<Row> {
	let rest = '';
	for (const text of readParts(`/proc/net/${table}`)) {
		const lines = (rest + text).split('\n');
		rest = lines.pop()!;
		yield * lines.flatMap(line => parseRow(line) ?? []);
	}
}

type Table = ReadonlyMap<number, Row>;

/** What was read in this turn of the event loop: sockets that ask at one time share it. */
const read = new Map<string, Table>();

/** The rows of a table by inode, as they were when it was first asked for in this turn of the event loop. */
export function tableOf(name: TableName): Table {
	return shared(name, () => rowsOf(name));
}

/** The same of the listeners alone, which are the first rows of `tcp` and `tcp6`. */
export function listenersOf(name: 'tcp' | 'tcp6'): Table {
	return shared(`listeners of ${name}`, () => listenerRows(name));
}

function * listenerRows(name: 'tcp' | 'tcp6'): Generator<Row> {
	for (const row of rowsOf(name)) {
		if (row.state !== listening) {
			return;
		}

		yield row;
	}
}

function shared(key: string, rows: () => Iterable<Row>): Table {
	let table = read.get(key);
	if (table === undefined) {
		table = new Map(Array.from(rows(), row => [row.inode, row]));
		if (read.size === 0) {
			setImmediate(() => {
				read.clear();
			});
		}

		read.set(key, table);
	}

	return table;
}

/** A row; nothing for the heading and lines of another kind. */
export function parseRow(line: string): Row | undefined {
	const columns = line.trim().split(/ +/v);
	if (columns.length < 12 || !/^\d+:$/v.test(columns[0]!)) {
		return undefined;
	}

	const [host, port] = columns[1]!.split(':', 2);
	return {
		inode: Number(columns[9]),
		host: host!,
		port: Number.parseInt(port!, 16),
		state: Number.parseInt(columns[3]!, 16),
		receive_queue: Number.parseInt(columns[4]!.split(':', 2)[1]!, 16),
		last: columns.at(-1)!,
	};
}

/**
A file of /proc/net in pieces; nothing where it cannot be read.
@yields the next piece
*/
export function * readParts(file: string): Generator<string> {
	const buffer = Buffer.allocUnsafe(64 * 1024);
	let descriptor: number | undefined;
	try {
		descriptor = openSync(file, 'r');
		for (let length; (length = readSync(descriptor, buffer)) > 0;) {
			yield buffer.toString('latin1', 0, length);
		}
	} catch {
		// Another system than Linux, or no file descriptor left.
	} finally {
		if (descriptor !== undefined) {
			closeSync(descriptor);
		}
	}
}
