/**
One line of a .jsonl recording, every field checked: its type, its range, and that the fields agree with each other.
*/
import {isTime} from '../../core/clock-text.ts';
import {addressedCalls, calls, otherEvents, type CallName, type EventName, type Fact} from '../../core/events.ts';
import {isName} from '../endpoint-name.ts';
import {Fields} from './fields.ts';

export type EventLine = {
	readonly endpoint: string;
	readonly fact: Fact;
	/** Microseconds since 1970. */
	readonly time: number;
	/** The name of the endpoint at the other end, or its address. */
	readonly peer?: string;
	readonly bytes?: Uint8Array;
	/** It carried bytes that are not in the line, and the line does not say that they were left out. */
	readonly isSilent: boolean;
};

const eventNames = new Set<string>([...calls, ...otherEvents]);
const callNames = new Set<string>([...calls, ...Object.values(addressedCalls)]);
/** What every line has. */
const expected = {
	time: 'a time such as 2026-11-20T05:01:09.872123Z',
	endpoint: 'the name of an endpoint',
	event: 'the name of an event',
} as const;

/** The event that a line tells, or what is wrong with it: `bytes: expected 5, as many as data has, found 999999999`. */
export function readEventLine(line: string): EventLine | string {
	const object = objectIn(line);
	if (object === undefined) {
		return 'this is no JSON object';
	}

	const fields = new Fields(object);
	fields.whole('seq', 1);
	const time = timeOf(fields);
	const endpoint = fields.text('endpoint', expected.endpoint, isName);
	const event = fields.text('event', expected.event, text => eventNames.has(text));
	for (const [key, value] of Object.entries({time, endpoint, event})) {
		if (value === undefined) {
			fields.refuse(key, expected[key as keyof typeof expected]);
		}
	}

	const carried = bytesOf(fields, event);
	const peer = fields.text('peer');
	const fact = factOf(event as EventName, fields, carried.count);
	return fields.mistake ?? {
		endpoint: endpoint!,
		fact,
		time: time!,
		isSilent: carried.isSilent,
		...(peer !== undefined && {peer}),
		...(carried.bytes !== undefined && {bytes: carried.bytes}),
	};
}

/** `2026-11-20T05:01:09.872123Z`, from 1970 to 2255. */
export function microseconds(text: string): number | undefined {
	const found = /^(?<seconds>(?:\d{4}|[+\-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{1,6}))?Z$/v.exec(
		text,
	)?.groups;
	const seconds_ms = found === undefined ? NaN : Date.parse(`${found['seconds']}Z`);
	const time_us = (seconds_ms * 1000) + Number((found?.['fraction'] ?? '').padEnd(6, '0'));
	return isTime(time_us) ? time_us : undefined;
}

function objectIn(line: string): Readonly<Record<string, unknown>> | undefined {
	try {
		const value: unknown = JSON.parse(line);
		const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
		return isObject ? value as Record<string, unknown> : undefined;
	} catch {
		return undefined;
	}
}

function timeOf(fields: Fields): number | undefined {
	const time = fields.text('time', expected.time, text => microseconds(text) !== undefined);
	return time === undefined ? undefined : microseconds(time);
}

type LineBytes = {
	readonly count: number | undefined;
	readonly bytes: Uint8Array | undefined;
	readonly isSilent: boolean;
};

/** The bytes and how many they are said to be, which must agree. */
function bytesOf(fields: Fields, event: string | undefined): LineBytes {
	const count = fields.whole('bytes');
	const bytes = fields.base64('data');
	const isLeftOut = fields.isTrue('data_left_out');
	if (bytes !== undefined && count !== bytes.length) {
		fields.refuse('bytes', `${bytes.length}, as many as data has`);
	}

	if (bytes !== undefined && isLeftOut) {
		fields.refuse('data_left_out', 'nothing beside data');
	}

	const isTransfer = event === 'send' || event === 'recv';
	return {count, bytes, isSilent: bytes === undefined && !isLeftOut && isTransfer && (count ?? 0) > 0};
}

function factOf(event: EventName, fields: Fields, bytes: number | undefined): Fact {
	const call = fields.text('call', 'the name of a call', text => callNames.has(text)) as CallName | undefined;
	const direction = fields.text('way', 'out or in', text => text === 'out' || text === 'in') as 'out' | 'in' | undefined;
	const link = fields.text('link', 'held or lost', text => text === 'held' || text === 'lost') as Fact['link'];
	const texts = ['args', 'errno', 'local', 'remote', 'message'].map(key => [key, fields.text(key)] as const);
	const counts = ['asked', 'queued'].map(key => [key, fields.whole(key)] as const);
	const found = [...Object.entries({
		bytes,
		call,
		direction,
		link,
		link_us: fields.whole('link_us'),
		result: fields.textOrWhole('result'),
		retried: fields.isTrue('retried') || undefined,
		elapsed_us: fields.whole('took_us'),
	}), ...texts, ...counts];
	return {event, ...Object.fromEntries(found.filter(([, value]) => value !== undefined))};
}
