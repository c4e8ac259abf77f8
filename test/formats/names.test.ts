/** A capture of our own is opened with the names of the session it was made in. */
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test, type TestContext} from 'node:test';
import type {LabEvent} from '../../source/core/events.ts';
import {Chunks} from '../../source/formats/chunks.ts';
import {pcapngFormat} from '../../source/formats/pcapng/format.ts';
import type {Lab} from '../../source/lab/lab.ts';
import {CaptureFile} from '../../source/formats/read/capture-file.ts';
import {transportPacket} from '../../source/formats/read/packet.ts';
import {CaptureReader} from '../../source/formats/read/capture-reader.ts';
import {formatNaming, parseNaming} from '../../source/formats/pcapng/naming.ts';
import {folderFor, lines, linesUntil, realLab} from '../helpers/recorded.ts';

const limit = {timeout: 60_000};

/** `alice client connect`, `s1 server accept s1.1`. */
function story(file: string | Uint8Array): string[] {
	const reader = new CaptureReader();
	const told: string[] = [];
	for (const step of [...reader.read(typeof file === 'string' ? readFileSync(file) : file), ...reader.end()]) {
		if (step.kind !== 'event') {
			continue;
		}

		const {source: {name, side}, fact: {event, result}} = step;
		told.push([name, side, event, typeof result === 'string' ? result : ''].join(' ').trimEnd());
	}

	return told;
}

/** Until an endpoint has received. */
async function talk(lab: Lab, line: string, receiver: string): Promise<void> {
	await linesUntil(lab, line, event => event.event === 'recv' && event.endpoint === receiver);
}

test('TCP: clients by their names, what was accepted by its number', limit, async (t: TestContext) => {
	const lab = realLab(t);
	const file = path.join(folderFor(t), 'talk.pcapng');
	await lines(lab, `record ${file}`, 'listen tcp:0 name=web', 'connect web');
	await linesUntil(lab, 'connect web name=alice', event => event.event === 'accept' && event.result === 'web.2');
	await talk(lab, 'alice send hi', 'web.2');
	await talk(lab, 'web.2 send hello', 'alice');
	await lines(lab, 'record off');
	t.assert.deepStrictEqual(story(file), [
		'web server listen',
		'c1 client connect',
		'web server accept web.1',
		'alice client connect',
		'web server accept web.2',
		'alice client send',
		'web.2 server recv',
		'web.2 server send',
		'alice client recv',
	]);
});

test('a recording that begins in the middle, and a save', limit, async (t: TestContext) => {
	const lab = realLab(t);
	const folder = folderFor(t);
	const [late, saved] = ['late.pcapng', 'saved.pcapng'].map(name => path.join(folder, name)) as [string, string];
	await lines(lab, 'listen tcp:0', 'connect s1', 'connect s1 name=alice');
	await talk(lab, 'alice send early', 's1.2');
	await lines(lab, `record ${late}`);
	await talk(lab, 's1.2 send late', 'alice');
	await talk(lab, 'alice send later', 's1.2');
	await lines(lab, 'record off', 'clear');
	t.assert.deepStrictEqual(story(late), [
		's1 server listen',
		'alice client note',
		's1.2 server send',
		'alice client recv',
		'alice client send',
		's1.2 server recv',
	]);
	await talk(lab, 'alice send last', 's1.2');
	await lines(lab, `save ${saved}`);
	t.assert.deepStrictEqual(story(saved), ['s1 server listen', 'alice client note', 'alice client send', 's1.2 server recv']);
});

test('UDP: the peers of a listener, and their clients', limit, async (t: TestContext) => {
	const lab = realLab(t);
	const file = path.join(folderFor(t), 'talk.pcapng');
	await lines(lab, 'listen udp:0 echo name=echoes', 'connect echoes name=carol', `record ${file}`);
	await talk(lab, 'carol send ping', 'carol');
	await lines(lab, 'record off');
	t.assert.deepStrictEqual(story(file), [
		'echoes server bind',
		'carol client send',
		'echoes.1 server recv',
		'echoes.1 server send',
		'carol client recv',
	]);
});

test('what another process did is not told: nobody recorded its calls', limit, async (t: TestContext) => {
	const here = realLab(t);
	const elsewhere = realLab(t);
	const file = path.join(folderFor(t), 'talk.pcapng');
	let address = '';
	here.journal.subscribe(({event, local}) => {
		address = event === 'listen' ? local! : address;
	});
	await lines(here, `record ${file}`, 'listen tcp:0');
	const received = talk(here, 'say here', 's1.1');
	await lines(elsewhere, `connect tcp:${address}`, 'send hi');
	await received;
	await lines(here, 'record off');
	t.assert.deepStrictEqual(story(file), ['s1 server listen', 's1 server accept s1.1', 's1.1 server recv']);
});

