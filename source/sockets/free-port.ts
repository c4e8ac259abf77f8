/** Ports that nobody has, for a script that needs to know its ports beforehand. */
import {createSocket} from 'node:dgram';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {busyPorts} from './busy-ports.ts';

/**
Below those that systems choose for clients (Linux: 32768 up; IANA: 49152 up), so that no connect takes the port before
the script does.
*/
const [first_port, end_port] = [10_000, 32_768];

/** So many are tried before it gives up. */
const tries = 1000;

/**
Different ports, one for each name, that are free on 127.0.0.1 for TCP and UDP. They are not kept: between this and
their use another program may take one, which is unlikely, because they are chosen by chance. Throws an error when
hardly any is free.
*/
export async function freePorts(names: Iterable<string>): Promise<ReadonlyMap<string, number>> {
	const busy = new Set(busyPorts());
	const ports = new Map<string, number>();
	for (const name of names) {
		const port = await freePort(busy);
		busy.add(port);
		ports.set(name, port);
	}

	return ports;
}

async function freePort(busy: ReadonlySet<number>): Promise<number> {
	for (let tried = 0; tried < tries; tried++) {
		const port = first_port + Math.floor(Math.random() * (end_port - first_port));
		if (!busy.has(port) && await isFree(port)) {
			return port;
		}
	}

	throw new Error(`no free port from ${first_port} to ${end_port - 1} was found in ${tries} tries`);
}

async function isFree(port: number): Promise<boolean> {
	const [server, socket] = [createServer(), createSocket('udp4')];
	server.listen(port, '127.0.0.1');
	socket.bind(port, '127.0.0.1');
	const isBound = await Promise.all([succeeds(once(server, 'listening')), succeeds(once(socket, 'listening'))]);
	await Promise.all([closed(server), closed(socket)]);
	return isBound.every(Boolean);
}

async function succeeds(promise: Promise<unknown>): Promise<boolean> {
	try {
		await promise;
		return true;
	} catch {
		return false;
	}
}

/** Also of one that was never open, which says so. */
async function closed(socket: {close: (done: () => void) => unknown}): Promise<void> {
	await new Promise<void>(resolve => {
		socket.close(resolve);
	});
}
