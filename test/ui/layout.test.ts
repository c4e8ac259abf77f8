import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {formatOf} from '../../source/frames/views/table.ts';
import type {Rectangle} from '../../source/screen/layout-type.ts';
import {usualBorders} from '../../source/ui/borders.ts';
import {layOut, paneAt} from '../../source/ui/layout.ts';
import type {Layout, LayoutRequest} from '../../source/ui/layout-type.ts';

const plain: LayoutRequest = {
	kind: 'auto',
	borders: usualBorders,
	focus: 'client',
	talking: 'client',
	zoom: false,
	popup_rows: 0,
	listed_rows: {server: 0, client: 0, raw: 0},
	hasViewPrompt: false,
	hasStrip: false,
};

/**
One character for a block of cells: `s c r` content, `S C R` title, `l` connections, `>` prompt, `p` popup, `#` border,
`t` tabs, `*` strip, `=` status line.
*/
function draw(layout: Layout, wide = 1, high = 1): string {
	const cells = Array.from({length: layout.rows}, () => Array.from({length: layout.columns}, () => ' '));
	const fill = ({x, y, columns, rows}: Rectangle, sign: string) => {
		for (let row = y; row < y + rows; row++) {
			cells[row]!.fill(sign, x, x + columns);
		}
	};

	const fillRow = (y: number | undefined, sign: string) => {
		if (y !== undefined) {
			fill({x: 0, y, columns: layout.columns, rows: 1}, sign);
		}
	};

	for (const [name, {box, content, list, prompt}] of Object.entries(layout.panes)) {
		fill(box, layout.kind === 'side' ? '#' : ' ');
		fill({...box, rows: 1}, name.charAt(0).toUpperCase());
		fill(content, name.charAt(0));
		fill(list, 'l');
		fill(prompt, '>');
	}

	fill(layout.popup, 'p');
	fillRow(layout.tabs_row, 't');
	fillRow(layout.strip_row, '*');
	fillRow(layout.kind === 'small' ? undefined : layout.status_row, '=');
	return cells.filter((_, row) => row % high === 0).map(row => row.filter((_, column) => column % wide === 0).join('').trimEnd()).join('\n');
}

function drawing(strings: TemplateStringsArray): string {
	return strings[0]!.replaceAll(/^\n|\n\t*$/gv, '').replaceAll(/^\t+/gmv, '');
}

const listing = {server: 1, client: 0, raw: 0};

