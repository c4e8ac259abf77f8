/** What is written is read back: by xxd, by text2pcap, and by `open`. */
import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {test, type TestContext} from 'node:test';
import {concatBytes} from '../../source/core/bytes.ts';
import {patternBytes} from '../../source/core/data-bytes.ts';
import {describe as wordsOf} from '../../source/core/describe.ts';
import type {Lab} from '../../source/lab/lab.ts';
import {folderFor, lines, linesUntil, missing, printed, realLab} from '../helpers/recorded.ts';

const limit = {timeout: 60_000};
const noXxd = missing('xxd');
const noText2pcap = missing('text2pcap', 'tshark');

/** An echo of bytes that no text has, in several sends, and UDP beside it. */
async function conversation(t: TestContext): Promise<Lab> {
	const lab = realLab(t);
	await lines(lab, 'listen tcp:0 echo', 'connect s1');
	await linesUntil(lab, String.raw`send "ab cd \xff\x00 | # 00000000: 11\r\n"`, event => event.event === 'recv' && event.endpoint === 'c1');
	let received = 0;
	await linesUntil(lab, 'send pattern:100000', event => {
		received += event.event === 'recv' && event.endpoint === 'c1' ? event.bytes ?? 0 : 0;
		return received === 100_000;
	});
	await lines(lab, 'listen udp:0 echo name=echoes', 'connect echoes name=carol');
	await linesUntil(lab, 'carol send ping', event => event.event === 'recv' && event.endpoint === 'carol');
	return lab;
}

/** All that an endpoint sent or received, in one. */
function bytesOf({journal}: Pick<Lab, 'journal'>, endpoint: string, call: 'send' | 'recv'): string {
	const {raw} = journal.tracks;
	let found = '';
	for (let place = raw.first; place < raw.end; place++) {
		const event = raw.at(place)!;
		if (event.endpoint === endpoint && event.event === call) {
			found += hexOf(journal.bytes(event)!);
		}
	}

	return found;
}

const first = Uint8Array.from([...new TextEncoder().encode('ab cd '), 0xFF, 0, ...new TextEncoder().encode(' | # 00000000: 11\r\n')]);
const sent = hexOf(concatBytes([first, patternBytes(100_000)]));

function hexOf(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('hex');
}

for (const ending of ['pcapng', 'jsonl', 'hex']) {
	test(`.${ending} is opened again with the same bytes in the same panes`, limit, async (t: TestContext) => {
		const lab = await conversation(t);
		const file = path.join(folderFor(t), `talk.${ending}`);
		await lines(lab, `save ${file}`);
		const again = realLab(t);
		await lines(again, `open ${file}`);
		const recording = again.openings.recording!;
		t.assert.strictEqual(bytesOf(recording, 'c1', 'send'), sent);
		t.assert.strictEqual(bytesOf(recording, 's1.1', 'send'), sent);
		t.assert.strictEqual(bytesOf(recording, 's1.1', 'recv'), '', 'what crossed is shown once');
		t.assert.strictEqual(bytesOf(again, 'c1', 'send'), '', 'nothing of it is in the live session');
	});
}

test('a file is read until open off, or until another is opened', limit, async (t: TestContext) => {
	const lab = realLab(t);
	const file = path.join(folderFor(t), 'talk.jsonl');
	const line = (seq: number) => JSON.stringify({seq, time: '2026-11-20T05:01:09.872123Z', endpoint: 'c1', event: 'note', message: 'm'});
	writeFileSync(file, Array.from({length: 1000}, (_, index) => line(index + 1)).join('\n'));
	lab.output.setFull(true);
	const reading = lines(lab, `open ${file}`);
	while (lab.openings.current === undefined) {
		await nextTurn();
	}

	const before = lab.openings.current;
	const another = lines(lab, `open ${file}`);
	while (lab.openings.current === before) {
		await nextTurn();
	}

	await lines(lab, 'open off');
	lab.output.setFull(false);
	t.assert.deepStrictEqual(await reading, [], 'nobody looks at it any more');
	const [said] = await another;
	t.assert.match(said!, /: 0 events; stopped: only the first 0 B of [\d.]+ KiB were read$/v);
	t.assert.ok(lab.openings.recording);
	await lines(lab, 'open off');
	t.assert.strictEqual(lab.openings.recording, undefined);
	t.assert.deepStrictEqual(await lines(lab, 'open off'), ['no recording is open']);
});

