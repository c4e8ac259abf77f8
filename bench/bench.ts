/**
How fast sockplay is beside what a person would use instead:
`npm run bench -- [ROW…] [--rounds N] [--one-cpu] [--write] [--list]`.

Prints one table; ROW names every row whose id begins so. Each round measures every row once, so that ours and the
references meet the same load of the machine; figures are medians of the rounds. `--one-cpu` has only the rows that are
measured on one processor as well, with everything on processor 0. `--write` measures all of it, both ways, and writes
docs/performance.md and its part of the README. A round that fails, or takes longer than `limit_ms`, is told as FAILED
and counts for nothing.
*/
import process from 'node:process';
import {parseArgs} from 'node:util';
import {isInstalled} from './helpers/installed.ts';
import {limited} from './helpers/limited.ts';
import {machine} from './helpers/machine.ts';
import {pinned} from './helpers/pinned.ts';
import {type Line, outcome, type Unmeasured} from './outcome.ts';
import type {Measured, Row} from './row.ts';
import {rows} from './rows.ts';
import {asText, cells, head} from './table.ts';
import {writePages} from './write-pages.ts';

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		rounds: {type: 'string', default: '5'},
		'one-cpu': {type: 'boolean', default: false},
		write: {type: 'boolean', default: false},
		list: {type: 'boolean', default: false},
	},
});
const rounds = Number(values.rounds);
let hasFailed = false;
/** A round takes some 20 s; ten times as long on a slow machine. */
const limit_ms = 200_000;
const chosen = rows.filter(({id}) => positionals.length === 0 || positionals.some(word => id.startsWith(word)));
if (values.list) {
	console.log(chosen.map(({id, what}) => `${id.padEnd(28)} ${what}`).join('\n'));
} else if (chosen.length === 0 || !(rounds >= 1)) {
	fail(`no row begins with ${positionals.join(', ')}, or --rounds is not a number: see --list`);
} else if (values.write && positionals.length > 0) {
	fail('--write measures every row: all figures of the pages are of one run');
} else {
	await print();
}

function fail(message: string): void {
	console.error(message);
	process.exitCode = 2;
}

async function print(): Promise<void> {
	console.log(machine());
	const free = values['one-cpu'] ? [] : await measureAll(chosen, false);
	const onOne = values['one-cpu'] || values.write ? await measureOnOne() : [];
	const lines = [...free, ...onOne];
	console.log(`\n${asText([head, ...lines.map(line => cells(line))])}`);
	const below = new Set(lines.filter(line => 'isReached' in line && !line.isReached).map(({row}) => row));
	for (const {id, note} of below) {
		console.log(`\n${id}: ${note ?? 'below its mark, without a note'}`);
	}

	if (hasFailed) {
		fail('a row failed: see above');
	} else if (values.write) {
		await writePages(lines, machine());
	}
}

/** Everything on one processor, as on a small machine: what is started meanwhile inherits it. */
async function measureOnOne(): Promise<Array<Line | Unmeasured>> {
	if (!isInstalled('taskset')) {
		console.error('SKIPPED: all on one processor, for there is no taskset here');
		return [];
	}

	using _ = pinned();
	return await measureAll(chosen.filter(({isPinnedToo}) => isPinnedToo), true);
}

async function measureAll(all: readonly Row[], isPinned: boolean): Promise<Array<Line | Unmeasured>> {
	const found = new Map<Row, Measured[]>(all.map(row => [row, []]));
	for (let round = 0; round < rounds; round++) {
		for (const [row, measured] of found) {
			measured.push(...await measureOnce(row, round));
		}
	}

	return [...found].flatMap(([row, measured]) => row.marks.map(mark => outcome(row, mark, measured, isPinned)));
}

/** One round of a row; nothing when it fails, which is told and does not end the others. */
async function measureOnce(row: Row, round: number): Promise<readonly Measured[]> {
	const begun_ms = performance.now();
	try {
		const measured = await limited(limit_ms, row.measure(round));
		const seconds = ((performance.now() - begun_ms) / 1000).toFixed(1);
		console.log(`${row.id} round ${round + 1} of ${rounds}, ${seconds} s: ${told(measured)}`);
		return [measured];
	} catch (error) {
		hasFailed = true;
		console.error(`FAILED: ${row.id}: ${(error as Error).stack}`);
		return [];
	}
}

function told(measured: Measured): string {
	const programs = Object.entries(measured).map(([name, figures]) => {
		const all = Object.entries(figures ?? {skipped: NaN});
		return `${name} ${all.map(([metric, value]) => `${value.toPrecision(4)} ${metric}`).join(', ')}`;
	});
	return programs.join(' | ');
}