describe('stacked: each pane as wide as the screen, one prompt below them', () => {
	test('80x24, one character for 4 cells: a title and its rows', () => {
		assert.equal(draw(layOut(80, 24, {...plain, listed_rows: listing}), 4), drawing`
			SSSSSSSSSSSSSSSSSSSS
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 lllllllllllllllllll
			CCCCCCCCCCCCCCCCCCCC
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			RRRRRRRRRRRRRRRRRRRR
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 >>>>>>>>>>>>>>>>>>>
			====================
		`);
	});

	test('connections have a third of the rows of a full log, at most eight, and one row stays for the log', () => {
		const listRowsAt = (rows: number, server: number) =>
			layOut(80, rows, {...plain, listed_rows: {server, client: 0, raw: 0}}).panes.server!.list.rows;
		assert.deepEqual([
			[16, 9], [24, 2], [24, 3], [24, 9], [30, 9], [60, 9], [100, 9],
		].map(([rows, server]) => listRowsAt(rows!, server!)), [2, 2, 3, 3, 3, 7, 8]);
	});

	test('the same with a popup: it stands above the prompt, which stays; the lowest pane gives its rows first', () => {
		assert.equal(draw(layOut(80, 24, {...plain, listed_rows: listing, popup_rows: 8}), 4), drawing`
			SSSSSSSSSSSSSSSSSSSS
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 lllllllllllllllllll
			CCCCCCCCCCCCCCCCCCCC
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			RRRRRRRRRRRRRRRRRRRR
			 rrrrrrrrrrrrrrrrrrr
			 ppppppppppppppppppp
			 ppppppppppppppppppp
			 ppppppppppppppppppp
			 ppppppppppppppppppp
			 ppppppppppppppppppp
			 ppppppppppppppppppp
			 ppppppppppppppppppp
			 ppppppppppppppppppp
			 >>>>>>>>>>>>>>>>>>>
			====================
		`);
	});

	test('60x20 and something goes on in the background', () => {
		assert.equal(draw(layOut(60, 20, {...plain, hasStrip: true}), 4), drawing`
			SSSSSSSSSSSSSSS
			 ssssssssssssss
			 ssssssssssssss
			 ssssssssssssss
			 ssssssssssssss
			 ssssssssssssss
			CCCCCCCCCCCCCCC
			 cccccccccccccc
			 cccccccccccccc
			 cccccccccccccc
			 cccccccccccccc
			RRRRRRRRRRRRRRR
			 rrrrrrrrrrrrrr
			 rrrrrrrrrrrrrr
			 rrrrrrrrrrrrrr
			 rrrrrrrrrrrrrr
			 rrrrrrrrrrrrrr
			 >>>>>>>>>>>>>>
			***************
			===============
		`);
	});

	test('40x16: the smallest, with a popup that takes all there is', () => {
		assert.equal(draw(layOut(40, 16, {...plain, popup_rows: 20}), 4), drawing`
			SSSSSSSSSS
			 sssssssss
			CCCCCCCCCC
			 ccccccccc
			RRRRRRRRRR
			 rrrrrrrrr
			 ppppppppp
			 ppppppppp
			 ppppppppp
			 ppppppppp
			 ppppppppp
			 ppppppppp
			 ppppppppp
			 ppppppppp
			 >>>>>>>>>
			==========
		`);
	});

	test('borders that were moved', () => {
		assert.equal(draw(layOut(80, 24, {...plain, borders: {...usualBorders, second: 0, third: 0.5}}), 4), drawing`
			SSSSSSSSSSSSSSSSSSSS
			 sssssssssssssssssss
			CCCCCCCCCCCCCCCCCCCC
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			RRRRRRRRRRRRRRRRRRRR
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrr
			 >>>>>>>>>>>>>>>>>>>
			====================
		`);
	});

	test('the pane of views has the prompt only while one is open; else it is that of the pane typed in last', () => {
		const closed = layOut(80, 24, {...plain, focus: 'raw'});
		assert.equal(closed.panes.raw?.prompt.rows, 0);
		assert.equal(closed.panes.client?.prompt.rows, 1);
		assert.equal(layOut(80, 24, {...plain, focus: 'raw', talking: 'server'}).panes.server?.prompt.rows, 1);
		const open = layOut(80, 24, {...plain, focus: 'raw', hasViewPrompt: true});
		assert.deepEqual(open.panes.raw?.prompt, {x: 1, y: 22, columns: 79, rows: 1});
		assert.deepEqual(open.panes.raw?.content, closed.panes.raw?.content);
	});
});

