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
	'Ours are 2 to 2.5 us more: two events, their bytes, the guard against loops of services, spread over many',
	'functions, none with more than a tenth; a fifth is collecting garbage. The calls go past node:dgram, an',
	'event takes five numbers of an array, an echoed datagram is stored once, lists that only grow and shrink are made',
	'of parts that are never copied. Tried and not kept: a table of fingerprints in place of the guard\'s set, which',
	'forgets those that collide; no difference: a smaller nursery, garbage collected by one thread, no closures for a send',
	'and its answer; slower: an event as one literal instead of a copied fact. Not possible with Node: recvmmsg(2), a',
	'buffer of our own.',
].join(' ');
const screenNote = [
	headlessNote,
	'With the screen the same thread takes some 0.4 us more for the frames, the thread that paints 0.7, and compiling the',
	'frames\' code 1 in the first seconds. What is missing besides is a processor: the load, the sockets, what paints and',
	'the terminal of the benchmark share two.',
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
