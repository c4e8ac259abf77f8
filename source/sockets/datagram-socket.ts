import dgram from 'node:dgram';
import {formatAddress, isLoopback, type Address, type InternetAddress} from '../core/address.ts';
import type {Call, Fact} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import type {DatagramEndpoint, DatagramObserver, DatagramOptions, DatagramRequest} from '../core/network.ts';
import {datagramHandleOf} from './handle.ts';
import {familyOf, type Resolved, resolveAddress} from './resolve.ts';
import {callFact, closeFact, failedFact, setsockoptFact, socketFact, socketRefusal} from './socket-facts.ts';

/** Opens a UDP socket: bound, and connected when `remote` is given. A refusal is told as a fact and answers `undefined`. */
export async function openDatagram(request: DatagramRequest, observer: DatagramObserver): Promise<DatagramEndpoint | undefined> {
	const tell = (fact: Fact) => {
		observer.fact(fact);
	};

	const [remote] = request.remote === undefined ? [undefined] : await resolveAddress(request.remote, tell);
	const [local] = request.local === undefined ? [anyLocal(remote)] : await resolveAddress(request.local, tell);
	if (local === undefined || (request.remote !== undefined && remote === undefined)) {
		return undefined;
	}

	const socket = dgram.createSocket({
		type: familyOf(local.address) === 6 ? 'udp6' : 'udp4',
		ipv6Only: local.v6only,
		lookup: numericLookup as never,
	});
	const binding = await bound(socket, local, tell);
	if (binding !== 'bound' || !await connected(socket, remote, tell)) {
		socket.close();
		if (binding !== 'no socket') {
			tell(closeFact);
		}

		return undefined;
	}

	const endpoint = new DatagramSocket(socket, local.address as InternetAddress, remote?.address as InternetAddress | undefined, observer);
	endpoint.set(request);
	return endpoint;
}

/** Every address is numeric by the time it gets here, so that a send needs no turn of the loop for a lookup. */
function numericLookup(host: string, _options: unknown, found: (error: undefined, address: string, family: number) => void): void {
	found(undefined, host, host.includes(':') ? 6 : 4);
}

/** Left to itself, Node would bind to every interface: who talks to loopback binds to loopback. */
function anyLocal(remote: Resolved | undefined): Resolved {
	const isSix = remote !== undefined && familyOf(remote.address) === 6;
	const loopback = remote === undefined || isLoopback(remote.address);
	const host = isSix ? (loopback ? '::1' : '::') : (loopback ? '127.0.0.1' : '0.0.0.0');
	return {address: {transport: 'udp', host, port: 0}, v6only: false};
}

async function bound(socket: dgram.Socket, {address, v6only}: Resolved, tell: (fact: Fact) => void): Promise<'bound' | 'refused' | 'no socket'> {
	const {host, port} = address as InternetAddress;
	const failure = await settled(socket, 'listening', () => {
		socket.bind({address: host, port, exclusive: true});
	});
	const refusal = socketRefusal(familyOf(address), 'SOCK_DGRAM', failure);
	if (refusal !== undefined) {
		tell(refusal);
		return 'no socket';
	}

	tell(socketFact(familyOf(address), 'SOCK_DGRAM', datagramHandleOf(socket)?.fd ?? -1));
	if (v6only) {
		tell(setsockoptFact('IPV6_V6ONLY', 1));
	}

	if (failure !== undefined) {
		tell(failedFact('bind', formatAddress(address), failure));
		return 'refused';
	}

	const chosen = formatAddress({...address, port: socket.address().port} as InternetAddress);
	tell(callFact('bind', formatAddress(address), {local: chosen, ...(port === 0 && {message: `the system chose ${chosen}`})}));
	return 'bound';
}

async function connected(socket: dgram.Socket, remote: Resolved | undefined, tell: (fact: Fact) => void): Promise<boolean> {
	if (remote === undefined) {
		return true;
	}

	const {host, port} = remote.address as InternetAddress;
	const failure = await settled(socket, 'connect', () => {
		socket.connect(port, host);
	});
	const address = formatAddress(remote.address);
	tell(failure === undefined
		? callFact('connect', address, {remote: address, local: formatAddress({transport: 'udp', host: socket.address().address, port: socket.address().port})})
		: failedFact('connect', address, failure));
	return failure === undefined;
}

async function settled(socket: dgram.Socket, success: 'listening' | 'connect', start: () => void): Promise<Error | undefined> {
	return new Promise(resolve => {
		const done = (failure: Error | undefined) => {
			socket.removeListener('error', done);
			socket.removeListener(success, succeeded);
			resolve(failure);
		};

		const succeeded = () => {
			done(undefined);
		};

		socket.once('error', done);
		socket.once(success, succeeded);
		start();
	});
}

