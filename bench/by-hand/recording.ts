/**
What a recording costs: bytes sent to an echo service over loopback and back, both ends in this process, with a
recording and without, in turns.

`node bench/by-hand/recording.ts [FOLDER]` (four minutes). FOLDER is where the recordings go, the system's folder for
such files unless told. Each run with a recording is compared with the one without just before it, and the median of
these is told, without that of the first round: a machine may be twice as fast from one minute to the next. What is
sent before the clock starts has made the threads warm. Beside it stands how fast a file of the same size is written
there by a loop that does nothing else: faster than that, no recording can be.
*/
import {closeSync, mkdtempSync, openSync, rmSync, writeSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {execute} from '../../source/commands/execute.ts';
import {isProblem} from '../../source/core/problem.ts';
import type {StreamEntry} from '../../source/lab/entries/stream.ts';
import {now_us} from '../../source/core/clock.ts';
import type {Lab} from '../../source/lab/lab.ts';
import {openLab} from '../../source/open-lab.ts';
import {median} from '../helpers/median.ts';

const rounds = 7;
const none = 'none';

/** A dump is five times as long as what it shows: no disk takes it at this speed. */
const textFormats = ['jsonl', 'txt', 'hex'];

type Load = {readonly name: string; readonly piece_bytes: number; readonly pieces: number};

const loads: readonly Load[] = [
	{name: '256 KiB sends', piece_bytes: 256 * 1024, pieces: 2048},
	{name: '4 KiB sends', piece_bytes: 4096, pieces: 131_072},
	{name: '64 byte sends', piece_bytes: 64, pieces: 262_144},
];

const folder = mkdtempSync(path.join(process.argv[2] ?? os.tmpdir(), 'sockplay-bench-'));
try {
	for (const load of loads) {
		await compare(load, ['pcapng']);
	}

	await compare({name: '4 KiB sends, as text', piece_bytes: 4096, pieces: 65_536}, textFormats);
} finally {
	rmSync(folder, {recursive: true});
}

async function compare(load: Load, formats: readonly string[]): Promise<void> {
	const rates = new Map<string, number[]>([none, ...formats].map(format => [format, []]));
	const plain: number[] = [];
	for (let round = 0; round < rounds; round++) {
		for (const [format, found] of rates) {
			found.push(await transfer(load, format));
		}

		plain.push(plainWrites(2 * load.piece_bytes * load.pieces));
	}

	const without = rates.get(none)!;
	console.log(`\n${load.name}: ${mebibytes(median(without))} MiB/s without a recording`);
	console.log(`plain writes take ${mebibytes(median(plain))} MiB/s, and both directions are recorded`);
	for (const format of formats) {
		const found = rates.get(format)!;
		const costs = found.map((rate, round) => (1 - (rate / without[round]!)) * 100).slice(1);
		const rate = `${mebibytes(median(found)).padStart(8)} MiB/s   ${median(costs).toFixed(1).padStart(5)} % less`;
		console.log(`${format.padEnd(8)} ${rate}   (${costs.map(cost => cost.toFixed(0)).join(' ')})`);
	}
}

/** Bytes a second. */
async function transfer({piece_bytes, pieces}: Load, format: string): Promise<number> {
	const lab = openLab({now_us, seed: 'bench'});
	await run(lab, 'listen tcp:0 echo');
	await run(lab, 'connect s1');
	if (format !== none) {
		await run(lab, `record ${path.join(folder, `run.${format}`)} overwrite=yes`);
		await begun(lab);
	}

	const piece = lab.random(piece_bytes);
	await carry(lab, piece, pieces / 4);
	const started = performance.now();
	await carry(lab, piece, pieces);
	const seconds = (performance.now() - started) / 1000;
	await lab.recordings.end();
	lab.closeAll();
	return piece_bytes * pieces / seconds;
}

/** Bytes a second that go to a file where the recordings go. */
function plainWrites(size_bytes: number): number {
	const piece = new Uint8Array(1024 * 1024);
	const file = openSync(path.join(folder, 'plain'), 'w');
	const started = performance.now();
	for (let written = 0; written < size_bytes;) {
		written += writeSync(file, piece);
	}

	const seconds = (performance.now() - started) / 1000;
	closeSync(file);
	return size_bytes / seconds;
}

/** The recorder's thread has started, and the head of the file is written. */
async function begun(lab: Lab): Promise<void> {
	await run(lab, 'say the recording begins');
	while (lab.recordings.current!.written_bytes === 0) {
		await nextTurn();
	}
}

/** Sends as long as little waits, and waits until all of it has arrived. */
async function carry(lab: Lab, piece: Uint8Array, pieces: number): Promise<void> {
	const client = lab.registry.get('c1') as StreamEntry;
	let sent = 0;
	let received_bytes = 0;
	await new Promise<void>(resolve => {
		const pump = () => {
			while (sent < pieces && client.queued_bytes < 1024 * 1024) {
				client.endpoint!.send(piece);
				sent++;
				if (sent % 256 === 0) {
					break;
				}
			}

			if (sent < pieces) {
				setImmediate(pump);
			}
		};

		const stop = lab.journal.subscribe(event => {
			if (event.event === 'recv' && event.side === 'client') {
				received_bytes += event.bytes ?? 0;
				if (received_bytes === piece.length * pieces) {
					stop();
					resolve();
				}
			}
		});
		pump();
	});
}

async function run(lab: Lab, line: string): Promise<void> {
	const outcome = await execute(lab, line, {screen: false});
	if (isProblem(outcome)) {
		throw new Error(`${line}: ${outcome.message}`);
	}
}

function mebibytes(bytes: number): string {
	return (bytes / 1024 / 1024).toFixed(1);
}
