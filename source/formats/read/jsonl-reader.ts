import {Buffer} from 'node:buffer';
import {calls, happenings, type Call, type EventName, type Fact} from '../../core/events.ts';
import {formatCount} from '../../core/quantities.ts';
import {Lines} from './lines.ts';
import {Parties} from './parties.ts';
import type {NewName, RecordingReader, Step} from './steps.ts';

const eventNames = new Set<string>([...calls, ...happenings]);
const callNames = new Set<string>(calls);
const texts = ['args', 'errno', 'local', 'remote', 'message'] as const;
const counts = ['asked', 'bytes', 'queued', 'took_us'] as const;

/** Reads what `--json` prints and a .jsonl recording has. */
export class JsonlReader implements RecordingReader {
	readonly remarks: string[] = [];
	readonly #lines = new Lines();
	readonly #parties: Parties;
	#unread = 0;

	constructor(newName: NewName) {
		this.#parties = new Parties(newName);
	}

	read(bytes: Uint8Array): Step[] {
		return this.#lines.read(bytes).flatMap(line => this.#line(line));
	}

	end(): Step[] {
		const steps = this.#lines.rest === '' ? [] : this.#line(this.#lines.rest);
		if (this.#unread > 0) {
			this.remarks.push(`${formatCount(this.#unread)} lines are no events and are not shown`);
		}

		return steps;
	}

	#line(line: string): Step[] {
		const found = objectIn(line);
		const {endpoint, event, time, data, peer} = found ?? {};
		const time_us = typeof time === 'string' ? microseconds(time) : undefined;
		if (found === undefined || typeof endpoint !== 'string' || typeof event !== 'string' || !eventNames.has(event) || time_us === undefined) {
			this.#unread += line === '' ? 0 : 1;
			return [];
		}

		const fact = factOf(event as EventName, found);
		const {party, steps} = this.#parties.of(endpoint, fact, typeof peer === 'string' ? peer : undefined);
		const bytes = typeof data === 'string' ? Buffer.from(data, 'base64') : undefined;
		return [...steps, {kind: 'event', party, fact, time: time_us, ...(bytes !== undefined && {bytes})}];
	}
}

function objectIn(line: string): Readonly<Record<string, unknown>> | undefined {
	try {
		const value: unknown = JSON.parse(line);
		return typeof value === 'object' && value !== null ? value as Record<string, unknown> : undefined;
	} catch {
		return undefined;
	}
}

/** Only what an event has, and only of its type. */
function factOf(event: EventName, found: Readonly<Record<string, unknown>>): Fact {
	const {result, call} = found;
	return {
		event,
		...(typeof call === 'string' && callNames.has(call) && {call: call as Call}),
		...((typeof result === 'number' || typeof result === 'string') && {result}),
		...Object.fromEntries(texts.filter(key => typeof found[key] === 'string').map(key => [key, found[key]])),
		...Object.fromEntries(counts.filter(key => typeof found[key] === 'number').map(key => [key, found[key]])),
	};
}

/** `2026-11-20T05:01:09.872123Z`. */
export function microseconds(text: string): number | undefined {
	const found = /^(?<seconds>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(?<fraction>\d{1,6}))?Z$/v.exec(text)?.groups;
	const seconds_ms = found === undefined ? NaN : Date.parse(`${found['seconds']}Z`);
	return Number.isNaN(seconds_ms) ? undefined : (seconds_ms * 1000) + Number((found!['fraction'] ?? '').padEnd(6, '0'));
}
