/** How soon the program is there, and the memory that it takes when nothing happens. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {eachInTurn} from '../helpers/each-in-turn.ts';
import {median} from '../helpers/median.ts';
import {residentMemory} from '../helpers/proc.ts';
import {onScreen} from '../helpers/sockplay.ts';
import {ours, type Row} from '../row.ts';

const empty = 'node -e 0';
const program = path.join(import.meta.dirname, '../../dist/cli.js');
/** What the program begins with when it is given nothing. */
const lines = ['listen tcp:0 echo', 'connect s1'];
const starts = 7;
/** The first start of a round may be one that keeps what it has compiled: a second after it began. */
const settled_ms = 2000;

export const startOfScreen: Row = {
	id: 'start-screen',
	what: 'start to the first frame, at 80x24, from the second start on',
	marks: [{metric: 'ms', against: empty, atMost: 4}],
	note: 'Two threads start: the screen and the sockets, each with the program\'s compiled code; on one processor one waits'
		+ ' for the other. Kept: each thread reads the scripts that it needs, which is 8 % of the processor time.',
	isInReadme: true,
	isPinnedToo: true,
	measure: async round => eachInTurn(round, {
		async [ours]() {
			await framed_ms(settled_ms);
			return {ms: await medianOf(framed_ms)};
		},
		[empty]: measureEmpty,
	}),
};

export const startHeadless: Row = {
	id: 'start-headless',
	what: 'start to listening, headless, from the second start on',
	marks: [{metric: 'ms', against: empty, atMost: 2}],
	note: 'Of processor time an empty Node takes 24 to 27 ms, this 47 to 51 until it listens; it was 50 to 56 when all of'
		+ ' the program was one script. V8 reads the compiled code (0.8 MB), Node its streams and net, garbage is collected'
		+ ' (3 ms); the rest is evaluating modules, every verb among them. Kept: four scripts instead of 70 modules, of'
		+ ' which this start reads a fifth of the program, compiled functions kept, modules of Node and 24 of ours at their'
		+ ' first use. Dropped: a larger nursery, everything compiled ahead (5.8 MB), a beginning that is no module (under'
		+ ' 1 ms), a snapshot (37 ms for an empty one alone, where Node takes 26).',
	isPinnedToo: true,
	measure: async round => eachInTurn(round, {
		async [ours]() {
			await listening_ms(settled_ms);
			return {ms: await medianOf(listening_ms)};
		},
		[empty]: measureEmpty,
	}),
};

export const memoryAtRest: Row = {
	id: 'memory-at-rest',
	what: 'resident memory when nothing happens, screen on at 80x24, one echo',
	marks: [{metric: 'MiB', atMost: 100}],
	note: 'An empty Node has 42 MiB, nearly all of them pages of its own file; the screen and the sockets use 10 MiB more'
		+ ' of that file. The rest are the heaps of two threads.',
	isInReadme: true,
	async measure() {
		await using screen = onScreen({lines, columns: 80, rows: 24});
		await screen.until(text => text.includes('connect('), 'the client is connected');
		await sleep(settled_ms);
		const memory = residentMemory(screen.pid);
		return memory === undefined ? {} : {[ours]: {MiB: memory.now_MiB}};
	},
};

/** How long it takes until the prompt is there; it is left for a while then. */
async function framed_ms(then_ms = 0): Promise<number> {
	const begun_ms = performance.now();
	await using screen = onScreen({lines, columns: 80, rows: 24});
	await screen.until(text => text.includes('›'), 'the first frame');
	const took_ms = performance.now() - begun_ms;
	await sleep(then_ms);
	return took_ms;
}

async function listening_ms(then_ms = 0): Promise<number> {
	const begun_ms = performance.now();
	const child = spawn(process.execPath, [program, '--plain', '-e', lines[0]!], {stdio: ['pipe', 'pipe', 'inherit']});
	await printed(child, 'listen(');
	const took_ms = performance.now() - begun_ms;
	await sleep(then_ms);
	child.kill('SIGKILL');
	await once(child, 'exit');
	return took_ms;
}

async function printed({stdout}: ChildProcess, text: string): Promise<void> {
	let all = '';
	for (;;) {
		const [chunk] = await once(stdout!, 'data') as [Uint8Array];
		all += String(chunk);
		if (all.includes(text)) {
			return;
		}
	}
}

async function measureEmpty() {
	return {ms: await medianOf(async () => {
		const begun_ms = performance.now();
		await once(spawn(process.execPath, ['-e', '0'], {stdio: 'ignore'}), 'exit');
		return performance.now() - begun_ms;
	})};
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
	const all: number[] = [];
	for (let start = 0; start < starts; start++) {
		all.push(await measure());
	}

	return median(all);
}
