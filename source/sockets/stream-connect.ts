import net from 'node:net';
import {formatAddress, isLoopback, type Address, type InternetAddress} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import type {ConnectRequest, Network, StreamEndpoint} from '../core/network.ts';
import {noteDescriptor} from './descriptors.ts';
import {onConnectCall} from './handle.ts';
import {localName, systemPath} from './names.ts';
import {RecvBuffer} from './recv-buffer.ts';
import {familyOf, resolveAddress} from './resolve.ts';
import {callFact, closeFact, failedFact, setsockoptFact, socketFact, socketRefusal} from './socket-facts.ts';
import {chosenOptions, StreamSocket} from './stream-socket.ts';

type Attempt = {
	readonly request: ConnectRequest;
	readonly to: Address;
	/** Where to bind first: numeric, of the family of `to`. */
	readonly local?: InternetAddress;
	readonly tell: (fact: Fact) => void;
	readonly signal: AbortSignal;
};

/**
Connects a stream to a TCP or Unix address; a name with several addresses is tried one after the other, as nc does. A
refusal is told as facts and answers `undefined`.
*/
export const connectStream: Network['connect'] = async (request, observe, tell, signal) => {
	for (const {address} of await resolveAddress(request.address, tell)) {
		if (signal.aborted) {
			return undefined;
		}

		const local = await localFor(address, request.local, tell);
		if (local === 'unknown' || signal.aborted) {
			return undefined;
		}

		const endpoint = await tryAddress({request, to: address, tell, signal, ...(local !== undefined && {local})});
		if (endpoint !== undefined) {
			endpoint.observe(observe(endpoint));
			endpoint.set(chosenOptions(request));
			return endpoint satisfies StreamEndpoint;
		}
	}

	return undefined;
};

type Local = InternetAddress | 'unknown' | undefined;

/** The address to bind to as one of the family of `to`; `unknown` when the name has none, which was told. */
async function localFor(to: Address, wanted: Address | undefined, tell: (fact: Fact) => void): Promise<Local> {
	if (wanted === undefined || wanted.transport === 'unix' || to.transport === 'unix') {
		return undefined;
	}

	const family = familyOf(to) === 6 ? 6 : 4;
	const [found] = await resolveAddress({...wanted, family}, tell);
	return found === undefined ? 'unknown' : found.address as InternetAddress;
}

async function tryAddress(attempt: Attempt): Promise<StreamSocket | undefined> {
	const buffer = new RecvBuffer(attempt.request);
	const socket = new net.Socket({allowHalfOpen: true, onread: buffer.onread});
	socket.pause();
	let started: number | undefined;
	let isTold = false;
	onConnectCall(socket, fd => {
		started = performance.now();
		if (fd >= 0) {
			isTold = true;
			noteDescriptor(fd);
			tellSocket(fd, attempt);
		}
	});
	const failure = await connected(socket, attempt);
	const refusal = socketRefusal(familyOf(attempt.to), 'SOCK_STREAM', failure);
	if (refusal !== undefined) {
		attempt.tell(refusal);
		return undefined;
	}

	if (!isTold) {
		tellSocket(-1, attempt);
	}

	const elapsed_us = started === undefined ? 0 : Math.round((performance.now() - started) * 1000);
	if (failure === undefined) {
		return succeeded(socket, buffer, attempt, elapsed_us);
	}

	tellFailure(failure, attempt, elapsed_us);
	return undefined;
}

/** libuv binds with SO_REUSEADDR where a local address is given. */
function tellSocket(fd: number, {local, to, tell}: Attempt): void {
	tell(socketFact(familyOf(to), 'SOCK_STREAM', fd));
	if (local !== undefined) {
		tell(setsockoptFact('SO_REUSEADDR', 1));
	}
}

type Failure = NodeJS.ErrnoException | 'timeout' | 'aborted';

async function connected(socket: net.Socket, {request, to, local, signal}: Attempt): Promise<Failure | undefined> {
	return new Promise(resolve => {
		const timer = setTimeout(finish, request.timeout_ms, 'timeout');
		const abort = () => {
			finish('aborted');
		};

		function finish(failure?: Failure): void {
			clearTimeout(timer);
			signal.removeEventListener('abort', abort);
			socket.removeAllListeners('error').removeAllListeners('connect');
			if (failure !== undefined) {
				socket.on('error', () => undefined);
				socket.destroy();
			}

			resolve(failure);
		}

		signal.addEventListener('abort', abort);
		socket.once('error', finish);
		socket.once('connect', () => {
			finish();
		});
		socket.connect(placeOf(to, local));
	});
}

function placeOf(to: Address, local: InternetAddress | undefined): net.SocketConnectOpts {
	if (to.transport === 'unix') {
		return {path: systemPath(to.path)};
	}

	return {
		host: to.host,
		port: to.port,
		...(local !== undefined && {localAddress: local.host, localPort: local.port}),
	};
}

function succeeded(socket: net.Socket, buffer: RecvBuffer, attempt: Attempt, elapsed_us: number): StreamSocket {
	const {to, local, tell} = attempt;
	const ends = to.transport === 'unix'
		? {local: 'unnamed', remote: formatAddress(to)}
		: {local: localName(socket), remote: formatAddress(to)};
	if (local !== undefined) {
		tell(callFact('bind', formatAddress(local), {local: ends.local}));
	}

	tell(callFact('connect', ends.remote, {...ends, elapsed_us}));
	return new StreamSocket(socket, buffer, ends);
}

/**
libuv keeps an EADDRINUSE of bind(2) to itself until connect is asked for; connect(2) itself has no use for it when a
local address is given (connect(2): EADDRNOTAVAIL).
*/
function tellFailure(failure: Failure, {request, to, local, tell}: Attempt, elapsed_us: number): void {
	const remote = formatAddress(to);
	if (local !== undefined) {
		const given = formatAddress(local);
		if (typeof failure === 'object' && (failure.syscall === 'bind' || failure.code === 'EADDRINUSE')) {
			tell(failedFact('bind', given, failure));
			tell(closeFact);
			return;
		}

		tell(callFact('bind', given));
	}

	if (typeof failure === 'object') {
		tell(failedFact('connect', remote, failure, {remote, elapsed_us}));
	} else {
		tell({event: 'timeout', call: 'connect', remote, elapsed_us, message: gaveUp(failure, request, to)});
	}

	tell(closeFact);
}

function gaveUp(failure: 'timeout' | 'aborted', request: ConnectRequest, to: Address): string {
	if (failure === 'aborted') {
		return `connect(${formatAddress(to)}) was given up before it was answered`;
	}

	const why = isLoopback(to) ? 'its backlog may be full' : 'it may be down, or a firewall drops what we send';
	return `connect(${formatAddress(to)}) was not answered within ${request.timeout_ms} ms: ${why}`;
}
