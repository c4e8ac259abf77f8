/**
Services alone, without a screen, under a flood from another process. Every event is kept, and printed to /dev/null.
*/
import {freePort} from '../../test/helpers/free-port.ts';
import {Command} from '../helpers/command.ts';
import {eachInTurn} from '../helpers/each-in-turn.ts';
import {isInstalled} from '../helpers/installed.ts';
import {portInUse} from '../helpers/proc.ts';
import {ofReference, runWarmLoad, Script} from '../helpers/script.ts';
import {Headless} from '../helpers/sockplay.ts';
import {processor, type Row} from '../row.ts';

type Told = {readonly MiB: number; readonly perSecond_MiB: number};

const seconds = 2;
/** More may never come back: both write to a pipe of 64 KiB and wait for room, which only they could make. */
const bounded_KiB = 32;
const rate = 'MiB/s';
/** Why less than the bare reference, for an echo and a relay alike. */
const note = [
	'Half of the processor time is the kernel\'s, for one read(2) and one write(2) a piece, as it is for the reference,',
	'which keeps and prints nothing. The rest is, in this order: recording and printing two events for each piece (no part',
	'of it takes more than 2 %), the copy of what was received into the store (10 %), V8\'s compiler and garbage collector',
	'(8 %, in the first seconds), and Node\'s stream around each write (5 %).',
	'What is sent is that copy, neither stored nor copied again.',
	'Kept: counts that pass 2^31 do not change the shape of their objects; V8 compiled most of it again in the third GiB.',
	'Tried and dropped: recv straight into the store, where the kernel writes to memory that no cache has',
	'(1,100 ms of processor time a GiB for a bare loop, 920 ms with the copy, 760 ms without keeping).',
].join(' ');
const bare = 'bare node:net';
const socat = 'socat';
const ncat = 'ncat';
/** As large a buffer as ours; that its peer ends the connection is no news. */
const socatWords = [socat, '-b65536', '-lf', '/dev/null'] as const;

export const echoOutside: Row = {
	id: 'echo-outside',
	what: 'echo service alone, headless, flooded by another process',
	marks: [{metric: rate, against: bare, atLeast: 0.9}],
	note,
	isInReadme: true,
	measure: async round => eachInTurn(round, {
		sockplay: async () => echo(),
		[bare]: async () => ofReference(measure, 'references/tcp-echo.ts'),
	}),
};

export const echoOutsideBounded: Row = {
	id: `echo-outside-${bounded_KiB}k`,
	what: `the same, at most ${bounded_KiB} KiB under way`,
	marks: [
		{metric: rate, against: ncat, atLeast: 1},
		{metric: rate, against: socat, atLeast: 1},
	],
	note: `${note} socat copies through one pipe and keeps nothing.`,
	measure: async round => eachInTurn(round, {
		sockplay: async () => echo(bounded_KiB),
		[ncat]: isInstalled(ncat)
			? async () => command([ncat], port => ['-l', '127.0.0.1', port, '-e', '/bin/cat'], bounded_KiB)
			: undefined,
		[socat]: isInstalled(socat)
			? async () => command(socatWords, port => [`TCP-LISTEN:${port},bind=127.0.0.1`, 'PIPE'], bounded_KiB)
			: undefined,
	}),
};

export const relayOutside: Row = {
	id: 'relay-outside',
	what: 'relay in front of an echo, headless, flooded by another process',
	marks: [
		{metric: rate, against: bare, atLeast: 0.9},
		{metric: rate, against: socat, atLeast: 1},
	],
	note,
	isInReadme: true,
	async measure(round) {
		await using target = new Script('references/tcp-echo.ts');
		const {port: to} = await target.next<{port: number}>();
		return await eachInTurn(round, {
			async sockplay() {
				const port = await freePort();
				await using session = new Headless({lines: [`listen tcp:${port} relay tcp:${to}`]});
				await portInUse(port);
				return await measure(port, session.pid);
			},
			[bare]: async () => ofReference(measure, 'references/tcp-relay.ts', to),
			[socat]: isInstalled(socat)
				? async () => command(socatWords, port => [`TCP-LISTEN:${port},bind=127.0.0.1`, `TCP:127.0.0.1:${to}`])
				: undefined,
		});
	},
};

async function echo(max_KiB?: number) {
	const port = await freePort();
	await using session = new Headless({lines: [`listen tcp:${port} echo`]});
	await portInUse(port);
	return await measure(port, session.pid, max_KiB);
}

async function command(
	[name, ...options]: readonly [string, ...string[]],
	words: (port: string) => readonly string[],
	max_KiB?: number,
) {
	const port = await freePort();
	await using server = new Command(name, ...options, ...words(String(port)));
	await portInUse(port);
	const figures = await measure(port, server.pid, max_KiB);
	// What its children spend is not known from its own figure.
	return {[rate]: figures[rate]!};
}

async function measure(port: number, pid: number, max_KiB?: number): Promise<Readonly<Record<string, number>>> {
	const words = [port, seconds, ...max_KiB === undefined ? [] : [max_KiB]];
	const told = await runWarmLoad<Told>(pid, 'loads/echo-flood.ts', ...words);
	const {MiB, perSecond_MiB, spent_us} = told;
	return {[rate]: perSecond_MiB, ...spent_us !== undefined && {[processor]: spent_us / MiB}};
}
