/** tshark reads what is recorded: no complaint but the RST that was there, and the same bytes. */
import {Buffer} from 'node:buffer';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import {patternBytes} from '../../source/core/data-bytes.ts';
import {complaints, folderFor, followed, lines, linesUntil, missing, printed, realLab} from '../helpers/recorded.ts';

const skip = missing('tshark');

/** Severity "note" and no complaint: every orderly end has them. */
const orderly = ['Notes: This frame initiates the connection closing', 'Notes: This frame undergoes the connection closing'];
const hex = (text: string) => Buffer.from(text).toString('hex');

test('several connections, RST, half-close, UDP and IPv6', {skip, timeout: 60_000}, async (t: TestContext) => {
	const lab = realLab(t);
	const file = path.join(folderFor(t), 'talk.pcapng');
	await lines(lab, `record ${file}`, 'listen tcp:0 halfopen=yes name=plain', 'connect plain name=alice', 'connect plain name=bob halfopen=yes');
	await linesUntil(lab, String.raw`alice send hello\n`, event => event.event === 'recv' && event.endpoint === 'plain.1');
	await linesUntil(lab, 'plain.1 send "xin chào"', event => event.event === 'recv' && event.endpoint === 'alice');
	await linesUntil(lab, 'bob send question', event => event.event === 'recv' && event.endpoint === 'plain.2');
	await linesUntil(lab, 'bob shutdown', event => event.event === 'recv' && event.result === 0 && event.endpoint === 'plain.2');
	await linesUntil(lab, 'plain.2 send answer', event => event.event === 'recv' && event.endpoint === 'bob');
	await linesUntil(lab, 'plain.2 close', event => event.event === 'close' && event.endpoint === 'bob');
	await linesUntil(lab, 'alice reset', event => event.event === 'close' && event.endpoint === 'plain.1');
	await lines(lab, 'listen udp:0 echo name=echoes', 'connect echoes name=carol', 'listen tcp://[::1]:0 echo name=six', 'connect six name=dave');
	await linesUntil(lab, 'carol send ping', event => event.event === 'recv' && event.endpoint === 'carol');
	await linesUntil(lab, 'dave send "over six"', event => event.event === 'recv' && event.endpoint === 'dave');
	await lines(lab, 'record off');

	t.assert.deepStrictEqual(await complaints(file), ['Warns: Connection reset (RST)', ...orderly]);
	t.assert.deepStrictEqual(await followed(file, 0), [hex('hello\n'), hex('xin chào')]);
	t.assert.deepStrictEqual(await followed(file, 1), [hex('question'), hex('answer')]);
	t.assert.deepStrictEqual(await followed(file, 2), [hex('over six'), hex('over six')]);
	t.assert.strictEqual(await printed('tshark', '-r', file, '-Y', 'udp', '-T', 'fields', '-e', 'udp.payload'), `${hex('ping')}\n${hex('ping')}\n`);
	const comments = await printed('tshark', '-r', file, '-T', 'fields', '-e', 'frame.comment');
	t.assert.match(comments, /alice send\(6\) = 6/v);
	t.assert.deepStrictEqual(comments.match(/endpoint [\w.]+/gv)?.map(found => found.slice(9)).toSorted(), ['alice', 'bob', 'carol', 'dave', 'echoes.1', 'plain.1', 'plain.2', 'six.1']);
});

test('a transfer of many segments, both ways, recorded and saved', {skip, timeout: 60_000}, async (t: TestContext) => {
	const lab = realLab(t);
	const folder = folderFor(t);
	const files = ['recorded.pcapng', 'saved.pcapng'].map(name => path.join(folder, name));
	const expected = Buffer.from(patternBytes(3_000_000)).toString('hex');
	let received = 0;
	await lines(lab, `record ${files[0]!}`, 'listen tcp:0 echo', 'connect s1');
	await linesUntil(lab, 'send pattern:3000000', event => {
		received += event.event === 'recv' && event.endpoint === 'c1' ? event.bytes ?? 0 : 0;
		return received === 3_000_000;
	});
	await linesUntil(lab, 'shutdown', event => event.event === 'close' && event.endpoint === 'c1');
	await lines(lab, 'record off', `save ${files[1]!}`);
	for (const file of files) {
		t.assert.deepStrictEqual(await complaints(file), orderly, file);
		t.assert.deepStrictEqual(await followed(file, 0), [expected, expected], file);
	}
});

test('a recording that begins in the middle of a conversation', {skip, timeout: 60_000}, async (t: TestContext) => {
	const lab = realLab(t);
	const file = path.join(folderFor(t), 'late.pcapng');
	await lines(lab, 'listen tcp:0 echo', 'connect s1');
	await linesUntil(lab, 'send early', event => event.event === 'recv' && event.endpoint === 'c1');
	await lines(lab, `record ${file}`);
	await linesUntil(lab, 'send late', event => event.event === 'recv' && event.endpoint === 'c1');
	await linesUntil(lab, 'close', event => event.event === 'close' && event.endpoint === 's1.1');
	await lines(lab, 'record off');
	t.assert.deepStrictEqual(await complaints(file), orderly);
	const sides = await followed(file, 0);
	t.assert.deepStrictEqual(sides.toSorted(), [hex('late'), hex('late')]);
});
