/** A recording survives its program: kill -9 in the middle of traffic, in a process of its own. */
import {readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {test, type TestContext} from 'node:test';
import {CaptureFile} from '../../source/formats/read/capture-file.ts';
import {folderFor, lines, realLab} from '../helpers/recorded.ts';
import {Program} from '../helpers/program.ts';

const enough_bytes = 200_000;

test('after kill -9 the file is there up to the last whole block, and can be opened', {timeout: 60_000}, async (t: TestContext) => {
	const file = path.join(folderFor(t), 'killed.pcapng');
	const program = new Program(['--record', file, '--plain', '-e', 'listen tcp:0 chargen', '-e', 'connect s1']);
	while ((statSync(file, {throwIfNoEntry: false})?.size ?? 0) < enough_bytes) {
		await nextTurn();
	}

	program.child.kill('SIGKILL');
	const {signal} = await program.ended;
	t.assert.strictEqual(signal, 'SIGKILL');
	const capture = new CaptureFile();
	const packets = [...capture.read(new Uint8Array(readFileSync(file)))].filter(packet => packet !== undefined);
	t.assert.ok(!capture.broken);
	t.assert.ok(packets.length > 3, 'the handshake and what followed');

	const lab = realLab(t);
	let received_bytes = 0;
	lab.openings.subscribe(event => {
		received_bytes += event.event === 'recv' && event.endpoint === 'c1' ? event.bytes ?? 0 : 0;
	});
	await lines(lab, `open ${file}`);
	t.assert.ok(received_bytes > enough_bytes / 2);
});

test('a program that is asked to end writes the rest of its recording', {timeout: 60_000}, async (t: TestContext) => {
	const file = path.join(folderFor(t), 'ended.jsonl');
	const program = new Program(['--record', file, '--json', '-e', 'listen tcp:0 echo', '-e', 'connect s1', '-e', 'send hi']);
	await program.told(event => event.event === 'recv' && event.endpoint === 'c1');
	program.child.kill('SIGTERM');
	const {code} = await program.ended;
	t.assert.strictEqual(code, 143);
	const recorded = readFileSync(file, 'utf8').trim().split('\n').map(line => (JSON.parse(line) as {event: string}).event);
	t.assert.deepStrictEqual(recorded, program.events.map(({event}) => event));
});