test('a name that was used twice: each datagram has the addresses of who sent it', limit, async (t: TestContext) => {
	const lab = realLab(t);
	const file = path.join(folderFor(t), 'talk.pcapng');
	const bound: string[] = [];
	lab.journal.subscribe(({endpoint, event, local}) => {
		if (endpoint === 'alice' && event === 'connect') {
			bound.push(local!);
		}
	});
	await lines(lab, 'listen udp:0', 'connect s1 name=alice');
	await talk(lab, 'alice send one', 's1.1');
	await lines(lab, 'alice close', 'connect s1 name=alice');
	await talk(lab, 'alice send two', 's1.2');
	await lines(lab, `save ${file}`);
	const packets = [...new CaptureFile().read(readFileSync(file))].filter(block => block !== undefined && 'bytes' in block);
	t.assert.notStrictEqual(bound[0], bound[1]);
	t.assert.deepStrictEqual(packets.map(({linkType, bytes}) => transportPacket(linkType, bytes)!.from), bound);
	t.assert.deepStrictEqual(story(file), ['s1 server bind', 'alice client send', 's1.1 server recv', 'alice client send', 's1.2 server recv']);
});

/** A file of what these would have told, a microsecond apart. */
function written(told: ReadonlyArray<Omit<LabEvent, 'seq' | 'time'>>): Uint8Array {
	const chunks = new Chunks({isStable: false});
	const format = pcapngFormat({chunks, only: {}, addresses: () => undefined, tell: () => undefined});
	for (const [index, event] of told.entries()) {
		format.add({...event, seq: index + 1, time: index + 1}, event.data && Uint8Array.of(1));
	}

	format.end();
	return Uint8Array.from(chunks.take().flatMap(({bytes, length}) => [...bytes.subarray(0, length)]));
}

const [here, there] = ['127.0.0.1:5', '127.0.0.1:4000'];
const [client, server] = [{endpoint: 'c1', side: 'client'}, {endpoint: 's1.1', side: 'server'}] as const;
const connected = {...client, event: 'connect', args: there, result: 0, local: here, remote: there} as const;
const accepted = {endpoint: 's1', side: 'server', event: 'accept', result: 's1.1', local: there, remote: here} as const;
const sent = {...client, event: 'send', asked: 1, result: 1, bytes: 1, data: []} as const;

test('who is accepted late, behind many packets, is told from then on', (t: TestContext) => {
	const before = Array.from({length: 200}, () => sent);
	const told = story(written([connected, ...before, accepted, sent, {...server, event: 'send', asked: 1, result: 1, bytes: 1, data: []}]));
	const accept = told.indexOf('s1 server accept s1.1');
	t.assert.deepStrictEqual(told.slice(0, 2), ['c1 client connect', 'c1 client send']);
	t.assert.deepStrictEqual(told.slice(accept - 2), [
		'c1 client send',
		's1 server listen',
		's1 server accept s1.1',
		'c1 client send',
		's1.1 server recv',
		's1.1 server send',
		'c1 client recv',
	]);
});

test('the same addresses again: each conversation has its own names', (t: TestContext) => {
	const close = {event: 'close', result: 0} as const;
	const again = written([
		connected,
		accepted,
		{...client, ...close},
		{...server, ...close},
		{...connected, endpoint: 'bob'},
		{...accepted, result: 's1.2'},
		{...sent, endpoint: 'bob'},
	]);
	t.assert.deepStrictEqual(story(again).filter(line => /connect|accept|send|recv \w/v.test(line)), [
		'c1 client connect',
		's1 server accept s1.1',
		'bob client connect',
		's1 server accept s1.2',
		'bob client send',
	]);
});

test('a name in a comment is read as it is written; anything else is no name', (t: TestContext) => {
	const naming = {name: 's1.2', side: 'server', transport: 'tcp', local: '[::1]:4000', remote: '[::1]:50000'} as const;
	t.assert.strictEqual(formatNaming(naming), 'endpoint s1.2: tcp server [::1]:4000, peer [::1]:50000');
	t.assert.deepStrictEqual(parseNaming(formatNaming(naming)), naming);
	for (const comment of ['', 'alice send(2) = 2', 'endpoint a\u{1B}[2J: tcp server 1:1, peer 2:2', `endpoint ${'a'.repeat(256)}: tcp server 1:1, peer 2:2`]) {
		t.assert.strictEqual(parseNaming(comment), undefined, comment);
	}
});