describe('side by side, from 108 columns on: frames, and a prompt in each', () => {
	test('108x24, one character for 4 cells', () => {
		assert.equal(draw(layOut(108, 24, {...plain, listed_rows: listing}), 4), drawing`
			SSSSSSSSSSSSSSCCCCCCCCCCCCC
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#llllllllllll#ccccccccccccc
			#>>>>>>>>>>>>#>>>>>>>>>>>>>
			###########################
			RRRRRRRRRRRRRRRRRRRRRRRRRRR
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			###########################
			===========================
		`);
	});

	test('108x24 with a popup: as wide as the screen, the connections stay above it', () => {
		assert.equal(draw(layOut(108, 24, {...plain, listed_rows: listing, popup_rows: 5}), 4), drawing`
			SSSSSSSSSSSSSSCCCCCCCCCCCCC
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#llllllllllll#ccccccccccccc
			#pppppppppppppppppppppppppp
			#pppppppppppppppppppppppppp
			#pppppppppppppppppppppppppp
			#pppppppppppppppppppppppppp
			#pppppppppppppppppppppppppp
			#>>>>>>>>>>>>#>>>>>>>>>>>>>
			###########################
			RRRRRRRRRRRRRRRRRRRRRRRRRRR
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			###########################
			===========================
		`);
	});

	test('108x24 with a popup of the pane below: where that has too few rows, those above give theirs', () => {
		const request = {...plain, focus: 'raw', hasViewPrompt: true, listed_rows: listing, popup_rows: 8} as const;
		assert.equal(draw(layOut(108, 24, request), 4), drawing`
			SSSSSSSSSSSSSSCCCCCCCCCCCCC
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#ssssssssssss#ccccccccccccc
			#llllllllllll#ccccccccccccc
			#>>>>>>>>>>>>#>>>>>>>>>>>>>
			###########################
			RRRRRRRRRRRRRRRRRRRRRRRRRRR
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#pppppppppppppppppppppppppp
			#pppppppppppppppppppppppppp
			#pppppppppppppppppppppppppp
			#pppppppppppppppppppppppppp
			#pppppppppppppppppppppppppp
			#pppppppppppppppppppppppppp
			#pppppppppppppppppppppppppp
			#pppppppppppppppppppppppppp
			#>>>>>>>>>>>>>>>>>>>>>>>>>>
			###########################
			===========================
		`);
	});

	test('119x40 and 200x60, one character for 10x4 cells', () => {
		assert.equal(draw(layOut(119, 40, plain), 10, 4), drawing`
			SSSSSSCCCCCC
			#sssss#ccccc
			#sssss#ccccc
			#sssss#ccccc
			#sssss#ccccc
			#sssss#ccccc
			#rrrrrrrrrrr
			#rrrrrrrrrrr
			#rrrrrrrrrrr
			#rrrrrrrrrrr
		`);
		assert.equal(draw(layOut(200, 60, plain), 10, 4), drawing`
			SSSSSSSSSSCCCCCCCCCC
			#sssssssss#ccccccccc
			#sssssssss#ccccccccc
			#sssssssss#ccccccccc
			#sssssssss#ccccccccc
			#sssssssss#ccccccccc
			#sssssssss#ccccccccc
			#sssssssss#ccccccccc
			#sssssssss#ccccccccc
			#rrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrr
		`);
	});

	test('borders that were moved, as far as they go', () => {
		assert.equal(draw(layOut(108, 24, {...plain, borders: {...usualBorders, left: 0, above: 1}}), 4), drawing`
			SSSSSCCCCCCCCCCCCCCCCCCCCCC
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#ssss#ccccccccccccccccccccc
			#>>>>#>>>>>>>>>>>>>>>>>>>>>
			###########################
			RRRRRRRRRRRRRRRRRRRRRRRRRRR
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			#rrrrrrrrrrrrrrrrrrrrrrrrrr
			###########################
			===========================
		`);
	});
});

describe('one pane at a time', () => {
	test('50x14: a row that says which', () => {
		assert.equal(draw(layOut(50, 14, {...plain, focus: 'raw'}), 2), drawing`
			ttttttttttttttttttttttttt
			RRRRRRRRRRRRRRRRRRRRRRRRR
			 rrrrrrrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrrrrrrr
			 rrrrrrrrrrrrrrrrrrrrrrrr

			=========================
		`);
	});

	test('20x6: the smallest of all', () => {
		assert.equal(draw(layOut(20, 6, plain)), drawing`
			tttttttttttttttttttt
			CCCCCCCCCCCCCCCCCCCC
			 ccccccccccccccccccc
			 ccccccccccccccccccc
			 >>>>>>>>>>>>>>>>>>>
			====================
		`);
		assert.equal(draw(layOut(20, 6, {...plain, popup_rows: 8, hasStrip: true})), drawing`
			tttttttttttttttttttt
			CCCCCCCCCCCCCCCCCCCC
			 ccccccccccccccccccc
			 >>>>>>>>>>>>>>>>>>>
			********************
			====================
		`);
	});

	test('20x5: nothing', () => {
		assert.equal(draw(layOut(20, 5, plain)).trim(), '');
		assert.equal(layOut(20, 5, plain).kind, 'small');
		assert.equal(layOut(19, 50, plain).kind, 'small');
	});

	test('zoomed, the focused pane has all but prompt and status line', () => {
		assert.equal(draw(layOut(77, 20, {...plain, zoom: true, focus: 'server', listed_rows: {server: 9, client: 0, raw: 0}}), 4), drawing`
			SSSSSSSSSSSSSSSSSSSS
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 sssssssssssssssssss
			 lllllllllllllllllll
			 lllllllllllllllllll
			 lllllllllllllllllll
			 lllllllllllllllllll
			 lllllllllllllllllll
			 lllllllllllllllllll
			 >>>>>>>>>>>>>>>>>>>
			====================
		`);
	});
});

