/** How the two ends of a socket are called, from what Node and the request know of them. */
import type net from 'node:net';
import {type Address, formatAddress} from '../core/address.ts';

/** The path as the system takes it: a Linux abstract name begins with NUL where we write `@` (unix(7)). */
export function systemPath(path: string): string {
	return path.startsWith('@') ? `\0${path.slice(1)}` : path;
}

/** The two ends of an accepted connection. A Unix peer that never bound has no name of its own. */
export function connectionEnds(socket: net.Socket, listener: Address): {local: string; remote: string} {
	return listener.transport === 'unix'
		? {local: formatAddress(listener), remote: 'unnamed'}
		: {local: localName(socket), remote: remoteName(socket)};
}

/** getsockname(2) of a connected TCP socket. */
export function localName(socket: net.Socket): string {
	return formatAddress({transport: 'tcp', host: socket.localAddress ?? '?', port: socket.localPort ?? 0});
}

function remoteName(socket: net.Socket): string {
	return formatAddress({transport: 'tcp', host: socket.remoteAddress ?? '?', port: socket.remotePort ?? 0});
}
