import net from 'node:net';
import {getSystemErrorName as systemErrorName} from 'node:util';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {type Address, formatAddress} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {Listener, ListenerObserver, ListenRequest, StreamOptions} from '../core/network.ts';
import {descriptorShortage} from './descriptors.ts';
import {explainErrno} from './errno.ts';
import {type AcceptedHandle, handleOf, onAccept, socketOf} from './handle.ts';
import {connectionEnds, systemPath} from './names.ts';
import {RecvBuffer} from './recv-buffer.ts';
import {familyOf, type Resolved, resolveAddress} from './resolve.ts';
import {closeWithOwnFile, identityOf} from './socket-file.ts';
import {callFact, closeFact, failedFact, setsockoptFact, socketFact, socketRefusal} from './socket-facts.ts';
import {chosenOptions, StreamSocket} from './stream-socket.ts';

/** Listens for streams on a TCP or Unix address. A refusal by the system is told as a fact and answers `undefined`. */
export async function listenStream(request: ListenRequest, observer: ListenerObserver): Promise<Listener | undefined> {
	const tell = (fact: Fact) => {
		observer.fact(fact);
	};

	const [resolved] = await resolveAddress(request.address, tell);
	if (resolved === undefined) {
		return undefined;
	}

	const server = net.createServer();
	const failure = await listening(server, request, resolved);
	if (failure !== undefined) {
		tellRefusal(request, resolved, failure, tell);
		return undefined;
	}

	const local = localOf(server, resolved);
	tellSocket(handleOf(server)!.fd, resolved, tell);
	tellPlace(request, resolved.address, local, tell);
	return accepting(server, request, local, observer);
}

type Failure = NodeJS.ErrnoException;

async function listening(server: net.Server, request: ListenRequest, resolved: Resolved): Promise<Failure | undefined> {
	return new Promise(resolve => {
		server.once('error', resolve);
		server.listen({...placeOf(resolved), backlog: request.backlog}, () => {
			server.removeListener('error', resolve);
			resolve(undefined);
		});
	});
}

function placeOf(resolved: Resolved): net.ListenOptions {
	return resolved.address.transport === 'unix'
		? {path: systemPath(resolved.address.path)}
		: {host: resolved.address.host, port: resolved.address.port, ipv6Only: resolved.v6only};
}

function localOf(server: net.Server, resolved: Resolved): Address {
	const bound = server.address();
	return typeof bound === 'object' && bound !== null && resolved.address.transport !== 'unix'
		? {...resolved.address, port: bound.port}
		: resolved.address;
}

/** libuv binds with SO_REUSEADDR, and says V6ONLY or not for every IPv6 socket. */
function tellSocket(fd: number, resolved: Resolved, tell: (fact: Fact) => void): void {
	const family = familyOf(resolved.address);
	tell(socketFact(family, 'SOCK_STREAM', fd));
	if (family !== 'unix') {
		tell(setsockoptFact('SO_REUSEADDR', 1));
	}

	if (family === 6) {
		tell(setsockoptFact('IPV6_V6ONLY', resolved.v6only));
	}
}

function tellPlace({backlog}: ListenRequest, asked: Address, local: Address, tell: (fact: Fact) => void): void {
	const [given, chosen] = [formatAddress(asked), formatAddress(local)];
	tell(callFact('bind', given, given === chosen ? {} : {local: chosen, message: `the system chose ${chosen}`}));
	tell({event: 'listen', args: String(backlog), result: 0, local: chosen});
}

/**
Tells a refused listen as the calls that were made.

libuv keeps an EADDRINUSE of bind(2) to itself until listen is asked for, and calls an unusable Unix path EACCES where
bind(2) said ENOENT; what is told here is what bind(2) said.
*/
function tellRefusal(request: ListenRequest, resolved: Resolved, error: Failure, tell: (fact: Fact) => void): void {
	const {address} = resolved;
	const refusal = socketRefusal(familyOf(address), 'SOCK_STREAM', error);
	if (refusal !== undefined) {
		tell(refusal);
		return;
	}

	tellSocket(-1, resolved, tell);
	const isFolderMissing = address.transport === 'unix'
		&& error.code === 'EACCES'
		&& !existsSync(path.dirname(address.path));
	const errno = isFolderMissing ? 'ENOENT' : error;
	tell(failedFact('bind', formatAddress(address), errno, {local: formatAddress(request.address)}));
	tell(closeFact);
}

function accepting(server: net.Server, request: ListenRequest, local: Address, observer: ListenerObserver): Listener {
	let options: StreamOptions = request;
	const file = local.transport === 'unix' ? systemPath(local.path) : undefined;
	const own = file === undefined ? undefined : identityOf(file);
	let isClosed = false;
	onAccept(server, accepted => {
		if (typeof accepted === 'number') {
			observer.fact(failedFact('accept', formatAddress(local), systemErrorName(accepted)));
			return;
		}

		accept(accepted, options, local, observer);
	});
	return {
		local,
		close() {
			if (isClosed) {
				return;
			}

			isClosed = true;
			const isAnothers = closeWithOwnFile(file, own, () => {
				server.close();
			});
			observer.fact(closeFact);
			if (isAnothers) {
				observer.fact({event: 'note', message: `${formatAddress(local)} is another file by now, and stays`});
			}

			observer.closed();
		},
		set(changes) {
			options = {...options, ...changes};
		},
	};
}

function accept(handle: AcceptedHandle, options: StreamOptions, local: Address, observer: ListenerObserver): void {
	const buffer = new RecvBuffer(options.recv_bytes);
	const socket = socketOf(handle, {allowHalfOpen: true, onread: buffer.onread});
	const ends = connectionEnds(socket, local);
	const shortage = descriptorShortage(limits.spare_descriptors);
	if (shortage !== undefined) {
		socket.destroy();
		const message = `accepted and closed at once: ${explainErrno(shortage, 'accept', '')!}`;
		observer.fact({event: 'refused', call: 'accept', errno: shortage, ...ends, message});
		return;
	}

	const endpoint = new StreamSocket(socket, buffer, ends);
	endpoint.observe(observer.accepted(endpoint));
	endpoint.set(chosenOptions(options));
}
