/** What the formats write, as it stands in the file. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {LabEvent} from '../../source/core/events.ts';
import {Chunks} from '../../source/formats/chunks.ts';
import type {EndpointAddresses, Selection} from '../../source/formats/format.ts';
import {CaptureFile} from '../../source/formats/read/capture-file.ts';
import {transportPacket} from '../../source/formats/read/packet.ts';
import {formats} from '../../source/formats/table.ts';

const time = (Date.UTC(2026, 10, 20, 5, 1, 9, 872) * 1000) + 123;
const data = [{at: 0, length: 0}];
const client = {endpoint: 'c1', side: 'client'} as const;
const server = {endpoint: 's1.1', side: 'server'} as const;
const [here, there] = ['127.0.0.1:5', '127.0.0.1:4000'];

type Told = Omit<LabEvent, 'seq' | 'time'> & {readonly bytes_text?: string};

const talk: readonly Told[] = [
	{...client, event: 'connect', args: there, result: 0, local: here, remote: there},
	{endpoint: 's1', side: 'server', event: 'accept', result: 's1.1', local: there, remote: here},
	{...client, event: 'send', asked: 17, result: 17, bytes: 17, peer: 's1.1', data, bytes_text: 'GET / \u{0}0123456789'},
	{...server, event: 'recv', asked: 65_536, result: 17, bytes: 17, peer: 'c1', data, isShownAtPeer: true, bytes_text: 'GET / \u{0}0123456789'},
	{...server, event: 'send', asked: 5, result: 5, bytes: 5, peer: 'c1', data, bytes_text: 'hello'},
	{...client, event: 'recv', asked: 65_536, result: 5, bytes: 5, peer: 's1.1', data, isShownAtPeer: true, bytes_text: 'hello'},
	{...client, event: 'shutdown', args: 'SHUT_WR', result: 0},
	{...server, event: 'recv', asked: 65_536, result: 0},
	{...server, event: 'setsockopt', args: 'SO_LINGER, {1, 0}', result: 0},
	{...server, event: 'close', result: 0},
];

function written(format: string, told: readonly Told[], only: Selection = {}, ends: (name: string) => EndpointAddresses | undefined = () => undefined): Uint8Array {
	const chunks = new Chunks({isStable: false});
	const made = formats[format]!.make({chunks, only, addresses: ends, tell: () => undefined});
	for (const [index, {bytes_text, ...event}] of told.entries()) {
		made.add({...event, seq: index + 1, time: time + index}, bytes_text === undefined ? undefined : new TextEncoder().encode(bytes_text));
	}

	made.end();
	return Uint8Array.from(chunks.take().flatMap(piece => [...piece.bytes.subarray(0, piece.length)]));
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('.hex: every block from offset 0, as text2pcap reads it', () => {
	assert.equal(text(written('hex', talk)), `# sockplay: bytes as they were sent (O) and received (I). text2pcap takes this back:
# text2pcap -D -t %Y-%m-%dT%H:%M:%S.%fZ -u 1,2 FILE out.pcapng

O 2026-11-20T05:01:09.872125Z c1 send to s1.1
00000000: 47 45 54 20 2f 20 00 30 31 32 33 34 35 36 37 38  |GET / .012345678|
00000010: 39                                               |9|

O 2026-11-20T05:01:09.872127Z s1.1 send to c1
00000000: 68 65 6c 6c 6f                                   |hello|
`);
});

test('.hex of one direction: offsets that go on, as xxd reads them', () => {
	const sends = talk.filter(({event, endpoint}) => event === 'send' && endpoint === 'c1');
	assert.equal(text(written('hex', [...sends, ...sends], {endpoint: 'c1', direction: 'out'})), `
00000000:                                                  # sockplay: what c1 sent, as one stream; xxd -r FILE gives the bytes back
00000000:                                                  # 2026-11-20T05:01:09.872123Z c1 send to s1.1
00000000: 47 45 54 20 2f 20 00 30 31 32 33 34 35 36 37 38  |GET / .012345678|
00000010: 39                                               |9|
00000011:                                                  # 2026-11-20T05:01:09.872124Z c1 send to s1.1
00000011: 47 45 54 20 2f 20 00 30 31 32 33 34 35 36 37 38  |GET / .012345678|
00000021: 39                                               |9|
`.trimStart());
});

test('.txt: the log, and the bytes under the call that carried them', () => {
	assert.equal(text(written('txt', talk.slice(4, 7))), `2026-11-20T05:01:09.872123Z s1.1 send(5) = 5
    00000000: 68 65 6c 6c 6f                                   |hello|
2026-11-20T05:01:09.872124Z c1 recv(65536) = 5
2026-11-20T05:01:09.872125Z c1 shutdown(SHUT_WR) = 0
`);
});

test('.bin: nothing but the bytes', () => {
	assert.equal(text(written('bin', talk.slice(4, 6))), 'hellohello');
});

/** `5 > 4000  SYN  1  ""  # c1 connect…`: a packet, its sequence number counted from that of its SYN. */
function drawing(bytes: Uint8Array): string[] {
	const starts = new Map<number, number>();
	return [...new CaptureFile().read(bytes)].filter(block => block !== undefined && 'bytes' in block).map(({linkType, bytes: packet, comments}) => {
		const {fromPort, toPort, flags, seq, payload} = transportPacket(linkType, packet)!;
		starts.set(fromPort, starts.get(fromPort) ?? seq);
		const names = ['FIN', 'SYN', 'RST', 'PSH', 'ACK'].filter((_, bit) => Math.floor(flags / 2 ** bit) % 2 === 1).join(' ');
		return `${fromPort} > ${toPort} ${names} ${seq - starts.get(fromPort)!} ${JSON.stringify(text(payload))}${comments.map(comment => ` # ${comment}`).join('')}`;
	});
}

