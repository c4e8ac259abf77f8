/** What a reader sees while a link is on: bytes where they are sent and where they are delivered, by a clock that is told how late it is. */
import {test, type TestContext} from 'node:test';
import type {LabEvent} from '../../source/core/events.ts';
import {eventToJson} from '../../source/core/json.ts';
import {FrameMaker} from '../../source/frames/frame-maker.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {Talk} from '../helpers/talk.ts';

const size = {columns: 78, rows: 20};

async function begin(...lines: readonly string[]) {
	const clock = new FakeClock();
	const talk = new Talk(memoryNetwork(), clock, undefined, clock.now_us);
	const frames = new FrameMaker(talk.lab);
	frames.viewport = {...frames.viewport, sizes: {server: size, client: size, raw: size}};
	for (const line of lines) {
		await talk.line(line);
	}

	talk.lab.journal.clear();
	return {
		talk,
		/** `pass 279` lets 279 ms pass. */
		async play(...more: readonly string[]) {
			for (const line of more) {
				const duration = /^pass (?<ms>\d+)$/v.exec(line)?.groups?.['ms'];
				clock.pass(Number(duration ?? 0) * 1000);
				await talk.line(duration === undefined ? line : '');
			}
		},
		/** The rows of a pane, with seconds in place of whole times and one space for every gap. */
		rows: (pane: 'server' | 'client' | 'raw') => frames.make().panes[pane].rows.map(row => row.replace(/^\d\d:\d\d:/v, '').replaceAll(/ {2,}/gv, '  ').trimEnd()),
		traffic(name: string) {
			const {in_bytes, out_bytes} = talk.lab.registry.get(name)!;
			return {in_bytes, out_bytes};
		},
	};
}

test('a round trip over a satellite: each end reads its bytes when they have arrived', async (t: TestContext) => {
	const {play, rows, traffic} = await begin('listen tcp:0 echo', 'connect s1', 'c1 link satellite');
	await play('c1 send hello');
	t.assert.deepStrictEqual(rows('client'), ['00.000  c1  sent 5 B  into the link  "hello"']);
	t.assert.deepStrictEqual(rows('raw'), []);
	t.assert.deepStrictEqual(traffic('c1'), {in_bytes: 0, out_bytes: 0});
	await play('pass 279');
	t.assert.deepStrictEqual(rows('server'), ['00.279  s1.1  recv(65536) = 5  "hello"', '00.279  s1.1  send(5) = 5  "hello"']);
	t.assert.deepStrictEqual(traffic('c1'), {in_bytes: 0, out_bytes: 5});
	await play('pass 279');
	t.assert.deepStrictEqual(traffic('c1'), {in_bytes: 5, out_bytes: 5});
	t.assert.deepStrictEqual(rows('client'), [
		'00.000  c1  sent 5 B  into the link  "hello"',
		'00.279  c1  send(5) = 5  after 279 ms on the link',
		'00.279  c1  recv(65536) = 5  into the link',
		'00.558  c1  delivered 5 B  after 279 ms on the link  "hello"',
	]);
	t.assert.deepStrictEqual(rows('raw'), [
		'00.279  c1 → s1.1  5 B  after 279 ms on the link',
		'00000000  68 65 6c 6c 6f  hello',
		'00.558  s1.1 → c1  5 B  after 279 ms on the link  +279 ms',
		'00000000  68 65 6c 6c 6f  hello',
	]);
});

test('a link at each end: the block is shown once, when the second has delivered it', async (t: TestContext) => {
	const {play, rows, talk} = await begin('listen tcp:0', 'connect s1', 'c1 link delay=100ms to=server', 's1.1 link delay=50ms to=server');
	await play('c1 send hi', 'pass 100');
	t.assert.deepStrictEqual(rows('raw'), []);
	await play('pass 50');
	t.assert.deepStrictEqual(rows('raw'), ['00.150  c1 → s1.1  2 B  after 50 ms on the link', '00000000  68 69  hi']);
	t.assert.deepStrictEqual(rows('server'), ['00.100  s1.1  recv(65536) = 2  into the link', '00.150  s1.1  delivered 2 B  after 50 ms on the link  "hi"']);
	t.assert.strictEqual(talk.lab.journal.store.kept_bytes, 2);
});

test('what was on its way when a link came or went is shown once all the same', async (t: TestContext) => {
	const {play, rows} = await begin('listen tcp:0', 'connect s1', 'c1 hold');
	await play('s1.1 send before', 'c1 link delay=10ms', 'c1 resume', 'pass 10');
	t.assert.deepStrictEqual(rows('raw'), ['00.000  s1.1 → c1  6 B', '00000000  62 65 66 6f 72 65  before', '00.010  s1.1 → c1  6 B  after 10 ms on the link  +10 ms']);
	await play('c1 hold', 's1.1 send behind', 'c1 link off', 'c1 resume');
	t.assert.deepStrictEqual(rows('raw').slice(3), ['00.010  s1.1 → c1  6 B  +0 ms', '00000000  62 65 68 69 6e 64  behind']);
});

