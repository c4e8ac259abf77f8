/** Recordings of real conversations in every format, played to real servers and clients. */
import assert from 'node:assert/strict';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {isProblem} from '../../source/core/problem.ts';
import {parseAddress} from '../../source/core/parse-address.ts';
import type {Lab} from '../../source/lab/lab.ts';
import {chooseConversations} from '../../source/replay/chosen-conversations.ts';
import {conversationsOf} from '../../source/replay/conversation.ts';
import {readRecording} from '../../source/replay/read-recording.ts';
import type {Role} from '../../source/replay/recorded-call.ts';
import {Replay} from '../../source/replay/replay.ts';
import {findingLines} from '../../source/replay/report.ts';
import {sound} from '../helpers/replayed.ts';
import {folderFor, lines, linesUntil, realLab} from '../helpers/recorded.ts';

/** Three clients of an echo server, whose sends cross. */
const crossing = [
	'connect s1 name=a', 'connect s1 name=b', 'a send one', 'connect s1 name=c', 'b send two', 'c send three', 'a send four',
];

const allAnswered = ['a: 2 of 2 sent, all answered', 'b: 1 of 1 sent, all answered', 'c: 1 of 1 sent, all answered'];

type Wanted = {readonly role: Role; readonly address: string; readonly only?: readonly string[]};

/** Records what these lines do, until so many bytes have been received by clients. */
async function recorded(t: TestContext, name: string, [listen, ...said]: readonly [string, ...string[]], bytes: number): Promise<string> {
	const file = path.join(folderFor(t), name);
	const lab = realLab(t);
	await lines(lab, `record ${file}`, listen, ...said.slice(0, -1));
	let received = 0;
	await linesUntil(lab, said.at(-1)!, ({event, side, bytes: count = 0}) => {
		received += event === 'recv' && side === 'client' ? count : 0;
		return received === bytes;
	});
	await lines(lab, 'record off');
	return file;
}

async function replayOf(lab: Lab, file: string, {role, address, only = []}: Wanted, listening?: (address: string) => void): Promise<{readonly replay: Replay; readonly told: string[]}> {
	const recording = sound(await readRecording(file));
	const to = sound(parseAddress(address));
	const chosen = chooseConversations(conversationsOf(recording.ends, role), only, to);
	assert.ok(!isProblem(chosen), isProblem(chosen) ? chosen.message : '');
	const told: string[] = [];
	const replay = new Replay(lab, chosen.conversations, {role, address: to, timing: 'fast', timeout_ms: 30_000, ignored: []}, {
		found(finding) {
			told.push(...findingLines(finding));
		},
		listening(name) {
			listening?.(lab.registry.get(name)!.summary().local);
		},
	});
	return {replay, told};
}

/** How each went; how many answers there are depends on how the system cut the stream. */
function resultsOf({results}: Replay): string[] {
	return results.map(({conversation, sends, sent, answers, same}) => `${conversation}: ${sent} of ${sends} sent, ${same === answers && answers > 0 ? 'all answered' : `${same} of ${answers}`}`);
}

async function play(lab: Lab, file: string, wanted: Wanted): Promise<string[]> {
	const {replay, told} = await replayOf(lab, file, wanted);
	assert.equal(await replay.run(), undefined);
	return [...told, ...resultsOf(replay)];
}

for (const ending of ['jsonl', 'pcapng', 'hex']) {
	test(`three clients whose sends cross, recorded as .${ending}`, async (t: TestContext) => {
		const file = await recorded(t, `talk.${ending}`, ['listen tcp:0 echo', ...crossing], 15);
		const lab = realLab(t);
		await lines(lab, 'listen tcp:0 echo name=again');
		t.assert.deepStrictEqual(await play(lab, file, {role: 'client', address: lab.registry.get('again')!.summary().local}), allAnswered);
	});

	test(`the same over UDP, recorded as .${ending}`, async (t: TestContext) => {
		const file = await recorded(t, `talk.${ending}`, ['listen udp:0 echo', ...crossing], 15);
		const lab = realLab(t);
		await lines(lab, 'listen udp:0 echo name=again');
		t.assert.deepStrictEqual(await play(lab, file, {role: 'client', address: `udp:${lab.registry.get('again')!.summary().local}`}), allAnswered);
	});
}