test('.pcapng: one conversation, whichever end tells it', () => {
	const packets = [
		'5 > 4000 SYN 0 "" # endpoint c1: tcp client 127.0.0.1:5, peer 127.0.0.1:4000 # c1 connect(127.0.0.1:4000) = 0  local 127.0.0.1:5',
		'4000 > 5 SYN ACK 0 ""',
		'5 > 4000 ACK 1 ""',
		String.raw`5 > 4000 PSH ACK 1 "GET / \u00000123456789" # endpoint s1.1: tcp server 127.0.0.1:4000, peer 127.0.0.1:5 # s1 accept() = s1.1 from 127.0.0.1:5 # c1 send(17) = 17`,
		'4000 > 5 ACK 1 "" # s1.1 recv(65536) = 17',
		'4000 > 5 PSH ACK 1 "hello" # s1.1 send(5) = 5',
		'5 > 4000 ACK 18 "" # c1 recv(65536) = 5',
		'5 > 4000 FIN ACK 18 "" # c1 shutdown(SHUT_WR) = 0',
		'4000 > 5 ACK 6 ""',
		'4000 > 5 RST ACK 6 "" # s1.1 recv(65536) = 0 # s1.1 setsockopt(SO_LINGER, {1, 0}) = 0 # s1.1 close() = 0',
	];
	assert.deepEqual(drawing(written('pcapng', talk)), packets);
});

test('.pcapng: a conversation with somebody elsewhere, of which one end is told', () => {
	const alone = talk.filter(({endpoint}) => endpoint === 'c1').map(({isShownAtPeer: _, ...told}) => told);
	assert.deepEqual(drawing(written('pcapng', alone)).map(line => line.split(' # ', 1)[0]), [
		'5 > 4000 SYN 0 ""',
		'4000 > 5 SYN ACK 0 ""',
		'5 > 4000 ACK 1 ""',
		String.raw`5 > 4000 PSH ACK 1 "GET / \u00000123456789"`,
		'4000 > 5 PSH ACK 1 "hello"',
		'5 > 4000 FIN ACK 18 ""',
		'4000 > 5 ACK 6 ""',
	]);
});

test('.pcapng: more than one packet carries goes in several, acknowledged as they come', () => {
	const many = [talk[0]!, {...client, event: 'send', asked: 70_000, result: 70_000, bytes: 70_000, data, bytes_text: 'x'.repeat(70_000)} as const];
	assert.deepEqual(drawing(written('pcapng', many)).slice(3).map(line => line.replace(/x+/v, run => String(run.length))), [
		'5 > 4000 ACK 1 "65495" # c1 send(70000) = 70000',
		'4000 > 5 ACK 1 ""',
		'5 > 4000 PSH ACK 65496 "4505"',
	]);
});

test('.pcapng: bytes that were left out leave a gap, not a shift', () => {
	const chunks = new Chunks({isStable: false});
	const made = formats['pcapng']!.make({chunks, only: {}, addresses: () => undefined, tell: () => undefined});
	const send = {...client, event: 'send', asked: 5, result: 5, bytes: 5, data, time} as const;
	made.add({...talk[0]!, seq: 1, time}, undefined);
	made.skip({...send, seq: 2});
	made.add({...send, seq: 3}, new TextEncoder().encode('after'));
	const [piece] = chunks.take();
	assert.equal(drawing(piece!.bytes.slice(0, piece!.length)).at(-1), '5 > 4000 PSH ACK 6 "after" # c1 send(5) = 5  (its bytes are left out) # c1 send(5) = 5');
});

test('.pcapng: Unix sockets are left out with a word', () => {
	const told: string[] = [];
	const chunks = new Chunks({isStable: false});
	const made = formats['pcapng']!.make({chunks, only: {}, addresses: () => ({local: 'unnamed', remote: 'unix:/tmp/x', datagram: false, paired: false}), tell(message) {
		told.push(message);
	}});
	made.add({...client, event: 'send', asked: 2, result: 2, bytes: 2, data, seq: 1, time}, new TextEncoder().encode('hi'));
	assert.match(told.join('\n'), /^a pcapng file has no packets for Unix sockets/v);
	const [piece] = chunks.take();
	assert.deepEqual(drawing(piece!.bytes.slice(0, piece!.length)), []);
});
