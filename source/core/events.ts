/**
What can happen, as plain data.

An event is either a call that this process made (its arguments and its result are those of the system call) or something that happened to an endpoint. `describe.ts` prints it, `json.ts` exports it; nothing else knows their words.
*/

/** The socket calls the log speaks of. */
export const calls = ['getaddrinfo', 'socket', 'setsockopt', 'bind', 'listen', 'accept', 'connect', 'send', 'recv', 'shutdown', 'close'] as const;
export type Call = (typeof calls)[number];

/** What the conditions of a link do: their verdicts, what they let through to its reader, and what they are. */
const linkEvents = ['duplicated', 'delayed', 'reordered', 'corrupted', 'delivered', 'link'] as const;

/** What happens to an endpoint without being a call of this process. */
export const otherEvents = ['error', 'timeout', 'held', 'resumed', 'queued', 'drained', 'dropped', 'state', 'refused', 'said', 'joined', 'left', 'note', 'lost', ...linkEvents] as const;
export type OtherEvent = (typeof otherEvents)[number];

export type EventName = Call | OtherEvent;

/** Which pane an event belongs to. */
export type Side = 'server' | 'client';

/** Where in the byte store an event's bytes lie. `at` counts every byte ever stored; the store says whether it still has them. */
export type DataRef = {readonly at: number; readonly length: number};

/** The part of an event that its maker knows; the journal adds `seq`, `time`, the endpoint and where the bytes lie. */
export type Fact = {
	readonly event: EventName;
	/** The arguments as the call's reader would write them: `AF_INET, SOCK_STREAM`. For send and recv, use `asked`. */
	readonly args?: string;
	/** send: bytes handed over; recv: the size of the buffer. */
	readonly asked?: number;
	/** What the call returned: a count, a file descriptor, 0, or the name of an accepted connection. */
	readonly result?: number | string;
	/** The errno by name, `ECONNREFUSED`. Present means that it failed. */
	readonly errno?: string;
	/** The call that failed, where `event` is not itself a call. */
	readonly call?: Call;
	readonly local?: string;
	readonly remote?: string;
	/** How many bytes: transferred, queued or dropped. */
	readonly bytes?: number;
	/** Bytes that wait in this process after the call. */
	readonly queued?: number;
	/** How long the call took, where it is told: microseconds. */
	readonly elapsed_us?: number;
	/** What a link decided about: bytes on their way from this endpoint, or to it. */
	readonly direction?: 'out' | 'in';
	/** One sentence for the person: why, and what to do next. */
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
	/** The endpoint at the other end when it lives in this process, else the remote address. For send and recv. */
	readonly peer?: string;
	/** The bytes, in order; several pieces when one recv returned what several sends had stored. Absent when nothing was transferred. */
	readonly data?: readonly DataRef[];
	/** How many bytes of its endpoint went the same way before: where its own begin in the stream. */
	readonly offset?: number;
	/** The borders of its bytes are those of a message: UDP. */
	readonly datagram?: true;
	/** This recv's bytes are already shown by the send at the other end in this process. */
	readonly isShownAtPeer?: boolean;
	/** A link's verdict, for the raw bytes pane: how many bytes had been stored before it. */
	readonly mark?: number;
};

/** Whether an event's bytes go from its endpoint, not to it. */
export function isOutbound({event, direction: way}: Pick<Fact, 'event' | 'direction'>): boolean {
	return event === 'send' || way === 'out';
}