test('the FIN of a peer comes behind its bytes, and ours goes over the link', async (t: TestContext) => {
	const {play, rows} = await begin('listen tcp:0', 'connect s1', 'c1 link delay=30ms');
	await play('s1.1 send bye', 's1.1 shutdown', 'pass 20', 'c1 shutdown', 'pass 30');
	t.assert.deepStrictEqual(rows('client'), [
		'00.000  c1  recv(65536) = 3  into the link',
		'00.000  c1  recv(65536) = 0  peer sent FIN  into the link',
		'00.020  c1  sent  into the link  FIN',
		'00.030  c1  delivered 3 B  after 30 ms on the link  "bye"',
		'00.030  c1  delivered  after 30 ms on the link  the peer sent FIN',
		'00.050  c1  shutdown(SHUT_WR) = 0',
		'00.050  c1  close() = 0',
	]);
});

test('a datagram lost on its way in is told once, as lost, and counts nowhere', async (t: TestContext) => {
	const {play, rows, traffic} = await begin('listen udp:0 echo', 'connect s1', 'c1 link loss=100% to=client');
	await play('c1 send m8');
	t.assert.deepStrictEqual(rows('client'), [
		'00.000  c1  send(2) = 2  to 127.0.0.1:50001  "m8"',
		'00.000  c1  dropped 2 B  from 127.0.0.1:50001  lost by the link  "m8"',
	]);
	t.assert.deepStrictEqual(traffic('c1'), {in_bytes: 0, out_bytes: 2});
	t.assert.deepStrictEqual(rows('raw').slice(2), ['00.000  s1.1 → c1  2 B  lost by the link  +0 ms', '00000000  6d 38  m8']);
});

test('bytes that were held by a link once, and are sent past it later, were not on it', async (t: TestContext) => {
	const {play, rows} = await begin('listen udp:0', 'connect s1', 'c1 link delay=20ms to=server');
	await play('c1 send zeros:2', 'pass 20', 'c1 link off', 'c1 send zeros:2');
	t.assert.deepStrictEqual(rows('client').filter(row => row.includes('send(')).map(row => row.includes('on the link')), [true, false]);
});

test('a link that only loses lets the others through as if it were not there', async (t: TestContext) => {
	const {play, rows, traffic} = await begin('listen udp:0 echo', 'connect s1', 'c1 link loss=0%');
	await play('c1 send m7');
	t.assert.deepStrictEqual(rows('client'), ['00.000  c1  send(2) = 2  to 127.0.0.1:50001  "m7"', '00.000  c1  recv(65536) = 2  from 127.0.0.1:50001  "m7"']);
	t.assert.deepStrictEqual(traffic('c1'), {in_bytes: 2, out_bytes: 2});
});

test('a datagram damaged on its way in is shown as it was delivered, with what was changed', async (t: TestContext) => {
	const {play, rows} = await begin('listen udp:0', 'connect s1', 'c1 send hi', 'c1 link corrupt=100% delay=5ms seed=a to=client');
	await play('s1.1 send m9', 'pass 5');
	t.assert.deepStrictEqual(rows('client'), [
		'00.000  c1  recv(65536) = 2  from 127.0.0.1:50001  into the link',
		'00.005  c1  delivered 2 B  "M9"  from 127.0.0.1:50001',
		'  after 5 ms on the link  corrupted, byte 0: 6d became 4d',
	]);
	t.assert.deepStrictEqual(rows('raw'), ['00.005  s1.1 → c1  2 B  after 5 ms on the link  corrupted, byte 0: 6d b…', '00000000  4d 39  M9']);
});

test('the journal tells each call when it was made, and says which of them a link took', async (t: TestContext) => {
	const {play, talk} = await begin('listen udp:0 echo', 'connect s1', 'c1 link delay=20ms');
	const told: Array<Record<string, unknown>> = [];
	talk.lab.journal.subscribe((event: LabEvent, bytes) => {
		const {endpoint, event: name, link, link_us, took_us, data} = JSON.parse(eventToJson(event, bytes)) as Record<string, unknown>;
		told.push({endpoint, name, ...link !== undefined && {link}, ...link_us !== undefined && {link_us}, ...took_us !== undefined && {took_us}, ...data !== undefined && {data}});
	});
	await play('c1 send hi', 'pass 20', 'c1 link loss=100% delay=20ms to=client', 'pass 20', 'c1 send yo', 'pass 20');
	t.assert.deepStrictEqual(told.filter(({endpoint, name}) => endpoint === 'c1' && name !== 'link'), [
		{endpoint: 'c1', name: 'sent', data: 'aGk='},
		{endpoint: 'c1', name: 'delayed', took_us: 20_000},
		{endpoint: 'c1', name: 'send', link_us: 20_000, data: 'aGk='},
		{endpoint: 'c1', name: 'recv', link: 'held', data: 'aGk='},
		{endpoint: 'c1', name: 'delayed', took_us: 20_000},
		{endpoint: 'c1', name: 'delivered', took_us: 20_000, data: 'aGk='},
		{endpoint: 'c1', name: 'sent', data: 'eW8='},
		{endpoint: 'c1', name: 'delayed', took_us: 20_000},
		{endpoint: 'c1', name: 'send', link_us: 20_000, data: 'eW8='},
		{endpoint: 'c1', name: 'recv', link: 'lost', data: 'eW8='},
		{endpoint: 'c1', name: 'dropped', data: 'eW8='},
	]);
});
