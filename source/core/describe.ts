/**
Formats an event as the log shows it, `NAME call(arguments) = result`: in parts for the screen, or as one plain line.
*/
import {localTime} from './clock-text.ts';
import {calls, isBelowLink, type EventName, type LabEvent} from './events.ts';
import {formatCount, formatDuration, formatSize} from './quantities.ts';
import {quoteBytes} from './quote.ts';
import {ellipsis, visibleText, type VisibleOptions} from './visible.ts';

/**
Decides a line's colour. `in` and `out`: bytes received or sent by this endpoint; `below`: a call of the socket below a
link, whose outcome other lines show.
*/
export type Tone = 'normal' | 'in' | 'out' | 'below' | 'error' | 'warn';

/** All parts have unsafe characters escaped. */
export type Description = {
	/** `12:01:09.872`, local. */
	readonly time: string;
	readonly name: string;
	/** `recv(65536) = 10`, as strace prints it, `?` for a result that is not known; or the name of the event. */
	readonly call: string;
	/** Further facts, one each: remote address, elapsed time, why it failed. */
	readonly notes: readonly string[];
	readonly tone: Tone;
};

/**
What a row leaves out where room is short, in this order, each together with those before it. A result, an errno and its
sentence, and what is queued are never among them.

| shortening  | makes of                                  |                          |
| ----------- | ----------------------------------------- | ------------------------ |
| `host`      | `connect(127.0.0.1:4000) = 0`             | `connect(:4000) = 0`     |
| `peer`      | `accept() = s1.1 from :53412`             | `accept() = s1.1`        |
| `arguments` | `recv(65536) = 10`, `sendto(2, :9) = 2`   | `recv = 10`, `sendto(…, :9) = 2` |

The host is left out of loopback addresses only; the peer where the title or the list of the pane shows it.
*/
export const shortenings = ['host', 'peer', 'arguments'] as const;

export type DescribeOptions = VisibleOptions & {
	/** How many of the shortenings are made; none unless it says otherwise. */
	readonly shortened?: number;
};

export type PlainOptions = VisibleOptions & {
	/** Columns for the preview of the bytes, quotes included. */
	readonly preview_columns?: number;
};

/** Which parts are shown; `gap` stands for an argument that is not. */
type Shown = {readonly hosts: boolean; readonly peer: boolean; readonly arguments: boolean; readonly gap: string};

const callNames = new Set<EventName>(calls);
/** What was on a link for less is shown without the time. */
const noticed_link_us = 1000;
/** Errnos that are not failures. */
const nonFatal = new Set(['EINPROGRESS', 'EAGAIN']);
const warnings = new Set<EventName>(['dropped', 'lost', 'timeout', 'refused', 'duplicated', 'reordered', 'corrupted']);
const loopbackHost = /(?:127\.0\.0\.1|\[::1\])(?=:\d)/gv;

/** The parts of the line. */
export function describe(event: LabEvent, options: DescribeOptions = {}): Description {
	const {shortened = 0, ascii = false} = options;
	const shown = shownParts(event, shortened, ellipsis(ascii));
	const call = callNames.has(event.event) ? callText(event, shown) : happeningText(event, shown);
	return {
		time: localTime(event.time),
		name: visibleText(event.endpoint, options),
		call: visibleText(call, options),
		notes: notes(event, shown).map(note => visibleText(note, options)),
		tone: toneOf(event),
	};
}

/** Name, call and notes in one line: `s1.1 recv(65536) = 0  the peer sent FIN`. */
export function describeCall(event: LabEvent, options: VisibleOptions = {}): string {
	const {name, call, notes: further} = describe(event, options);
	return [`${name} ${call}`, ...further].join('  ');
}

/**
One line of the plain log: `12:01:09.872 s1.1 recv(65536) = 10   "Xin chào\n"`. `bytes` are the event's bytes, or their
beginning.
*/
export function describeLine(event: LabEvent, bytes?: Uint8Array, options: PlainOptions = {}): string {
	const line = `${localTime(event.time)} ${describeCall(event, options)}`;
	if (bytes === undefined || bytes.length === 0 || !hasPreview(event)) {
		return line;
	}

	const {ascii = false, preview_columns = 72} = options;
	return `${line}   ${quoteBytes(bytes, preview_columns, {ascii, more: bytes.length < (event.bytes ?? 0)})}`;
}

/** Whether an event has bytes to preview. */
function hasPreview(event: LabEvent): boolean {
	return event.data !== undefined && event.bytes !== 0;
}

/** Whether a row of a log shows the beginning of its bytes: of those on a link, where its user sends and gets them. */
export function showsBytes(event: LabEvent): boolean {
	return hasPreview(event) && !isBelowLink(event);
}

function shownParts({side, call}: LabEvent, shortened: number, gap: string): Shown {
	// A client that is not connected may hear from anybody.
	const isPeerKnown = side === 'server' || call === undefined;
	return {hosts: shortened < 1, peer: shortened < 2 || !isPeerKnown, arguments: shortened < 3, gap};
}

function callText(event: LabEvent, shown: Shown): string {
	const args = argumentsOf(event, shown);
	return `${event.call ?? event.event}${args === undefined ? '' : `(${args})`} = ${resultText(event, shown)}`;
}

