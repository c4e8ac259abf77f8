import {freePort} from '../../test/helpers/free-port.ts';
import {eachInTurn} from '../helpers/each-in-turn.ts';
import {portInUse} from '../helpers/proc.ts';
import {ofReference, runWarmLoad} from '../helpers/script.ts';
import {onScreen, Quiet} from '../helpers/sockplay.ts';
import {processor, type Row} from '../row.ts';

type Told = {readonly count: number; readonly elapsed_ms: number};

const seconds = 2;
const rate = 'datagrams/s';
const bare = 'bare node:dgram';
const atLeast = 0.85;

const headlessNote = [
	'Of a bare echo\'s 8.3 us the kernel takes 5 for sendmsg(2) and recvmsg(2), libuv and Node\'s C++ most of the rest.',
	'Ours are 1.5 us more: two events, their bytes, the guard against loops of services. The calls go past node:dgram, an',
	'event takes five numbers of an array, an echoed datagram is stored once. Tried and not kept: a table of fingerprints',
	'in place of the guard\'s set, which forgets those that collide. Not possible with Node: recvmmsg(2), a buffer of our',
	'own.',
].join(' ');
const screenNote = [
	headlessNote,
	'On the screen the raw pane looks at every block once, some 0.3 us each, and what paints takes a processor that the',
	'load would have.',
].join(' ');

/** An echo service, each datagram kept and logged both ways; the load is in another process. */
function udpEcho(bytes: number, how: 'on the screen' | 'headless'): Row {
	const isHeadless = how === 'headless';
	return {
		id: `udp-echo-${bytes}${isHeadless ? '-headless' : ''}`,
		what: `UDP echo of ${bytes} B, kept and logged, ${isHeadless ? 'headless (a script)' : 'with the screen at 120x40'}`,
		marks: [
			{metric: rate, against: bare, atLeast},
			...isHeadless ? [{metric: processor, against: bare, atMost: 1.18}] : [],
		],
		note: isHeadless ? headlessNote : screenNote,
		isInReadme: bytes === 64,
		isPinnedToo: !isHeadless,
		measure: async round => eachInTurn(round, {
			async sockplay() {
				const port = await freePort();
				const lines = [`listen udp:${port} echo`];
				await using session = isHeadless ? new Quiet([...lines, 'sleep 1m']) : onScreen({lines});
				await portInUse(port, 'udp');
				return await measure(port, session.pid, bytes);
			},
			[bare]: async () => ofReference(async (port, pid) => measure(port, pid, bytes), 'references/udp-echo.ts'),
		}),
	};
}

async function measure(port: number, pid: number, bytes: number) {
	const {count, elapsed_ms, spent_us} = await runWarmLoad<Told>(pid, 'loads/datagrams.ts', port, bytes, seconds);
	return {
		[rate]: count / elapsed_ms * 1000,
		...spent_us !== undefined && {[processor]: spent_us / count},
	};
}

export const udpEchoes: readonly Row[] = [64, 1400].flatMap(bytes => [
	udpEcho(bytes, 'on the screen'),
	udpEcho(bytes, 'headless'),
]);
