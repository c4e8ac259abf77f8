/**
Formats an event as the log shows it, `NAME call(arguments) = result`: in parts for the screen, or as one plain line.
*/
import {localTime} from './clock-text.ts';
import {calls, type EventName, type LabEvent} from './events.ts';
import {formatCount, formatDuration, formatSize} from './quantities.ts';
import {quoteBytes} from './quote.ts';
import {visibleText, type VisibleOptions} from './visible.ts';

/** Decides a line's colour. `in` and `out`: bytes received or sent by this endpoint. */
export type Tone = 'normal' | 'in' | 'out' | 'error' | 'warn';

/** All parts have unsafe characters escaped. */
export type Description = {
	/** `12:01:09.872`, local. */
	readonly time: string;
	readonly name: string;
	/** `recv(65536) = 10`, or the name of the event. A result that only means success is left out. */
	readonly call: string;
	/** The same, always with its result, as strace prints it: `close() = 0`; `?` when the result is not known. */
	readonly whole: string;
	/** The same without arguments, for narrow panes: `recv = 10`, `connect = ECONNREFUSED`. */
	readonly short: string;
	/** Further facts: remote address, elapsed time, why it failed. */
	readonly note: string;
	readonly tone: Tone;
};

export type PlainOptions = VisibleOptions & {
	/** Columns for the preview of the bytes, quotes included. */
	readonly preview_columns?: number;
};

const callNames = new Set<EventName>(calls);
/** Errnos that are not failures. */
const nonFatal = new Set(['EINPROGRESS', 'EAGAIN']);
const warnings = new Set<EventName>(['dropped', 'lost', 'timeout', 'refused', 'duplicated', 'reordered', 'corrupted']);

/** The parts of the line. */
export function describe(event: LabEvent, options: VisibleOptions = {}): Description {
	const {full, whole, short} = callText(event);
	return {
		time: localTime(event.time),
		name: visibleText(event.endpoint, options),
		call: visibleText(full, options),
		whole: visibleText(whole, options),
		short: visibleText(short, options),
		note: visibleText(notes(event).join('  '), options),
		tone: toneOf(event),
	};
}

/**
One line of the plain log: `12:01:09.872 s1.1 recv(65536) = 10   "Xin chào\n"`. `bytes` are the event's bytes, or their
beginning.
*/
export function describeLine(event: LabEvent, bytes?: Uint8Array, options: PlainOptions = {}): string {
	const {time, name, whole, note} = describe(event, options);
	const line = `${time} ${name} ${whole}${note === '' ? '' : `${noteGap(event)}${note}`}`;
	if (bytes === undefined || bytes.length === 0 || !hasPreview(event)) {
		return line;
	}

	const {ascii = false, preview_columns = 72} = options;
	return `${line}   ${quoteBytes(bytes, preview_columns, {ascii, more: bytes.length < (event.bytes ?? 0)})}`;
}

/** Whether an event has bytes to preview. */
export function hasPreview(event: LabEvent): boolean {
	return event.data !== undefined && event.bytes !== 0;
}

/** The separator of call and note: a comma where the note continues the result. */
export function noteGap(event: LabEvent): string {
	return isPartlyQueued(event) ? ', ' : '  ';
}

function isPartlyQueued(event: LabEvent): boolean {
	return event.event === 'send' && (event.queued ?? 0) > 0;
}

type CallText = {readonly full: string; readonly whole: string; readonly short: string};

function callText(event: LabEvent): CallText {
	const called = event.call ?? event.event;
	if (!callNames.has(event.event)) {
		return happeningText(event, called);
	}

	const result = resultText(event);
	const args = event.args ?? argumentsOf(event);
	const full = `${event.event}(${args})${result}`;
	const isShort = event.event === 'send' || event.event === 'recv' || event.errno !== undefined;
	const whole = result === '' ? `${full} = ${event.result ?? '?'}` : full;
	return {full, whole, short: isShort ? `${event.event}${result}` : full};
}

function argumentsOf({event, asked, local, remote, errno}: LabEvent): string {
	if (asked !== undefined) {
		return String(asked);
	}

	if (event === 'connect') {
		return remote ?? '';
	}

	return event === 'bind' || (event === 'listen' && errno !== undefined) ? local ?? '' : '';
}

function resultText({event, result, errno, remote}: LabEvent): string {
	if (errno !== undefined) {
		return ` = ${errno}`;
	}

	if (event === 'accept') {
		return ` = ${result ?? '?'}${remote === undefined ? '' : ` from ${remote}`}`;
	}

	const isTransfer = event === 'send' || event === 'recv';
	return result === undefined || (result === 0 && !isTransfer) ? '' : ` = ${result}`;
}

function happeningText(event: LabEvent, called: EventName): CallText {
	const amount = event.bytes === undefined ? '' : ` ${formatAmount(event.bytes)}`;
	const waiting = event.queued === undefined || event.queued === 0 ? '' : ` (${formatAmount(event.queued)} waiting)`;
	const failed = event.call === undefined ? '' : ` ${called}(${event.args ?? ''})`;
	const errno = event.errno === undefined ? '' : `${event.call === undefined ? ' ' : ' = '}${event.errno}`;
	const args = event.call === undefined && event.args !== undefined ? ` ${event.args}` : '';
	const text = `${event.event}${failed}${args}${amount}${waiting}${errno}`;
	return {full: text, whole: text, short: text};
}

function notes(event: LabEvent): string[] {
	const found = isPartlyQueued(event) ? [`${formatCount(event.queued ?? 0)} queued`] : [];

	if (event.remote !== undefined && (event.event === 'send' || event.event === 'recv')) {
		found.push(directionNote(event.event === 'send' ? 'out' : 'in', event.remote));
	}

	if (event.event === 'recv' && event.result === 0 && event.data === undefined && event.message === undefined) {
		found.push('peer sent FIN');
	}

	if (event.direction !== undefined) {
		found.push(directionNote(event.direction, event.remote));
	}

	if (event.elapsed_us !== undefined) {
		found.push(formatDuration(event.elapsed_us / 1000));
	}

	if (event.event === 'connect' && event.local !== undefined && event.errno === undefined) {
		found.push(`local ${event.local}`);
	}

	if (event.message !== undefined) {
		found.push(event.message);
	}

	return found;
}

function directionNote(direction: 'in' | 'out', remote: string | undefined): string {
	if (remote === undefined) {
		return direction === 'out' ? 'going out' : 'coming in';
	}

	return `${direction === 'out' ? 'to' : 'from'} ${remote}`;
}

function toneOf({event, errno, retried}: LabEvent): Tone {
	if (event === 'error' || (errno !== undefined && !nonFatal.has(errno) && retried !== true)) {
		return 'error';
	}

	if (errno === 'EAGAIN' || warnings.has(event)) {
		return 'warn';
	}

	if (event === 'send') {
		return 'out';
	}

	return event === 'recv' ? 'in' : 'normal';
}

/** Exact below 1 MiB, so that sums can be checked. */
function formatAmount(bytes: number): string {
	return bytes < 1024 * 1024 ? `${formatCount(bytes)} B` : formatSize(bytes);
}
