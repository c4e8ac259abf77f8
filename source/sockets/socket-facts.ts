/**
The calls that libuv makes for us, in the words of the socket interface. What is said here is what strace shows
(test/sockets/strace.test.ts).
*/
import type {Call, Fact} from '../core/events.ts';
import {errnoOf, explainErrno} from './errno.ts';

/** AF_INET, AF_INET6 or AF_UNIX. */
export type Family = 4 | 6 | 'unix';

const familyNames = {4: 'AF_INET', 6: 'AF_INET6', unix: 'AF_UNIX'} as const;

/** `socket(AF_INET, SOCK_STREAM) = fd`. */
export function socketFact(family: Family, type: 'SOCK_STREAM' | 'SOCK_DGRAM', fd: number): Fact {
	return {event: 'socket', args: `${familyNames[family]}, ${type}`, ...(fd >= 0 && {result: fd})};
}

/** `setsockopt(TCP_NODELAY, 1) = 0`. */
export function setsockoptFact(option: string, value: number | string | boolean): Fact {
	return {event: 'setsockopt', args: `${option}, ${typeof value === 'boolean' ? Number(value) : value}`, result: 0};
}

/** A call on an address that succeeded. */
export function callFact(call: Call, address: string, more: Partial<Fact> = {}): Fact {
	return {event: call, args: address, result: 0, ...more};
}

/** A call on an address that failed, with what the errno means there. */
export function failedFact(call: Call, address: string, error: unknown, more: Partial<Fact> = {}): Fact {
	const errno = typeof error === 'string' ? error : errnoOf(error);
	const message = explainErrno(errno, call, address);
	return {event: call, args: address, errno, ...(message !== undefined && {message}), ...more};
}

/** `close() = 0`. */
export const closeFact: Fact = {event: 'close', result: 0};

/**
What only socket(2) answers, of the calls that are told here: no descriptor left, or a family the system does not speak
(socket(2)).
*/
const socketErrnos = new Set(['EMFILE', 'ENFILE', 'EAFNOSUPPORT', 'EPROTONOSUPPORT']);

/**
The refusal of socket(2) itself: nothing was bound, connected or closed then. Nothing when `error` came from a later
call.
*/
export function socketRefusal(family: Family, type: 'SOCK_STREAM' | 'SOCK_DGRAM', error: unknown): Fact | undefined {
	const isRefusal = error instanceof Error && socketErrnos.has(errnoOf(error));
	return isRefusal ? failedFact('socket', `${familyNames[family]}, ${type}`, error) : undefined;
}