test('the servers of a recording, played to its clients', async (t: TestContext) => {
	const file = await recorded(t, 'talk.jsonl', ['listen tcp:0 echo', ...crossing], 15);
	const [servers, clients] = [realLab(t), realLab(t)];
	const open = Promise.withResolvers<string>();
	const {replay, told} = await replayOf(servers, file, {role: 'server', address: 'tcp:0'}, open.resolve);
	const failure = replay.run();
	t.assert.deepStrictEqual(await play(clients, file, {role: 'client', address: await open.promise}), allAnswered);
	t.assert.strictEqual(await failure, undefined);
	t.assert.deepStrictEqual(told, []);
	t.assert.deepStrictEqual(replay.results.map(({conversation, answers, same}) => [conversation, same === answers]), [['s1.1', true], ['s1.2', true], ['s1.3', true]]);
});

test('a relay is recorded with both its legs: a client is played to its server, a server to its client', async (t: TestContext) => {
	const file = path.join(folderFor(t), 'talk.jsonl');
	const lab = realLab(t);
	await lines(lab, 'listen tcp:0 echo name=origin', `record ${file}`);
	await lines(lab, `listen tcp:0 relay ${lab.registry.get('origin')!.summary().local}`, 'connect s1');
	await linesUntil(lab, 'c1 send hello', ({endpoint, event, result}) => endpoint === 'c1' && event === 'recv' && result === 5);
	await lines(lab, 'record off');
	const recording = sound(await readRecording(file));
	const names = (role: Role) => conversationsOf(recording.ends, role).map(each => [...each.names].toSorted().join(' '));
	t.assert.deepStrictEqual([names('client'), names('server')], [['origin origin.1 s1 s1.1 s1.1.out'], ['c1 s1 s1.1']]);
});

test('over Unix sockets, and from there to TCP', async (t: TestContext) => {
	const folder = folderFor(t);
	const file = await recorded(t, 'talk.jsonl', [`listen unix:${folder}/here echo`, 'connect s1', 'send hello'], 5);
	const lab = realLab(t);
	await lines(lab, `listen unix:${folder}/there echo`, 'listen tcp:0 echo');
	t.assert.deepStrictEqual(await play(lab, file, {role: 'client', address: `unix:${folder}/there`}), ['c1: 1 of 1 sent, all answered']);
	t.assert.deepStrictEqual(await play(lab, file, {role: 'client', address: lab.registry.get('s2')!.summary().local}), ['c1: 1 of 1 sent, all answered']);
});

test('a long answer is compared as it comes', async (t: TestContext) => {
	const file = await recorded(t, 'talk.jsonl', ['listen tcp:0 echo', 'connect s1', 'send pattern:16MiB'], 16 * 1024 * 1024);
	const lab = realLab(t);
	await lines(lab, 'listen tcp:0 echo');
	const [result] = await play(lab, file, {role: 'client', address: lab.registry.get('s1')!.summary().local});
	t.assert.match(result!, /^c1: .*, all answered$/v);
});

test('which conversations can be played', async (t: TestContext) => {
	const file = path.join(folderFor(t), 'talk.jsonl');
	const lab = realLab(t);
	await lines(lab, `record ${file}`, 'listen tcp:0 echo', 'connect s1', 'send a', 'listen tcp:0 echo', 'connect s2', 'send bc', 'listen udp:0 echo', 'connect s3');
	await linesUntil(lab, 'c3 send def', ({endpoint, event, result}) => endpoint === 'c3' && event === 'recv' && result === 3);
	await lines(lab, 'record off');
	const recording = sound(await readRecording(file));
	const chosen = (address: string, ...only: readonly string[]) => {
		const to = sound(parseAddress(address));
		const found = chooseConversations(conversationsOf(recording.ends, 'client'), only, to);
		return isProblem(found)
			? `${found.message}; ${found.hint}`.replaceAll(/127\.0\.0\.1:\d+/gv, 'ADDRESS')
			: [...found.conversations.map(({name}) => name), ...found.notes].join(', ');
	};

	t.assert.deepStrictEqual([
		chosen('udp:9'),
		chosen('tcp:9'),
		chosen('tcp:9', 'c1'),
		chosen('tcp:9', 's2'),
		chosen('tcp:9', 'c1', 's2'),
		chosen('tcp:9', 's3'),
		chosen('tcp:9', 'alice'),
	], [
		'c3, of the conversations 2 are not over UDP and left out',
		'the recording has conversations with 2 servers: ADDRESS (c1), ADDRESS (c2); --only NAME chooses, --only c1 for example',
		'c1',
		'c2',
		'c1, c2',
		'the recording has no conversation over TCP or Unix sockets; undefined',
		'the recording has no conversation alice; it has ADDRESS (c1), ADDRESS (c2), ADDRESS (c3)',
	]);
});