test('which kind a size gets, and which it gets when another is asked for', () => {
	const table: ReadonlyArray<readonly [asked: LayoutRequest['kind'], columns: number, rows: number, got: Layout['kind']]> = [
		['auto', 200, 60, 'side'],
		['auto', 108, 18, 'side'],
		['auto', 108, 17, 'stacked'],
		['auto', 107, 50, 'stacked'],
		['auto', 80, 24, 'stacked'],
		['auto', 60, 20, 'stacked'],
		['auto', 40, 16, 'stacked'],
		['auto', 50, 15, 'tabs'],
		['auto', 39, 50, 'tabs'],
		['side', 80, 24, 'side'],
		['side', 59, 24, 'tabs'],
		['stacked', 200, 60, 'stacked'],
		['stacked', 80, 15, 'tabs'],
		['tabs', 200, 60, 'tabs'],
	];
	for (const [kind, columns, rows, got] of table) {
		assert.equal(layOut(columns, rows, {...plain, kind}).kind, got, `${kind} at ${columns}x${rows}`);
	}
});

test('bytes a row of the raw pane: as many as fit', () => {
	const table: ReadonlyArray<readonly [columns: number, rows: number, bytes: number]> = [
		[200, 60, 32],
		[146, 40, 32],
		[145, 40, 16],
		[120, 40, 16],
		[80, 24, 16],
		[60, 20, 8],
	];
	for (const [columns, rows, bytes] of table) {
		const {content} = layOut(columns, rows, plain).panes.raw!;
		assert.equal(formatOf('hex').widthFor!(content.columns), bytes, `${columns}x${rows}`);
	}
});

test('the pane that a cell belongs to', () => {
	const layout = layOut(80, 24, {...plain, popup_rows: 3, listed_rows: listing});
	const rows = Array.from({length: 24}, (_, y) => paneAt(layout, 10, y)?.charAt(0) ?? '.');
	assert.equal(rows.join(''), 'sssssssscccccccrrrr...c.');
});

describe('fits every size', () => {
	for (const kind of ['side', 'stacked', 'tabs', 'auto'] as const) {
		test(`${kind}: each pane has a row of content, nothing lies outside, nothing covers another, the prompt stays`, () => {
			for (let columns = 20; columns <= 130; columns += 5) {
				for (let rows = 6; rows <= 50; rows++) {
					for (const focus of ['server', 'client', 'raw'] as const) {
						checkLayout(columns, rows, {...plain, kind, focus, hasViewPrompt: true, hasStrip: rows % 2 === 0, listed_rows: {server: 9, client: 9, raw: 0}});
					}
				}
			}
		});
	}
});

function checkLayout(columns: number, rows: number, request: LayoutRequest): void {
	const closed = layOut(columns, rows, request);
	for (const popup_rows of [0, 1, 9, 50]) {
		const layout = layOut(columns, rows, {...request, popup_rows});
		const what = `${columns}x${rows} ${request.focus} ${popup_rows}`;
		const {popup, panes, status_row, tabs_row, strip_row} = layout;
		const {prompt} = panes[request.focus]!;
		assert.deepEqual(prompt, closed.panes[request.focus]!.prompt, what);
		assert.equal(popup.y + popup.rows, prompt.y, what);
		assert.ok(popup.rows <= popup_rows, what);
		const around = [tabs_row, strip_row, status_row].flatMap(y => y === undefined ? [] : [{x: 0, y, columns, rows: 1}]);
		const parts = Object.entries(panes).flatMap(([name, pane]) => {
			assert.ok(pane.content.rows >= 1, what);
			assert.ok(pane.content.columns >= 1, what);
			assert.equal(pane.list.rows, closed.panes[name as keyof typeof panes]!.list.rows, what);
			return [{...pane.box, rows: 1}, pane.content, pane.list, pane.prompt];
		});
		checkApart([...parts, ...around, popup], {columns, rows}, what);
	}
}

/** Every cell belongs to one rectangle at most. */
function checkApart(rectangles: readonly Rectangle[], {columns, rows}: {columns: number; rows: number}, what: string): void {
	const taken = new Uint8Array(columns * rows);
	for (const {x, y, columns: wide, rows: high} of rectangles) {
		const isInside = x >= 0 && y >= 0 && x + wide <= columns && y + high <= rows;
		assert.ok(high === 0 || isInside, what);
		for (let row = y; row < y + high; row++) {
			const cells = taken.subarray((row * columns) + x, (row * columns) + x + wide);
			assert.ok(!cells.includes(1), `${what}: row ${row}`);
			cells.fill(1);
		}
	}
}
