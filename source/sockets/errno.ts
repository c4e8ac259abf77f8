/**
What an errno means for the person who reads it, and what to do next. Sources: connect(2), bind(2), send(2), recv(2),
unix(7), udp(7).
*/
import type {Call} from '../core/events.ts';
import {limits} from '../core/limits.ts';
import {shortAddressWord} from '../core/short-address.ts';

type Hints = Partial<Record<Call | 'any', (address: string) => string>>;

const hints: Readonly<Record<string, Hints>> = {
	ECONNREFUSED: {
		connect: address => `nobody listens on ${address}${listenHint(address, 'starts a listener')}`,
		recv: address => `an ICMP "port unreachable" came back: nobody reads ${address}`,
		send: address => `an ICMP "port unreachable" came back for an earlier datagram: nobody reads ${address}`,
	},
	ECONNRESET: {any: () => 'the peer sent RST: it closed with bytes unread, was reset, or is gone'},
	EPIPE: {any: () => 'the connection was already closed in this direction'},
	EADDRINUSE: {any: address => `${address} is in use; close the other one, or ${waysOut(address)}`},
	EADDRNOTAVAIL: {
		connect: address => address.startsWith('[')
			? `there is no local address or port to reach ${address} from: IPv6 is switched off, or all ports are taken`
			: `no local port is left to reach ${address} from; close some connections, or give another address by local=`,
		any: address => `this machine has no such address: ${address}`,
	},
	EACCES: {
		bind: address => `not allowed to bind ${address}; ports under 1024 need privileges, paths need a writable folder`,
		any: address => `not allowed: ${address}`,
	},
	EPERM: {any: address => `the system forbids it: ${address}`},
	ENOENT: {
		connect: address => `there is no socket at ${address}${listenHint(address, 'makes one')}`,
		any: address => `no such folder: ${address}`,
	},
	ENOTFOUND: {any: address => `no such host: ${address}`},
	EAI_AGAIN: {any: address => `the name server did not answer for ${address}; try again, or write a numeric address`},
	ENETUNREACH: {any: address => `no route to ${address}`},
	EHOSTUNREACH: {any: address => `no route to ${address}`},
	ETIMEDOUT: {any: address => `no answer from ${address}`},
	EAFNOSUPPORT: {any: () => 'this machine does not speak that address family'},
	EINVAL: {any: address => `the system does not take ${address} here`},
	EMSGSIZE: {any: () => 'the datagram is larger than the path takes in one piece; 65,507 bytes are the most over IPv4'},
	ENOTSOCK: {any: address => `${address} is a file, not a socket`},
	EAGAIN: {
		connect: address => `the backlog of ${address} is full: the listener does not accept`,
		any: () => 'the send buffer is full: the peer does not read',
	},
	EMFILE: {
		accept: () =>
			`this process has fewer than ${limits.spare_descriptors} file descriptors left; close some connections or raise ulimit -n`,
		any: () => 'this process has no file descriptor left; close some connections or raise ulimit -n',
	},
	ENFILE: {any: () => 'the system has no file descriptor left; close some programs or raise fs.file-max'},
	ENOBUFS: {any: () => 'the system has no buffer left'},
	ENOTCONN: {any: () => 'the socket is not connected'},
};

/**
One sentence for `errno` as it came from `call` on `address`, or nothing when there is nothing to add to the errno
itself.
*/
export function explainErrno(errno: string, call: Call, address: string): string | undefined {
	const found = hints[errno];
	return (found?.[call] ?? found?.any)?.(address);
}

/**
The errno of a Node error by name; errors without one (a bug in the arguments) are not the network's and are thrown
again.
*/
export function errnoOf(error: unknown): string {
	const {code} = (error as NodeJS.ErrnoException);
	if (code === undefined || code.startsWith('ERR_')) {
		throw error;
	}

	return code;
}

/** The line that listens at an address of this machine, and what it does; nothing for any other address. */
function listenHint(address: string, does: string): string {
	const isHere = /^(?:127\.|\[::1\]|unix:)/v.test(address);
	const word = shortAddressWord(address.startsWith('unix:') ? 'unix' : 'tcp', address);
	return isHere ? `; \`listen ${word}\` ${does}` : '';
}

/** What else helps where an address is taken; a Unix path may be left over from a program that has ended (unix(7)). */
function waysOut(address: string): string {
	if (!address.startsWith('unix:')) {
		return 'take port 0';
	}

	return address.startsWith('unix:@') ? 'take another name' : 'remove the file it left';
}
