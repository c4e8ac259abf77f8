/**
What `find` and `filter` cost on a full store: how long until everything is looked at, and how long the longest step
holds the lab thread.

`node bench/by-hand/looking.ts` (half a minute). Steps are those of the screen: `limits.scan_step_ms` each.
*/
import process from 'node:process';
import {limits} from '../../source/core/limits.ts';
import {parsePattern} from '../../source/core/pattern.ts';
import {isProblem} from '../../source/core/problem.ts';
import type {Viewport} from '../../source/frames/frame.ts';
import {RawPane} from '../../source/frames/raw/pane.ts';
import {formatOf} from '../../source/frames/views/table.ts';
import {Journal} from '../../source/lab/journal.ts';

const hidden = {columns: 0, rows: 0};
const sizes = {server: hidden, client: hidden, raw: {columns: 116, rows: 14}};
const viewport: Viewport = {sizes, view: 'hex', width: 'auto', ascii: false, colours: 'true'};

/** Numbered lines, so that a rare text, a frequent one and none can be looked for. */
function fill(block_bytes: number): Journal {
	let now = 0;
	const journal = new Journal({now_us: () => ++now});
	const [client, server] = [{name: 'c1', side: 'client'}, {name: 's1.1', side: 'server'}] as const;
	journal.pair(client, server);
	let line = 0;
	for (let kept = 0; kept < limits.keep_bytes && line < 100_000_000;) {
		let text = '';
		while (text.length < block_bytes) {
			text += `${line++} the quick brown fox jumps over the lazy dog\n`;
		}

		const bytes = new TextEncoder().encode(text.slice(0, block_bytes));
		journal.record(line % 2 === 0 ? client : server, {event: 'send', result: bytes.length}, bytes);
		kept += bytes.length;
	}

	return journal;
}

function pattern(text: string) {
	const found = parsePattern(text);
	if (isProblem(found)) {
		throw new Error(found.message);
	}

	return found;
}

function measure(name: string, journal: Journal, begin: (pane: RawPane) => void): void {
	const pane = new RawPane(journal, formatOf);
	pane.compose(viewport);
	const begun = performance.now();
	begin(pane);
	let longest_ms = 0;
	let steps = 0;
	for (let isDone = false; !isDone; steps++) {
		const from = performance.now();
		isDone = pane.work(limits.scan_step_ms);
		longest_ms = Math.max(longest_ms, performance.now() - from);
	}

	const total_ms = performance.now() - begun;
	const from = performance.now();
	const {notes = []} = pane.compose(viewport);
	const frame_ms = performance.now() - from;
	const all = `${total_ms.toFixed(0).padStart(6)} ms in ${String(steps).padStart(4)} steps`;
	const longest = `longest ${longest_ms.toFixed(1).padStart(5)} ms, frame ${frame_ms.toFixed(1)} ms`;
	console.log(`${name.padEnd(34)} ${all}, ${longest}   ${notes.join(', ')}`);
}

for (const block_bytes of [65_536, 700]) {
	const journal = fill(block_bytes);
	const {size} = journal.tracks.raw;
	console.log(`${(journal.store.kept_bytes / 1024 / 1024).toFixed(1)} MiB in ${size} blocks, Node ${process.version}`);
	const patterns = ['/[0-9]{6}77 the/', '/lazy (cat|cow)/', String.raw`/(a|o|u)+[^\n]*[0-9]z/`];
	for (const text of ['no such text', 'lazy dog', '777777 the', ...patterns]) {
		measure(`find ${text}`, journal, pane => {
			pane.search(pattern(text));
		});
	}

	measure('filter to=client', journal, pane => {
		pane.setFilter({to: 'client'});
	});
	measure('filter content=7777777', journal, pane => {
		pane.setFilter({content: pattern('7777777')});
	});
	measure('filter content=/7{7} the/', journal, pane => {
		pane.setFilter({content: pattern('/7{7} the/')});
	});
}
