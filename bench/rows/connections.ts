import {freePort} from '../../test/helpers/free-port.ts';
import {eachInTurn} from '../helpers/each-in-turn.ts';
import {keyTimes, pressTimes} from '../helpers/key-times.ts';
import {portInUse, processorTime_us, residentMemory} from '../helpers/proc.ts';
import {ofReference, Script} from '../helpers/script.ts';
import {onScreen} from '../helpers/sockplay.ts';
import {processor, type Row} from '../row.ts';

const bare = 'bare node:net';
const few = 'ten connections';
const presses = 60;

const marks = [
	{metric: 's', against: bare, atMost: 1.5},
	{metric: 'MiB', against: bare, atMost: 1.5},
	{metric: 'ms p99', atMost: 50},
] as const;

/** By profiles of the lab thread, V8's account of its collections, and strace. */
const note = [
	'A connection is an entry with a name, a state, counters and its place in the lists, and events that are kept,',
	'numbered and shown. Some 55 % of its processor time is the lab thread: a third of that system calls, nearly those',
	'of bare node:net, a fifth collecting garbage, 27 KB for each connection, of which a quarter is of frames. A third is',
	'V8\'s own threads, half compiling what has become hot, half collecting; the rest paints. No function of ours has',
	'more than 2 %. Gone are a link that is not there, closures for each connection, names of bundled functions, and',
	'three of four opens after each accept. Tried, and no gain: a larger nursery, garbage collected by one thread,',
	'nothing compiled in the background, no weak maps, letting go of sockets as soon as they end. Of the memory some',
	'100 MiB are there before anybody connects.',
].join(' ');

/** What comes on top while they stay open. */
const noteOfOpen = [
	'The clients connect faster than the lab accepts: the backlog of 511 fills (bare node:net: it does not), Linux drops',
	'the SYN of each that comes then, and 100 clients wait a second until it is sent again, one to four times: that is',
	'idle time. Of a connection\'s 12.5 KB of heap 6.5 are the log\'s events: no two neighbours are of one connection,',
	'so that few of them fold.',
].join(' ');

/** Many connections to an echo service on the screen. */
export const connectionRows: readonly Row[] = [
	{
		id: 'connections-open',
		what: '5,000 connections open at once, each sending now and then, screen on at 120x40; then keys',
		marks,
		note: `${note} ${noteOfOpen}`,
		measure: async round => compare(round, 'open', 5000),
	},
	{
		id: 'connections-in-a-row',
		what: '10,000 connects and closes in a row, screen on at 120x40; then keys',
		marks,
		note,
		measure: async round => compare(round, 'in-a-row', 10_000),
	},
	{
		id: 'connections-listed',
		what: 'Ctrl+N through 1,000 connections: key to paint',
		marks: [
			{metric: 'ms p50', against: few, atMost: 1.2},
			{metric: 'ms p99', atMost: 50},
		],
		measure: async round => eachInTurn(round, {
			sockplay: async () => walk(1000),
			[few]: async () => walk(10),
		}),
	},
];

async function compare(round: number, kind: 'open' | 'in-a-row', count: number) {
	return eachInTurn(round, {
		async sockplay() {
			const port = await freePort();
			await using screen = onScreen({lines: [`listen tcp:${port} echo`]});
			await portInUse(port);
			await using load = new Script('loads/connections.ts', kind, port, count);
			const figures = await spent(screen.pid, load, count);
			return {...figures, ...await keyTimes(screen, 40)};
		},
		[bare]: async () => ofReference(async (port, pid) => {
			await using load = new Script('loads/connections.ts', kind, port, count);
			return await spent(pid, load, count);
		}, 'references/tcp-echo.ts'),
	});
}

/** What a server spent on connections: resident memory at its most, and the time as its clients saw it. */
async function spent(pid: number, load: Script, count: number) {
	const before_us = processorTime_us(pid);
	const {seconds} = await load.next<{seconds: number}>();
	const spent_us = processorTime_us(pid);
	const memory = residentMemory(pid);
	return {
		s: seconds,
		...memory && {MiB: memory.most_MiB},
		...spent_us !== undefined && {[processor]: (spent_us - before_us!) / count},
	};
}

/** Chooses one connection after the other in the server's pane, whose prompt names it. */
async function walk(connections: number) {
	const port = await freePort();
	await using screen = onScreen({lines: [`listen tcp:${port} echo`]});
	await portInUse(port);
	await using load = new Script('loads/connections.ts', 'open', port, connections);
	await load.next();
	screen.press('Shift+Tab');
	await screen.until(text => text.includes('Ctrl+N'), 'the focus on the server');
	const chosen = Array.from({length: presses}, (_, pressed) => `s1.${(pressed + 1) % connections + 1} ›`);
	return await pressTimes(screen, chosen.map(label => ({key: 'Ctrl+N', isWanted: text => text.includes(label)})));
}
