/** Random conversations, whose two ends are played to each other: neither finds a difference. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Conversation} from '../../source/replay/conversation.ts';
import {otherEnd, type PlacedCall, type RecordedCall} from '../../source/replay/recorded-call.ts';
import {ReplayStage, data} from '../helpers/replayed.ts';

/** What clients did, in the order of the recording: which of them, and what. */
type Told = ReadonlyArray<readonly [client: number, call: RecordedCall]>;

const clients = 3;
const bytes = fc.uint8Array({minLength: 1, maxLength: 40});
const transfer = fc.tuple(fc.nat(clients - 1), fc.tuple(fc.constantFrom('send' as const, 'recv' as const), bytes).map(([kind, sent]) => ({kind, bytes: sent})));
const talk: fc.Arbitrary<Told> = fc.array(transfer, {minLength: 1, maxLength: 20});
const end = fc.constantFrom<readonly RecordedCall[]>([], [{kind: 'close'}], [{kind: 'shutdown'}, {kind: 'fin'}, {kind: 'close'}], [{kind: 'fin'}, {kind: 'shutdown'}, {kind: 'close'}]);

/** Each begins with its own name, so that it can be told from the others. */
function conversations(told: Told, ends: ReadonlyArray<readonly RecordedCall[]>): Conversation[] {
	const names = Array.from({length: clients}, (_, index) => `c${index + 1}`);
	return names.map((name, client) => {
		const greeting: RecordedCall = {kind: 'send', bytes: data(`I am ${name}. `)};
		const calls = [
			placed(client, {kind: 'open'}),
			placed(clients + client, greeting),
			...told.flatMap(([who, call], index) => who === client ? [placed((clients * 2) + index, call)] : []),
			...ends[client]!.map((call, index) => placed(1000 + (index * clients) + client, call)),
		];
		return {name, names: new Set([name]), transport: 'tcp', server: '127.0.0.1:80', calls, missing_bytes: 0};
	});
}

function placed(order: number, call: RecordedCall): PlacedCall {
	return {order, time_us: order, call};
}

test('both ends of a recording, played to each other', async () => {
	await fc.assert(fc.asyncProperty(talk, fc.tuple(end, end, end), async (told, ends) => {
		const stage = new ReplayStage();
		const recorded = conversations(told, ends);
		let lines: string[] = [];
		const servers = await stage.play(recorded.map(each => ({...each, calls: otherEnd(each.calls)})), {
			role: 'server',
			async meanwhile() {
				lines = await stage.another().play(recorded);
			},
		});
		assert.equal(lines.length + servers.length, clients * 2);
		assert.deepEqual([...lines, ...servers].filter(line => !/^c\d: \d+ sends?, \d+ (?:answer|request)s? as recorded$/v.test(line)), []);
	}), {numRuns: 60, seed: 1});
});
