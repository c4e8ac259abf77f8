import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import type {LabEvent} from '../../source/core/events.ts';
import {eventToJson} from '../../source/core/json.ts';
import {Journal} from '../../source/lab/journal.ts';
import {defineFuzzer} from './fuzzer.ts';
import {anyLines, Played} from './played.ts';
import {readBack, written, type Happened, type ToldStep} from './recordings.ts';

export const recording = defineFuzzer<readonly string[]>({
	name: 'recording',
	holds: 'what a session tells is the same when its recording is read: every event of a .jsonl, every byte that was sent of a .hex',
	input: anyLines,
	cases: 800,
	async check(lines) {
		const played = new Played();
		const told: Happened[] = [];
		played.lab.journal.subscribe(event => {
			const bytes = played.lab.journal.bytes(event);
			told.push({event, bytes: bytes === undefined ? undefined : Buffer.from(bytes)});
		});
		for (const line of lines) {
			await played.line(line);
		}

		await played.end();
		const {steps, mistakes} = readBack('jsonl', [written('jsonl', told)]);
		assert.equal(mistakes, 0);
		assert.deepEqual(retold(steps), told.map(({event, bytes}) => lineOf(event, bytes)));
		assert.deepEqual(sentIn(readBack('hex', [written('hex', told)]).steps), sentBy(told));
	},
});

/** The lines of a .jsonl that the events would be told as again. */
function retold(steps: readonly ToldStep[]): readonly string[] {
	const journal = new Journal({now_us: () => 0});
	const lines: string[] = [];
	for (const step of steps) {
		if (step.kind === 'pair') {
			journal.pair(...step.sources);
		} else {
			lines.push(lineOf(journal.record(step.source, step.fact, step.bytes, step.time), step.bytes));
		}
	}

	return lines;
}

/** Without the other end, which a journal knows and no event says. */
function lineOf(event: LabEvent, bytes: Uint8Array | undefined): string {
	const {peer: _, ...said} = event;
	return eventToJson(said, bytes);
}

/** Every byte that each endpoint sent, in hex. */
function sentBy(told: readonly Happened[]): Readonly<Record<string, string>> {
	const sent: Record<string, string> = {};
	for (const {event: {event, endpoint, errno}, bytes = new Uint8Array()} of told) {
		if (event === 'send' && (errno === undefined || errno === 'EAGAIN') && bytes.length > 0) {
			sent[endpoint] = (sent[endpoint] ?? '') + Buffer.from(bytes).toString('hex');
		}
	}

	return sent;
}

function sentIn(steps: readonly ToldStep[]): Readonly<Record<string, string>> {
	return sentBy(steps.flatMap(step => step.kind === 'event' ? [{event: {...step.fact, endpoint: step.source.name, side: step.source.side, seq: 0, time: 0}, bytes: step.bytes}] : []));
}