/** Undefined where they are left out. */
function argumentsOf(event: LabEvent, shown: Shown): string | undefined {
	const {asked, call, args, local, remote = '', errno} = event;
	if (event.event === 'connect' || event.event === 'bind' || (event.event === 'listen' && errno !== undefined)) {
		const address = args ?? (event.event === 'connect' ? remote : local ?? '');
		return shown.arguments ? addressText(address, shown) : undefined;
	}

	if (asked === undefined || args !== undefined) {
		return args ?? '';
	}

	if (call === 'sendto' && (shown.arguments || shown.peer)) {
		return `${shown.arguments ? asked : shown.gap}, ${shown.peer ? addressText(remote, shown) : shown.gap}`;
	}

	return shown.arguments ? String(asked) : undefined;
}

function resultText(event: LabEvent, shown: Shown): string {
	const {call, remote, errno, result = '?'} = event;
	const hasSender = event.event === 'accept' || call === 'recvfrom';
	const sender = hasSender && remote !== undefined && shown.peer ? ` from ${addressText(remote, shown)}` : '';
	const isPartlyQueued = event.event === 'send' && (event.queued ?? 0) > 0;
	const queued = isPartlyQueued ? `, ${formatCount(event.queued ?? 0)} queued` : '';
	return `${errno ?? `${result}${sender}`}${queued}`;
}

/** What happened, and the call that failed where there was one. */
function happeningText(event: LabEvent, shown: Shown): string {
	const {call, args, errno} = event;
	const amount = event.bytes === undefined ? '' : ` ${formatAmount(event.bytes)}`;
	const waiting = event.queued === undefined || event.queued === 0 ? '' : ` (${formatAmount(event.queued)} waiting)`;
	const failed = call === undefined ? args : `${call}(${addressText(args ?? '', shown)})`;
	const becomes = call === undefined ? ' ' : ' = ';
	const outcome = errno === undefined ? '' : becomes + errno;
	return `${event.event}${failed === undefined ? '' : ` ${failed}`}${amount}${waiting}${outcome}`;
}

function notes(event: LabEvent, shown: Shown): string[] {
	const {call, remote, local, errno, direction, message} = event;
	const found: string[] = [];
	const isTransfer = event.event === 'send' || event.event === 'recv';
	if (isTransfer && call === undefined && remote !== undefined && shown.peer) {
		found.push(directionNote(event.event === 'send' ? 'out' : 'in', addressText(remote, shown)));
	}

	if (event.event === 'recv' && event.result === 0 && event.data === undefined && message === undefined) {
		found.push('peer sent FIN');
	}

	if (direction !== undefined) {
		found.push(...directionNotes(event, shown));
	}

	if (event.elapsed_us !== undefined && event.event !== 'delivered') {
		found.push(formatDuration(event.elapsed_us / 1000));
	}

	found.push(...linkNotes(event));
	if (event.event === 'connect' && local !== undefined && errno === undefined) {
		found.push(`local ${addressText(local, shown)}`);
	}

	return message === undefined ? found : [...found, message];
}

/** Which way the bytes of a link's event go; `sent` and `delivered` say so themselves. */
function directionNotes({event, direction = 'in', remote}: LabEvent, shown: Shown): string[] {
	const address = remote === undefined || !shown.peer ? undefined : addressText(remote, shown);
	const isSaid = event === 'sent' || event === 'delivered';
	return address === undefined && isSaid ? [] : [directionNote(direction, address)];
}

function linkNotes({event, link, link_us, elapsed_us}: LabEvent): string[] {
	const time_us = event === 'delivered' ? elapsed_us : link_us;
	if (time_us !== undefined) {
		return [onLinkText(time_us)].filter(text => text !== '');
	}

	if (link === 'lost') {
		return ['lost by the link'];
	}

	return event === 'sent' || link === 'held' ? ['into the link'] : [];
}

/** `after 279 ms on the link`; empty where that was less than anybody notices. */
export function onLinkText(duration_us: number): string {
	return duration_us < noticed_link_us ? '' : `after ${formatDuration(duration_us / 1000)} on the link`;
}

function directionNote(direction: 'in' | 'out', remote: string | undefined): string {
	if (remote === undefined) {
		return direction === 'out' ? 'going out' : 'coming in';
	}

	return `${direction === 'out' ? 'to' : 'from'} ${remote}`;
}

function addressText(address: string, {hosts}: Shown): string {
	return hosts ? address : address.replaceAll(loopbackHost, '');
}

function toneOf(fact: LabEvent): Tone {
	const {event, errno, retried} = fact;
	if (event === 'error' || (errno !== undefined && !nonFatal.has(errno) && retried !== true)) {
		return 'error';
	}

	if (errno === 'EAGAIN' || warnings.has(event)) {
		return 'warn';
	}

	if (isBelowLink(fact)) {
		return 'below';
	}

	if (event === 'send' || event === 'sent') {
		return 'out';
	}

	return event === 'recv' || event === 'delivered' ? 'in' : 'normal';
}

/** Exact below 1 MiB, so that sums can be checked. */
function formatAmount(bytes: number): string {
	return bytes < 1024 * 1024 ? `${formatCount(bytes)} B` : formatSize(bytes);
}
