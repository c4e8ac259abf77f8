import {freePort} from '../../test/helpers/free-port.ts';
import {Terminal} from '../../test/helpers/terminal.ts';
import {eachInTurn} from '../helpers/each-in-turn.ts';
import {keyTimes, type KeyTimes} from '../helpers/key-times.ts';
import {portInUse, residentMemory} from '../helpers/proc.ts';
import {Script} from '../helpers/script.ts';
import {onScreen} from '../helpers/sockplay.ts';
import type {Row} from '../row.ts';

type Flood = 'tcp' | 'udp' | 'connects';

const keys = 120;
const fewKeys = 12;
const size = {columns: 80, rows: 24};
/** As a bad SSH link is: 10 KB/s, and 200 ms each way. */
const badLine = {bytes_s: 10_000, delay_ms: 200};
const itself = 'the line itself';

const words: Readonly<Record<Flood | 'idle', string>> = {
	idle: 'while nothing happens',
	tcp: 'during a flood of one TCP connection',
	udp: 'during a flood of datagrams of 64 B',
	connects: 'during a flood of connects',
};

/** Typing into the prompt, beside what fills the panes. */
export const keyRows: readonly Row[] = [
	...(['idle', 'tcp', 'udp', 'connects'] as const).map(flood => typing(flood)),
	typingOverBadLine('idle'),
	typingOverBadLine('tcp'),
];

function typing(flood: Flood | 'idle'): Row {
	return {
		id: `keys-${flood}`,
		what: `key to paint at 80x24, ${words[flood]}`,
		marks: [
			{metric: 'ms p50', atMost: 50},
			{metric: 'ms p99', atMost: 50},
		],
		isPinnedToo: true,
		note: 'A key takes 4 to 8 ms to be painted, also during a flood; what is longer is waiting for a processor, which the '
			+ 'sockets of the session, the program that floods it and the emulator of this benchmark want as well.',
		measure: async round => eachInTurn(round, {
			sockplay: async () => typed(flood, keys),
		}),
	};
}

/** What is typed comes back over the same line, from the driver of the terminal: no program can be quicker. */
function typingOverBadLine(flood: Flood | 'idle'): Row {
	return {
		id: `keys-bad-line-${flood}`,
		what: `key to paint over SSH at 10 KB/s and 200 ms each way, ${words[flood]}`,
		marks: [
			{metric: 'ms p50', against: itself, atMost: 1.5},
			{metric: 'ms p99', against: itself, atMost: 2},
			{metric: 'MiB more', atMost: 40},
		],
		note: 'A key is painted at once, but arrives behind the frames on their way: 2 KiB and one more, 0.2 to 0.35 s on '
			+ 'this line. With fewer bytes on their way the line would be idle for most of each round trip.',
		measure: async round => eachInTurn(round, {
			sockplay: async () => typed(flood, fewKeys, badLine),
			async [itself]() {
				await using terminal = new Terminal({command: 'cat', ...size, line: badLine});
				const times = await keyTimes(terminal, fewKeys);
				return {...times};
			},
		}),
	};
}

async function typed(
	flood: Flood | 'idle',
	count: number,
	line?: typeof badLine,
): Promise<KeyTimes & {readonly 'MiB more'?: number}> {
	const port = await freePort();
	const lines = [`listen ${flood === 'udp' ? 'udp' : 'tcp'}:${port} echo`];
	const place = {...size, ...line && {line, isRemote: true}};
	// Little is kept, so that what the session takes more is what waits for the terminal.
	await using screen = onScreen({lines, options: ['--keep', '4MiB'], ...place});
	await portInUse(port, flood === 'udp' ? 'udp' : 'tcp');
	await screen.until(text => text.includes('CLIENT'), 'the screen');
	await using load = flood === 'idle' ? undefined : new Script('loads/flood.ts', flood, port);
	await load?.next();
	// What has come so far has made the threads warm.
	await keyTimes(screen, 5);
	const before = residentMemory(screen.pid);
	const times = await keyTimes(screen, count);
	const after = residentMemory(screen.pid);
	return {...times, ...before && after && {'MiB more': after.now_MiB - before.now_MiB}};
}
