/** What a recording tells of one end of a conversation, call by call, and the same as its other end would tell it. */

/** Which end of the recorded conversations is played. */
export type Role = 'client' | 'server';

/** What its peer says. */
export function nounOf(role: Role): 'answer' | 'request' {
	return role === 'client' ? 'answer' : 'request';
}

/**
A call of one end, or what it returned. `fin` and `rst` are how the peer ended its direction; `close` without a
`shutdown` before it sends FIN, too.
*/
export type RecordedCall =
	| {readonly kind: 'open' | 'shutdown' | 'close' | 'reset' | 'fin' | 'rst'}
	| {readonly kind: 'refused'; readonly errno: string}
	| {readonly kind: 'send' | 'recv'; readonly bytes: Uint8Array};

/** `order`: its place in the recording; `time_us`: when it was, in microseconds since 1970, 0 where nobody knows. */
export type Placed = {readonly order: number; readonly time_us: number};

export type PlacedCall = Placed & {readonly call: RecordedCall};

const seenFromThere = {
	open: 'open',
	send: 'recv',
	recv: 'send',
	shutdown: 'fin',
	fin: 'shutdown',
	reset: 'rst',
	rst: 'reset',
} as const;

/** The calls of the other end, of which nothing else is known: what one end received the other has sent. */
export function otherEnd(calls: readonly PlacedCall[]): PlacedCall[] {
	const hasShutDown = calls.some(({call}) => call.kind === 'shutdown');
	return calls.flatMap(placed => {
		const call = mirrored(placed.call, hasShutDown);
		return call === undefined ? [] : [{...placed, call}];
	});
}

/** A close sends FIN unless that was sent before; one that was refused never had another end. */
function mirrored(call: RecordedCall, hasShutDown: boolean): RecordedCall | undefined {
	if (call.kind === 'refused') {
		return undefined;
	}

	if (call.kind === 'close') {
		return hasShutDown ? undefined : {kind: 'fin'};
	}

	return 'bytes' in call
		? {kind: seenFromThere[call.kind], bytes: call.bytes}
		: {kind: seenFromThere[call.kind]};
}
