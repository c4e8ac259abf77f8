/** What a flood costs on the screen: processor time, and bytes to the terminal. */
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {freePort} from '../../test/helpers/free-port.ts';
import {openTerminal} from '../../test/helpers/terminal.ts';
import {mainThreadTime_us, portInUse} from '../helpers/proc.ts';
import {runLoad, Script} from '../helpers/script.ts';
import {differenceByHand, seenFrames, wholeRows, type SeenFrame} from '../helpers/seen-frames.ts';
import {onScreen} from '../helpers/sockplay.ts';
import {processor, type Measured, type Row} from '../row.ts';

type Size = {readonly columns: number; readonly rows: number};

type Flood = 'text' | 'random';

/** Until code is compiled and panes are full. */
const warm_ms = 2500;
const measured_ms = 5000;
const writer = 'raw row writer';
const byHand = 'diff by hand';

const processorNote = 'The row writer has its frames ready; ours is all of the main thread and the making of the'
	+ ' frames. A quarter is making them, on the lab thread. Of the main thread about a third is composing and writing'
	+ ' the difference, a fifth the titles and lists, which change three times a second, and the rest waking up, taking'
	+ ' a message and answering it. Ink has no part in it: its render of the chrome took half of the main thread, and is'
	+ ' left out now unless something of its own changed. Rows that stayed are neither laid out nor composed again; what'
	+ ' is left is spread over many functions that run cold, twelve times a second.';

export const frameRows: readonly Row[] = [
	processorRow({columns: 120, rows: 40}),
	processorRow({columns: 200, rows: 50}),
	bytesRow({columns: 80, rows: 24}, 'text'),
	bytesRow({columns: 80, rows: 24}, 'random'),
	bytesRow({columns: 120, rows: 40}, 'text'),
	bytesRow({columns: 120, rows: 40}, 'random'),
];

function processorRow(size: Size): Row {
	const place = `${size.columns}x${size.rows}`;
	return {
		id: `screen-processor-${place}`,
		what: `processor time of the screen for a frame, 12 a second of a flood of lines, at ${place}`,
		marks: [
			{metric: processor, against: writer, atMost: 3},
			{metric: '% of a core', atMost: 15},
		],
		note: processorNote,
		isPinnedToo: true,
		async measure(): Promise<Measured> {
			if (mainThreadTime_us(process.pid) === undefined) {
				return {};
			}

			const {frames, main_us, seconds} = await showFlood(size, 'text');
			const {frame_us} = await runLoad<{frame_us: number}>('loads/make-frames.ts', size.columns, size.rows, 36);
			const each_us = (main_us / frames.length) + frame_us;
			return {
				sockplay: {[processor]: each_us, '% of a core': each_us * frames.length / seconds / 10_000},
				[writer]: {[processor]: await writeRows(frames, size)},
			};
		},
	};
}

function bytesRow(size: Size, flood: Flood): Row {
	const place = `${size.columns}x${size.rows}`;
	const bound = {metric: 'KB a second', atMost: 30};
	return {
		id: `terminal-bytes-${place}-${flood}`,
		what: `bytes to the terminal during a flood of ${flood === 'text' ? 'lines' : 'random bytes'}, at ${place}`,
		marks: [
			{metric: 'KB a second', against: byHand, atMost: 2},
			...size.columns === 80 ? [bound] : [],
		],
		isPinnedToo: true,
		async measure(): Promise<Measured> {
			const {frames, seconds} = await showFlood(size, flood);
			const ours = sum(frames.map(({bytes}) => bytes));
			const theirs = sum(frames.slice(1).map(({cells}, index) => differenceByHand(frames[index]!.cells, cells)));
			return {
				sockplay: {'KB a second': ours / seconds / 1000},
				[byHand]: {'KB a second': theirs / seconds / 1000},
			};
		},
	};
}

type Shown = {
	readonly frames: readonly SeenFrame[];
	readonly seconds: number;
	/** Processor time of the main thread, which has the screen, in all of these seconds. */
	readonly main_us: number;
};

/** An echo service and a client of it on the screen, a flood from another process between them. */
async function showFlood(size: Size, flood: Flood): Promise<Shown> {
	const port = await freePort();
	await using screen = onScreen({lines: [`listen tcp:${port} echo`, `connect tcp:${port}`], ...size});
	await portInUse(port);
	await using load = new Script('loads/steady.ts', port, flood);
	await load.next();
	await sleep(warm_ms);
	const [from, from_us, began_ms] = [screen.raw().length, mainTime_us(screen.pid), performance.now()];
	await sleep(measured_ms);
	const [to, main_us] = [screen.raw().length, mainTime_us(screen.pid) - from_us];
	const seconds = (performance.now() - began_ms) / 1000;
	return {frames: await seenFrames(screen.raw().slice(0, to), from, size), seconds, main_us};
}

/** Microseconds for a frame. */
async function writeRows(frames: readonly SeenFrame[], size: Size): Promise<number> {
	const folder = await mkdtemp(path.join(tmpdir(), 'sockplay-bench-'));
	try {
		const file = path.join(folder, 'frames.json');
		await writeFile(file, JSON.stringify(frames.map(({cells}) => wholeRows(cells))));
		const script = path.join(import.meta.dirname, '../references/row-writer.ts');
		await using terminal = openTerminal({command: process.execPath, arguments: [script, file], ...size});
		await sleep(warm_ms);
		const from_us = mainTime_us(terminal.pid);
		await sleep(measured_ms);
		return (mainTime_us(terminal.pid) - from_us) / (measured_ms / 1000 * 12);
	} finally {
		await rm(folder, {recursive: true});
	}
}

/** NaN where it is not known. */
function mainTime_us(pid: number): number {
	return mainThreadTime_us(pid) ?? NaN;
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