class DatagramSocket implements DatagramEndpoint {
	readonly local: InternetAddress;
	readonly remote?: InternetAddress;
	readonly #socket: dgram.Socket;
	readonly #observer: DatagramObserver;
	/** Sends made whose result Node tells with the next tick. */
	#pending = 0;
	#closed = false;
	#closes = false;

	constructor(socket: dgram.Socket, asked: InternetAddress, remote: InternetAddress | undefined, observer: DatagramObserver) {
		this.#socket = socket;
		this.#observer = observer;
		this.local = {...asked, host: remote === undefined ? asked.host : socket.address().address, port: socket.address().port};
		if (remote !== undefined) {
			this.remote = remote;
		}

		socket.on('message', (bytes, from) => {
			const address: InternetAddress = {transport: 'udp', host: from.address, port: from.port};
			observer.received(bytes, address, {event: 'recv', asked: limits.recv_bytes, result: bytes.length, remote: formatAddress(address)});
		});
		socket.on('error', (error: NodeJS.ErrnoException) => {
			this.#failed(error.syscall === 'recvmsg' ? 'recv' : 'send', error);
		});
	}

	get queued_bytes(): number {
		return this.#closed ? 0 : this.#socket.getSendQueueSize();
	}

	send(bytes: Uint8Array, to?: Address): void {
		const remote = this.remote ?? to as InternetAddress;
		if (this.#closes) {
			return;
		}

		if (this.queued_bytes + bytes.length > limits.queue_bytes) {
			this.#observer.fact({event: 'dropped', bytes: bytes.length, queued: this.queued_bytes, message: `the queue holds ${limits.queue_bytes} bytes at the most`});
			return;
		}

		this.#pending++;
		const done = (error: unknown, count?: number) => {
			this.#pending--;
			this.#sent(bytes, remote, error ?? count ?? bytes.length);
		};

		if (this.remote === undefined) {
			this.#socket.send(bytes, remote.port, remote.host, done);
		} else {
			this.#socket.send(bytes, done);
		}
	}

	hold(): void {
		datagramHandleOf(this.#socket)?.recvStop();
	}

	resume(): void {
		datagramHandleOf(this.#socket)?.recvStart();
	}

	close(): void {
		this.#closes = true;
		if (this.#closed || this.#pending > 0) {
			return;
		}

		this.#closed = true;
		this.#socket.close();
		this.#observer.fact(closeFact);
		this.#observer.closed();
	}

	set(options: DatagramOptions): void {
		if (options.ttl !== undefined) {
			this.#option(this.#isSix ? 'IPV6_UNICAST_HOPS' : 'IP_TTL', options.ttl, () => this.#socket.setTTL(options.ttl!));
		}

		if (options.broadcast !== undefined) {
			this.#option('SO_BROADCAST', options.broadcast, () => {
				this.#socket.setBroadcast(options.broadcast!);
			});
		}
	}

	join(group: Address): void {
		const {host} = group as InternetAddress;
		this.#option(this.#isSix ? 'IPV6_JOIN_GROUP' : 'IP_ADD_MEMBERSHIP', host, () => {
			this.#socket.addMembership(host, this.#multicastInterface());
		});
	}

	leave(group: Address): void {
		const {host} = group as InternetAddress;
		this.#option(this.#isSix ? 'IPV6_LEAVE_GROUP' : 'IP_DROP_MEMBERSHIP', host, () => {
			this.#socket.dropMembership(host, this.#multicastInterface());
		});
	}

	get #isSix(): boolean {
		return familyOf(this.local) === 6;
	}

	/** The interface of the address it is bound to; with none chosen, the system's default one. */
	#multicastInterface(): string | undefined {
		return this.local.host === '0.0.0.0' || this.local.host.includes(':') ? undefined : this.local.host;
	}

	#option(name: string, value: number | string | boolean, set: () => unknown): void {
		try {
			set();
			this.#observer.fact(setsockoptFact(name, value));
		} catch (error) {
			this.#observer.fact(failedFact('setsockopt', `${name}, ${String(value)}`, error));
		}
	}

	/** `outcome`: the count that the system took, or the error it answered with. */
	#sent(bytes: Uint8Array, remote: InternetAddress, outcome: unknown): void {
		const name = formatAddress(remote);
		if (typeof outcome === 'number') {
			this.#observer.sent(bytes, remote, {event: 'send', asked: bytes.length, result: outcome, remote: name});
		} else {
			this.#failed('send', outcome, {asked: bytes.length, remote: name});
		}

		if (this.#closes) {
			this.close();
		}
	}

	#failed(call: Call, error: unknown, more: Partial<Fact> = {}): void {
		if (this.#closed) {
			return;
		}

		const remote = more.remote ?? (this.remote === undefined ? '' : formatAddress(this.remote));
		const {args: _, ...fact} = failedFact(call, remote, error, more);
		this.#observer.fact({...fact, ...(call === 'recv' && {asked: limits.recv_bytes}), ...(remote !== '' && {remote})});
	}
}
