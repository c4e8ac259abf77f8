/** Both ends of a TCP echo in one process: how fast it is, and the memory that it takes. */
import {setTimeout as sleep} from 'node:timers/promises';
import {eachInTurn} from '../helpers/each-in-turn.ts';
import {bytesRead, processorTime_us, residentMemory} from '../helpers/proc.ts';
import {Script} from '../helpers/script.ts';
import {Headless, onScreen} from '../helpers/sockplay.ts';
import {ours, processor, type Row} from '../row.ts';

const bare = 'bare node:net';
const reference = 'references/tcp-echo-both-ends.ts';
/** The next time is due when all has gone: the pause between is at most a millisecond. */
const lines = ['listen tcp:0 echo', 'connect s1', 'every 1ms c1 send zeros:64MiB'];
/** So much is echoed before it is measured, and while it is. */
const part_MiB = 1024;

const note = [
	'The lab does what the reference does, and copies each byte once into 64 MiB of memory that no cache holds: 5 to 6 us',
	'for each 64 KiB. Recording a send or recv takes 0.5 us, printing it 2. On the screen the other thread makes frames',
	'and paints, on the processor that the kernel and V8 would use. Kept: bytes that cross within the process are compared',
	'at the ends of each recv (a tenth). Dropped: recv straight into the store, one block of 64 MiB (the same).',
].join(' ');

export const echoOnScreen: Row = {
	id: 'echo-in-process-screen',
	what: 'TCP echo with both ends in the process, bytes kept and logged, screen on at 120x40',
	marks: [{metric: 'MiB/s', against: bare, atLeast: 0.85}],
	note,
	isInReadme: true,
	isPinnedToo: true,
	measure: async round => eachInTurn(round, {
		async [ours]() {
			await using screen = onScreen({lines});
			return await rate(screen.pid);
		},
		[bare]: measureBare,
	}),
};

export const echoHeadless: Row = {
	id: 'echo-in-process-headless',
	what: 'the same headless, each call printed to /dev/null',
	marks: [{metric: 'MiB/s', against: bare, atLeast: 0.95}],
	note,
	measure: async round => eachInTurn(round, {
		async [ours]() {
			await using program = new Headless({lines});
			return await rate(program.pid);
		},
		[bare]: measureBare,
	}),
};

/** 10 GiB, and whether the second half of it takes more memory than the first. */
export const memoryOfEcho: Row = {
	id: 'memory-of-echo',
	what: 'resident memory after 10 GiB of TCP echo with 64 MiB kept, screen on at 120x40',
	marks: [
		{metric: 'MiB more than at rest', atMost: 120},
		{metric: 'MiB more than after 5 GiB', atMost: 16},
	],
	async measure() {
		await using screen = onScreen({lines: lines.slice(0, 2)});
		await screen.until(text => text.includes('c1 connect'), 'the client is connected');
		await sleep(1000);
		const rest = residentMemory(screen.pid);
		if (rest === undefined) {
			return {};
		}

		screen.type(`/${lines.at(-1)!}\r`);
		await echoed(screen.pid, 5 * 1024);
		const half = residentMemory(screen.pid)!;
		await echoed(screen.pid, 5 * 1024);
		const end = residentMemory(screen.pid)!;
		return {[ours]: {
			'MiB more than at rest': end.now_MiB - rest.now_MiB,
			'MiB more than after 5 GiB': end.now_MiB - half.now_MiB,
		}};
	},
};

async function measureBare() {
	await using both = new Script(reference);
	await both.next();
	return await rate(both.pid);
}

/** Of a process that echoes to itself: each byte is read twice. Nothing where what it reads is not known. */
async function rate(pid: number) {
	if (bytesRead(pid) === undefined) {
		return {};
	}

	await echoed(pid, part_MiB);
	const [begun_ms, before_us] = [performance.now(), processorTime_us(pid)];
	const echoed_MiB = await echoed(pid, part_MiB);
	const [took_s, spent_us] = [(performance.now() - begun_ms) / 1000, processorTime_us(pid)];
	const each_us = spent_us !== undefined && {[processor]: (spent_us - before_us!) / echoed_MiB};
	return {'MiB/s': echoed_MiB / took_s, ...each_us};
}

/** Waits until so many MiB more have been echoed; answers how many. */
async function echoed(pid: number, size_MiB: number): Promise<number> {
	const before = bytesRead(pid)!;
	for (;;) {
		const echoed_MiB = (bytesRead(pid)! - before) / 2 / 2 ** 20;
		if (echoed_MiB >= size_MiB) {
			return echoed_MiB;
		}

		await sleep(5);
	}
}
