/**
The messages between the session and a module's process. A message may be followed by bytes (see `framing.ts`). Messages
from the module are validated, because its code can write anything.
*/

/** The descriptor that the process writes messages to; it reads messages from standard input. */
export const channel = 3;

/** `id` counts the module's connections from 1. */
export type ToModule =
	| {
		readonly type: 'open';
		readonly id: number;
		readonly name: string;
		readonly remote: string;
		readonly isPeer: boolean;
	}
	/** With bytes. */
	| {readonly type: 'received'; readonly id: number}
	/** The peer has sent FIN. */
	| {readonly type: 'ended'; readonly id: number}
	/** The system has accepted all of the last `send`. */
	| {readonly type: 'taken'; readonly id: number}
	| {readonly type: 'closed'; readonly id: number}
	| {readonly type: 'ping'};

export type FromModule =
	| FromConnection
	/** The file is loaded and has a function to call. */
	| {readonly type: 'loaded'}
	/** The file exports no function. */
	| {readonly type: 'unfit'}
	/** Loading it threw. */
	| {readonly type: 'failed'; readonly text: string}
	| {readonly type: 'pong'; readonly external_bytes: number}
	/** A line for the log; `id` 0 stands for the listener. */
	| {readonly type: 'note'; readonly id: number; readonly text: string}
	| {readonly type: 'error'; readonly id: number; readonly text: string};

/** Messages about one connection. */
export type FromConnection =
	/** With bytes. The next one comes after `taken` or `closed`. */
	| {readonly type: 'send'; readonly id: number}
	/** The module's code has read the bytes of one `received`. */
	| {readonly type: 'asked'; readonly id: number; readonly bytes: number}
	/** Each at most once. */
	| {readonly type: 'shutdown' | 'close' | 'reset'; readonly id: number}
	/** The answer to `closed`, and the last message about this connection. */
	| {readonly type: 'forgotten'; readonly id: number; readonly unsent_bytes: number};

type Fields = Readonly<Record<string, (value: unknown) => boolean>>;

const id = isCount;
const fieldsOf: ReadonlyMap<unknown, Fields> = new Map<FromModule['type'], Fields>([
	['loaded', {}],
	['unfit', {}],
	['failed', {text: isText}],
	['pong', {external_bytes: isCount}],
	['note', {id, text: isText}],
	['error', {id, text: isText}],
	['send', {id}],
	['asked', {id, bytes: isCount}],
	['shutdown', {id}],
	['close', {id}],
	['reset', {id}],
	['forgotten', {id, unsent_bytes: isCount}],
]);

/** Whether a parsed JSON value is a message of a module. */
export function isFromModule(value: unknown): value is FromModule {
	if (typeof value !== 'object' || value === null) {
		return false;
	}

	const message = value as Readonly<Record<string, unknown>>;
	const fields = fieldsOf.get(message['type']);
	return fields !== undefined && Object.entries(fields).every(([name, fits]) => fits(message[name]));
}

function isCount(value: unknown): boolean {
	return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown): boolean {
	return typeof value === 'string';
}
