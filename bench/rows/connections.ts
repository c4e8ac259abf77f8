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

/** For what most of a connection's time goes to, by profiles of the headless program and of the lab thread. */
const note = [
	'A connection is an entry with a name, a state, counters and its place in the lists, and seven events that are kept,',
	'numbered and shown: some 0.25 ms of the lab thread, beside 0.07 ms of bare node:net, nearly all of which are system',
	'calls. A link that is not there, closures for each connection, names of bundled functions and weak maps are gone:',
	'half of what a connection took of memory and made of garbage, a third of its processor time. What is left is',
	'spread over many functions: none has more than 2 % besides close(2), write(2), collecting garbage (a tenth), and the',
	'four opens after each accept that tell whether descriptors are left (6 %). A larger nursery changed nothing. Of the',
	'memory some 70 MiB are the second thread, Ink and the program, before anybody connects.',
].join(' ');

/** Many connections to an echo service on the screen. */
export const connectionRows: readonly Row[] = [
	{
		id: 'connections-open',
		what: '5,000 connections open at once, each sending now and then, screen on at 120x40; then keys',
		marks,
		note,
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
