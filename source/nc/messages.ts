/** What nc says of a connection, on standard error, in its words. */
import type {InternetAddress} from '../core/address.ts';
import type {Fact} from '../core/events.ts';
import {isProblem} from '../core/problem.ts';
import {parseAddress} from '../core/parse-address.ts';
import {strerror} from './strerror.ts';

/** Where somebody connects to, as it was written. */
export type Destination = {
	readonly host: string;
	readonly port: number;
	readonly transport: 'tcp' | 'udp';
	readonly isVerbose: boolean;
};

/** A refusal in nc's words. `isFatal`: nc tries nothing else after it. */
export type Refusal = {readonly isFatal: boolean; readonly line?: string};

/** What a fact of a connect means to nc; undefined where it is no refusal. */
export function connectRefusal(fact: Fact, destination: Destination): Refusal | undefined {
	const {host, port, isVerbose} = destination;
	const {event, errno, remote} = fact;
	if (event === 'timeout') {
		return refusal(false, isVerbose && `${attempt(destination, remote)} timed out: Operation now in progress`);
	}

	if (errno === undefined) {
		return undefined;
	}

	if (event === 'getaddrinfo' && fact.args === host) {
		return refusal(true, lookupFailure(host, port, errno));
	}

	const reason = strerror(errno);
	const fatal = fatalCalls[event];
	if (fatal !== undefined) {
		return refusal(true, `${fatal}: ${reason}`);
	}

	return event === 'connect'
		? refusal(false, isVerbose && `${attempt(destination, remote)} failed: ${reason}`)
		: undefined;
}

/** Calls whose failure ends nc, and how it names them. */
const fatalCalls: Readonly<Record<string, string>> = {
	getaddrinfo: 'getaddrinfo',
	bind: 'bind failed',
	socket: 'socket',
};

/** That the destination has no address. */
export function lookupFailure(host: string, port: number, errno: string): string {
	return `getaddrinfo for host "${host}" port ${port}: ${strerror(errno)}`;
}

/** That it is connected. `service`: the name of the port, if it has one and names are wanted. */
export function success({host, port, transport}: Destination, remote: string, service = '*'): string {
	return `Connection to ${shownHost(host, remote)} ${port} port [${transport}/${service}] succeeded!`;
}

function refusal(isFatal: boolean, line: string | false): Refusal {
	return {isFatal, ...(line !== false && {line})};
}

function attempt({host, port, transport}: Destination, remote: string | undefined): string {
	return `connect to ${shownHost(host, remote)} port ${port} (${transport})`;
}

/** A name with the address that it stands for. */
function shownHost(host: string, remote: string | undefined): string {
	const address = remote === undefined ? undefined : internetAddress(remote)?.host;
	return address === undefined || address === host ? host : `${host} (${address})`;
}

/** The address of an endpoint's name; undefined for a Unix socket. */
export function internetAddress(name: string): InternetAddress | undefined {
	const address = parseAddress(name);
	return isProblem(address) || address.transport === 'unix' ? undefined : address;
}
