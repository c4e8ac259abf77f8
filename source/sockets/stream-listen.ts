import net from 'node:net';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {type Address, formatAddress} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import type {Listener, ListenerObserver, ListenRequest} from '../core/network.ts';
import {noteDescriptor} from './descriptors.ts';
import {handleOf, listenAt} from './handle.ts';
import {systemPath} from './names.ts';
import {familyOf, type Resolved, resolveAddress} from './resolve.ts';
import {callFact, closeFact, failedFact, setsockoptFact, socketFact, socketRefusal} from './socket-facts.ts';
import {StreamListener} from './stream-listener.ts';

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
	const listener = new StreamListener(server, request, local, observer);
	tellSocket(handleOf(server)!.fd, resolved, tell);
	tellPlace(request, resolved.address, local, tell);
	if (request.accept === false) {
		await listener.hold();
	}

	return listener;
}

type Failure = NodeJS.ErrnoException;

async function listening(server: net.Server, request: ListenRequest, resolved: Resolved): Promise<Failure | undefined> {
	return new Promise(resolve => {
		server.once('error', resolve);
		server.once('listening', () => {
			server.removeListener('error', resolve);
			resolve(undefined);
		});
		const {address, v6only} = resolved;
		const {backlog} = request;
		if (address.transport === 'unix') {
			server.listen({path: systemPath(address.path), backlog});
		} else {
			listenAt(server, {host: address.host, port: address.port, v6only, backlog});
		}
	});
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
	noteDescriptor(fd);
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
