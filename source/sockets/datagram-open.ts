import dgram from 'node:dgram';
import {formatAddress, isLoopback, type Address, type InternetAddress} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import {isNumericHost} from '../core/ip.ts';
import type {DatagramEndpoint, Network} from '../core/network.ts';
import {DatagramSocket} from './datagram-socket.ts';
import {datagramHandleOf} from './handle.ts';
import {familyOf, type Resolved, resolveAddress} from './resolve.ts';
import {callFact, closeFact, failedFact, setsockoptFact, socketFact, socketRefusal} from './socket-facts.ts';

/** Opens a UDP socket: bound, and connected when `remote` is given. A refusal is reported as a fact; the result is then `undefined`. */
export const openDatagram: Network['datagram'] = async (request, observe, tell) => {
	const far = request.remote ?? request.destination;
	const [other] = far === undefined ? [undefined] : await resolveAddress(far, tell);
	const [local] = request.local === undefined ? [anyLocal(other)] : await resolveAddress(alike(request.local, other), tell);
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

/** `*` and names stand for addresses of either family: the one of the other end is meant. */
function alike(local: Address, other: Resolved | undefined): Address {
	return other === undefined || local.transport === 'unix' || isNumericHost(local.host) ? local : {...local, family: familyOf(other.address) === 6 ? 6 : 4};
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

