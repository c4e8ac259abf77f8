import dgram from 'node:dgram';
import {formatAddress, isLoopback, type Address, type InternetAddress} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import {isNumericHost} from '../core/ip.ts';
import type {DatagramEndpoint, Network} from '../core/network.ts';
import {descriptorOf} from './datagram-handle.ts';
import {DatagramSocket} from './datagram-socket.ts';
import {noteDescriptor} from './descriptors.ts';
import {familyOf, type Resolved, resolveAddress} from './resolve.ts';
import {callFact, closeFact, failedFact, setsockoptFact, socketFact, socketRefusal} from './socket-facts.ts';

/**
Opens a UDP socket: bound, and connected when `remote` is given. A refusal is reported as a fact; the result is then
`undefined`.
*/
export const openDatagram: Network['datagram'] = async (request, observe, tell) => {
	const far = request.remote ?? request.destination;
	const [other] = far === undefined ? [undefined] : await resolveAddress(far, tell);
	const local = await localFor(request.local, other, tell);
	if (local === undefined || (far !== undefined && other === undefined)) {
		return undefined;
	}

	const remote = request.remote === undefined ? undefined : other;

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

	const [asked, connectedTo] = [local.address as InternetAddress, remote?.address as InternetAddress | undefined];
	const endpoint = new DatagramSocket(socket, asked, connectedTo);
	endpoint.observe(observe(endpoint));
	endpoint.set(request);
	return endpoint satisfies DatagramEndpoint;
};

type Tell = (fact: Fact) => void;

/** Where to bind; undefined when the name was not found, which was reported. */
async function localFor(
	wanted: Address | undefined,
	other: Resolved | undefined,
	tell: Tell,
): Promise<Resolved | undefined> {
	if (wanted === undefined) {
		return anyLocal(other);
	}

	const [found] = await resolveAddress(sameFamily(wanted, other), tell);
	return found;
}

/** `*` and names stand for addresses of either family: that of the other end is used. */
function sameFamily(local: Address, other: Resolved | undefined): Address {
	if (other === undefined || local.transport === 'unix' || isNumericHost(local.host)) {
		return local;
	}

	return {...local, family: familyOf(other.address) === 6 ? 6 : 4};
}

type LookupCallback = (error: undefined, address: string, family: number) => void;

/** Every address is numeric by the time it gets here, so that a send needs no turn of the loop for a lookup. */
function numericLookup(host: string, _options: unknown, found: LookupCallback): void {
	found(undefined, host, host.includes(':') ? 6 : 4);
}

/** Left to itself, Node would bind to every interface: who talks to loopback binds to loopback. */
function anyLocal(remote: Resolved | undefined): Resolved {
	const isSix = remote !== undefined && familyOf(remote.address) === 6;
	const {loopback, any} = isSix ? {loopback: '::1', any: '::'} : {loopback: '127.0.0.1', any: '0.0.0.0'};
	const host = remote === undefined || isLoopback(remote.address) ? loopback : any;
	return {address: {transport: 'udp', host, port: 0}, v6only: false};
}

type Binding = 'bound' | 'refused' | 'no socket';

async function bound(socket: dgram.Socket, {address, v6only}: Resolved, tell: Tell): Promise<Binding> {
	const {host, port} = address as InternetAddress;
	const failure = await settled(socket, 'listening', () => {
		socket.bind({address: host, port, exclusive: true});
	});
	const refusal = socketRefusal(familyOf(address), 'SOCK_DGRAM', failure);
	if (refusal !== undefined) {
		tell(refusal);
		return 'no socket';
	}

	const descriptor = descriptorOf(socket);
	noteDescriptor(descriptor);
	tell(socketFact(familyOf(address), 'SOCK_DGRAM', descriptor));
	if (v6only) {
		tell(setsockoptFact('IPV6_V6ONLY', 1));
	}

	if (failure !== undefined) {
		tell(failedFact('bind', formatAddress(address), failure));
		return 'refused';
	}

	const chosen = formatAddress({...address, port: socket.address().port} as InternetAddress);
	const message = port === 0 ? {message: `the system chose ${chosen}`} : {};
	tell(callFact('bind', formatAddress(address), {local: chosen, ...message}));
	return 'bound';
}

async function connected(socket: dgram.Socket, remote: Resolved | undefined, tell: Tell): Promise<boolean> {
	if (remote === undefined) {
		return true;
	}

	const {host, port} = remote.address as InternetAddress;
	const failure = await settled(socket, 'connect', () => {
		socket.connect(port, host);
	});
	const address = formatAddress(remote.address);
	if (failure !== undefined) {
		tell(failedFact('connect', address, failure));
		return false;
	}

	const {address: localHost, port: localPort} = socket.address();
	const local = formatAddress({transport: 'udp', host: localHost, port: localPort});
	tell(callFact('connect', address, {remote: address, local}));
	return true;
}

type Success = 'listening' | 'connect';

async function settled(socket: dgram.Socket, success: Success, start: () => void): Promise<Error | undefined> {
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

