/**
The events of the journal, as plain data.

An event is either a call that this process made (its arguments and its result are those of the system call) or
something that happened to an endpoint. `describe.ts` formats it for people, `json.ts` as JSON.
*/

/** The socket calls that are logged. */
export const calls = [
	'getaddrinfo',
	'socket',
	'setsockopt',
	'bind',
	'listen',
	'accept',
	'connect',
	'send',
	'recv',
	'shutdown',
	'close',
] as const;
export type Call = (typeof calls)[number];

/** What `send` and `recv` are on an unconnected UDP socket: calls with an address. */
export const addressedCalls = {send: 'sendto', recv: 'recvfrom'} as const;
export type CallName = Call | (typeof addressedCalls)['send' | 'recv'];

/**
A link's own: what its user sent into it (`sent`) and what it delivered to its user (`delivered`), impairments by its
conditions, and changes of these.
*/
const linkEvents = ['sent', 'delivered', 'duplicated', 'delayed', 'reordered', 'corrupted', 'link'] as const;

/** Events that are not calls of this process. */
export const otherEvents = [
	'error',
	'timeout',
	'held',
	'resumed',
	'queued',
	'drained',
	'dropped',
	'state',
	'refused',
	'said',
	'joined',
	'left',
	'note',
	'lost',
	...linkEvents,
] as const;
export type OtherEvent = (typeof otherEvents)[number];

export type EventName = Call | OtherEvent;

/** Which pane an event belongs to. */
export type Side = 'server' | 'client';

/**
The place of an event's bytes in the byte store. `at` counts every byte ever stored; the bytes may have been evicted.
*/
export type DataRef = {readonly at: number; readonly length: number};

/** An event without what the journal adds: `seq`, `time`, the endpoint and the place of the bytes. */
export type Fact = {
	readonly event: EventName;
	/** The arguments in the notation of C: `AF_INET, SOCK_STREAM`. For send and recv, use `asked`. */
	readonly args?: string;
	/** send: bytes handed over; recv: the size of the buffer. */
	readonly asked?: number;
	/** What the call returned: a count, a file descriptor, 0, or the name of an accepted connection. */
	readonly result?: number | string;
	/** The errno by name, `ECONNREFUSED`. Present only when it failed. */
	readonly errno?: string;
	/** A call of an attempt that failed, where another way is tried instead. */
	readonly retried?: true;
	/**
	The call that failed, where `event` is not itself a call. Where it is: the call's own name, if it has another, `sendto`
	or `recvfrom`.
	*/
	readonly call?: CallName;
	readonly local?: string;
	readonly remote?: string;
	/** How many bytes: transferred, queued or dropped. */
	readonly bytes?: number;
	/** Bytes queued in this process after the call. */
	readonly queued?: number;
	/** How long the call took, in microseconds. JSON calls it `took_us`. */
	readonly elapsed_us?: number;
	/** For events of a link: whether the bytes go from this endpoint or to it. JSON calls it `way`. */
	readonly direction?: 'out' | 'in';
	/**
	recv: a link took the bytes. `held`: `delivered` tells when they come off it, unless it drops them; `lost`: it has lost
	them at once.
	*/
	readonly link?: 'held' | 'lost';
	/** send: how long a link had the bytes before, in microseconds. */
	readonly link_us?: number;
	/** One sentence: why, and what to do next. */
	readonly message?: string;
};

export type LabEvent = Fact & {
	/** Whole, from 1, without gaps. */
	readonly seq: number;
	/** Microseconds since 1970-01-01 UTC. */
	readonly time: number;
	/** The endpoint's name: `s1`, `s1.2`, `c1`. */
	readonly endpoint: string;
	readonly side: Side;
	/** The endpoint at the other end when it is in this process, else the remote address. For send and recv. */
	readonly peer?: string;
	/**
	The bytes, in order; several pieces when one recv returned what several sends had stored. Absent when nothing was
	transferred.
	*/
	readonly data?: readonly DataRef[];
	/** Offset of its bytes in the stream of its direction. */
	readonly offset?: number;
	/** The bytes are one datagram. */
	readonly datagram?: true;
	/** The bytes of this recv are already shown by the send of the other end in this process. */
	readonly isShownAtPeer?: boolean;
	/**
	How the raw-bytes pane shows it; left out, the bytes under a header, unless the send at the other end shows them.
	`header`: its bytes are shown already; `nothing`: another event of the link shows them.
	*/
	readonly rawAs?: 'bytes' | 'header' | 'nothing';
	/** For impairments of a link: how many bytes had been stored before. */
	readonly mark?: number;
};

/** Whether an event's bytes go out from its endpoint. */
export function isOutbound({event, direction: way}: Pick<Fact, 'event' | 'direction'>): boolean {
	return event === 'send' || way === 'out';
}

/** A call of a socket below a link: `sent` and `delivered` tell what its user sees. */
export function isBelowLink({link, link_us}: Pick<Fact, 'link' | 'link_us'>): boolean {
	return link !== undefined || link_us !== undefined;
}

/**
Whether its bytes have come to an endpoint's user, or gone out from it: with a link, when it has let them through.
*/
export function countedDirection({event, link, direction}: Fact): 'in_bytes' | 'out_bytes' | undefined {
	if (event === 'send') {
		return 'out_bytes';
	}

	return (event === 'recv' && link === undefined) || (event === 'delivered' && direction === 'in')
		? 'in_bytes'
		: undefined;
}

/**
A step whose outcome another event tells: the log on the screen leaves it out. On a link a delay is told where it ends,
damage where it is delivered, and a loss by `dropped`; an attempt that is retried by what was taken instead.
*/
export function isStep({event, direction, link, retried}: Fact): boolean {
	return event === 'delayed' || (event === 'corrupted' && direction === 'in') || link === 'lost' || retried === true;
}

/** Whether its bytes are those of a call, or never became those of one: what a link lost or damaged. */
export function hasOwnBytes({event, direction}: Pick<Fact, 'event' | 'direction'>): boolean {
	return event !== 'sent' && event !== 'delivered' && !(event === 'dropped' && direction === 'in');
}
