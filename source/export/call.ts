/**
The lines of a program that repeats a conversation, before any language: one for each call of the log, and a few that
the log does not have.
*/
import type {Side} from '../core/events.ts';
import type {Place} from './places.ts';

export type FamilyName = 'AF_INET' | 'AF_INET6' | 'AF_UNIX';

/** What is sent: the bytes, or zeros of that length where they are not kept or too many for a program. */
export type ProgramData = {readonly bytes: Uint8Array; readonly isLeftOut: boolean};

/**
What a line does to its socket.

- `accept`: `accepted` is the new socket.
- `recv`: takes `count` bytes of a stream, however many calls that needs; of a datagram socket one datagram.
- `recvfrom`: `peer` is the name of who sent it; the line keeps the address under that name.
- `sendto`: to the address kept under `peer`, or to a place.
- `fin`: a recv that returns 0.
- `unlink`: removes the file of a Unix listener.
- `tell`, `wait`: lets the other part of the program continue; waits until it says so.
- `comment`: no call.
*/
export type Action =
	| {readonly kind: 'socket'; readonly family: FamilyName; readonly isDatagram: boolean}
	| {readonly kind: 'setsockopt'; readonly option: string; readonly value: string}
	| {readonly kind: 'bind'; readonly place: Place}
	| {readonly kind: 'connect'; readonly place: Place}
	| {readonly kind: 'listen'; readonly backlog: number}
	| {readonly kind: 'accept'; readonly accepted: string}
	| {readonly kind: 'send'; readonly data: ProgramData; readonly isDatagram: boolean}
	| {readonly kind: 'sendto'; readonly data: ProgramData; readonly peer: string}
	| {readonly kind: 'sendto'; readonly data: ProgramData; readonly place: Place}
	| {readonly kind: 'recv'; readonly count: number; readonly isDatagram: boolean; readonly asked: number}
	| {readonly kind: 'recvfrom'; readonly asked: number; readonly peer: string}
	| {readonly kind: 'fin'; readonly asked: number}
	| {readonly kind: 'unlink'; readonly place: Place}
	| {readonly kind: 'shutdown'}
	| {readonly kind: 'close'}
	| {readonly kind: 'tell'}
	| {readonly kind: 'wait'}
	| {readonly kind: 'comment'};

export type ActionOf<Kind extends Action['kind']> = Extract<Action, {readonly kind: Kind}>;

/** What is done with some kinds of actions. */
export type ByKind<Rest extends readonly unknown[], Result> = {
	readonly [Kind in Action['kind']]?: (action: ActionOf<Kind>, ...rest: Rest) => Result;
};

export type Call = {
	/** Which part of the program it stands in. */
	readonly side: Side;
	/** The name of the endpoint that has the socket, in the log's words. */
	readonly socket: string;
	/** The endpoint that the log tells it of: a UDP peer has the socket of its listener. */
	readonly endpoint: string;
	readonly action: Action;
	/** Of a recv: the bytes it returned when it was logged. */
	readonly received?: number;
	/** The errno that the call is to fail with. */
	readonly errno?: string;
	/** The line of the log, in ASCII; for a line that the log does not have, why it is there. */
	readonly comment: string;
};

/** Whether the log has this line as a call. */
export function isLogged({action: {kind}}: Call): boolean {
	return kind !== 'tell' && kind !== 'wait' && kind !== 'comment' && kind !== 'unlink';
}

/** What the table has for the action; undefined where it has nothing. */
export function byKind<Rest extends readonly unknown[], Result>(
	table: ByKind<Rest, Result>,
	action: Action,
	...rest: Rest
): Result | undefined {
	const found = table[action.kind] as ((action: Action, ...rest: Rest) => Result) | undefined;
	return found?.(action, ...rest);
}
