/** An event in the words of the log: `NAME call(arguments) = result`, in parts that a screen can colour and shorten, or as one plain line. */
import {localTime} from './clock-text.ts';
import {calls, type EventName, type LabEvent} from './events.ts';
import {formatCount, formatDuration, formatSize} from './quantities.ts';
import {quoteBytes, visibleText, type VisibleOptions} from './visible.ts';

/** What a line is about, for its colour. `in` and `out`: bytes came to this endpoint, or left it. */
export type Tone = 'normal' | 'in' | 'out' | 'error' | 'warn';

/** All of it visible text, safe to paint. */
export type Description = {
	/** `12:01:09.872`, local. */
	readonly time: string;
	readonly name: string;
	/** `recv(65536) = 10`, or the name of what happened; a result that says no more than that it worked is left out. */
	readonly call: string;
	/** The same with its result always: `close() = 0`, as strace has it; `?` for what cannot be seen from here. */
	readonly whole: string;
	/** The same without arguments, for where there is little room: `recv = 10`, `connect = ECONNREFUSED`. */
	readonly short: string;
	/** What is said beside it: where from, how long it took, why it failed. */
	readonly note: string;
	readonly tone: Tone;
};

export type PlainOptions = VisibleOptions & {
	/** Cells that the bytes may take, quotes included. */
	readonly preview_columns?: number;
};

const callNames = new Set<EventName>(calls);
/** What is no failure: the call goes on by itself. */
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

/** The line that a log outside the screen prints: `12:01:09.872 s1.1 recv(65536) = 10   "Xin chào\n"`. `bytes` are the event's, or as many as the caller has. */
export function describeLine(event: LabEvent, bytes?: Uint8Array, options: PlainOptions = {}): string {
	const {time, name, whole, note} = describe(event, options);
	const line = `${time} ${name} ${whole}${note === '' ? '' : `${noteGap(event)}${note}`}`;
	return bytes !== undefined && bytes.length > 0 && hasPreview(event)
		? `${line}   ${quoteBytes(bytes, options.preview_columns ?? 72, {ascii: options.ascii ?? false, more: bytes.length < (event.bytes ?? 0)})}`
		: line;
}

/** Whether the bytes of an event are worth a preview beside it. */
export function hasPreview(event: LabEvent): boolean {
	return event.data !== undefined && event.bytes !== 0;
}

/** What stands between the call and its note: a comma where the note goes on with the result. */
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
	return {full, whole: result === '' ? `${full} = ${event.result ?? '?'}` : full, short: isShort ? `${event.event}${result}` : full};
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

	const returned = result === undefined || (result === 0 && !(event === 'send' || event === 'recv')) ? '' : ` = ${result}`;
	return returned;
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
		found.push(`${event.event === 'send' ? 'to' : 'from'} ${event.remote}`);
	}

	if (event.event === 'recv' && event.result === 0 && event.data === undefined && event.message === undefined) {
		found.push('peer sent FIN');
	}

	if (event.direction !== undefined) {
		found.push(event.remote === undefined ? (event.direction === 'out' ? 'going out' : 'coming in') : `${event.direction === 'out' ? 'to' : 'from'} ${event.remote}`);
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

function toneOf({event, errno}: LabEvent): Tone {
	if (event === 'error' || (errno !== undefined && !nonFatal.has(errno))) {
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

/** Exact below a mebibyte, so that sums can be followed. */
function formatAmount(bytes: number): string {
	return bytes < 1024 * 1024 ? `${formatCount(bytes)} B` : formatSize(bytes);
}