test('.jsonl gives the very same log', limit, async (t: TestContext) => {
	const lab = realLab(t);
	const file = path.join(folderFor(t), 'talk.jsonl');
	const log: string[] = [];
	lab.journal.subscribe(event => {
		log.push(`${wordsOf(event).time} ${event.endpoint} ${wordsOf(event).call}`);
	});
	await lines(lab, `record ${file}`, 'listen tcp:0 echo', 'connect s1');
	await linesUntil(lab, 'send hi', event => event.event === 'recv' && event.endpoint === 'c1');
	await lines(lab, 'record off');
	const again = realLab(t);
	const read: string[] = [];
	again.openings.subscribe(event => {
		read.push(`${wordsOf(event).time} ${event.endpoint} ${wordsOf(event).call}`);
	});
	await lines(again, `open ${file}`);
	t.assert.deepStrictEqual(read, log);
});

test('xxd -r gives back one direction of one endpoint; .bin is the same', {...limit, skip: noXxd}, async (t: TestContext) => {
	const lab = await conversation(t);
	const folder = folderFor(t);
	const [hex, bin] = ['in.hex', 'in.bin'].map(name => path.join(folder, name)) as [string, string];
	await lines(lab, `save ${hex} endpoint=c1 direction=in`, `save ${bin} endpoint=c1 direction=in`);
	t.assert.strictEqual(hexOf(execFileSync('xxd', ['-r', hex])), sent);
	t.assert.strictEqual(hexOf(readFileSync(bin)), sent);
});

test('text2pcap takes a dump back, as its head says', {...limit, skip: noText2pcap}, async (t: TestContext) => {
	const lab = await conversation(t);
	const folder = folderFor(t);
	const [hex, pcapng] = ['all.hex', 'all.pcapng'].map(name => path.join(folder, name)) as [string, string];
	await lines(lab, `save ${hex}`);
	const head = readFileSync(hex, 'utf8').split('\n', 2)[1]!;
	const words = head.replace('# text2pcap ', '').split(' ').map(word => word === 'FILE' ? hex : (word === 'out.pcapng' ? pcapng : word));
	execFileSync('text2pcap', words, {stdio: 'ignore'});
	const blocks = await printed('tshark', '-r', pcapng, '-T', 'fields', '-e', 'data');
	t.assert.strictEqual(blocks.split('\n', 1)[0], hexOf(first));
});

test('a file is its owner\'s alone, and is not written over by mistake', limit, async (t: TestContext) => {
	const lab = realLab(t);
	const file = path.join(folderFor(t), 'talk.txt');
	await lines(lab, 'say hello', `save ${file}`);
	t.assert.strictEqual(statSync(file).mode % 0o1000, 0o600);
	await t.assert.rejects(lines(lab, `save ${file}`), {message: `save ${file}: ${file} exists already`});
	await t.assert.rejects(lines(lab, `record ${file}`), /exists already/v);
	t.assert.match(readFileSync(file, 'utf8'), /^\S+Z sockplay said.*hello\n$/v);
	writeFileSync(file, 'x'.repeat(5000), {mode: 0o644});
	await lines(lab, `save ${file} overwrite=yes`);
	t.assert.ok(statSync(file).size < 200);
});

test('of two record lines at once the first records, and the second makes no file', limit, async (t: TestContext) => {
	const lab = realLab(t);
	const folder = folderFor(t);
	const [one, other] = [path.join(folder, 'one.txt'), path.join(folder, 'other.txt')];
	const outcomes = await Promise.allSettled([one, other].map(async file => lines(lab, `record ${file}`)));
	t.assert.deepStrictEqual(outcomes.map(({status}) => status), ['fulfilled', 'rejected']);
	await t.assert.rejects(lines(lab, `record ${other}`), {message: `record ${other}: ${one} is being recorded`});
	await lines(lab, 'record off');
	t.assert.deepStrictEqual(readdirSync(folder), ['one.txt']);
	await lines(lab, `record ${folder}/gone/file.txt`).catch(() => undefined);
	await lines(lab, `record ${other}`, 'record off');
});
