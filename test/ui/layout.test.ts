import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {Rectangle} from '../../source/screen/layout-type.ts';
import {layOut, type Layout, type LayoutRequest} from '../../source/ui/layout.ts';

const plain: LayoutRequest = {focus: 'client', zoom: false, popup_rows: 0, listed_rows: {server: 0, client: 0, raw: 0}, hasViewPrompt: false};

/** One character for a block of cells: `s c r` content, `l` connections, `>` prompt, `p` popup, `#` border, `t` tabs, `=` status line. */
function draw(layout: Layout, wide = 1, high = 1): string {
	const cells = Array.from({length: layout.rows}, () => Array.from({length: layout.columns}, () => ' '));
	const fill = ({x, y, columns, rows}: Rectangle, sign: string) => {
		for (let row = y; row < y + rows; row++) {
			cells[row]!.fill(sign, x, x + columns);
		}
	};

	for (const [name, pane] of Object.entries(layout.panes)) {
		fill(pane.box, '#');
		fill(pane.content, name.charAt(0));
		fill(pane.list, 'l');
		fill(pane.prompt, '>');
		fill(pane.popup, 'p');
	}

	if (layout.kind !== 'small') {
		fill({x: 0, y: layout.status_row, columns: layout.columns, rows: 1}, '=');
	}

	if (layout.tabs_row !== undefined) {
		fill({x: 0, y: layout.tabs_row, columns: layout.columns, rows: 1}, 't');
	}

	return cells.filter((_, row) => row % high === 0).map(row => row.filter((_, column) => column % wide === 0).join('').trimEnd()).join('\n');
}

function drawing(strings: TemplateStringsArray): string {
	return strings[0]!.replaceAll(/^\n|\n\t*$/gv, '').replaceAll(/^\t+/gmv, '');
}

describe('the layout', () => {
	test('80x24: all three panes, one character for 2x1 cells', () => {
		assert.equal(draw(layOut(80, 24, {...plain, listed_rows: {server: 1, client: 0, raw: 0}}), 2), drawing`
			########################################
			#ssssssssssssssssss##cccccccccccccccccc#
			#ssssssssssssssssss##cccccccccccccccccc#
			#ssssssssssssssssss##cccccccccccccccccc#
			#ssssssssssssssssss##cccccccccccccccccc#
			#ssssssssssssssssss##cccccccccccccccccc#
			#ssssssssssssssssss##cccccccccccccccccc#
			#ssssssssssssssssss##cccccccccccccccccc#
			#ssssssssssssssssss##cccccccccccccccccc#
			#ssssssssssssssssss##cccccccccccccccccc#
			#ssssssssssssssssss##cccccccccccccccccc#
			#llllllllllllllllll##cccccccccccccccccc#
			#>>>>>>>>>>>>>>>>>>##>>>>>>>>>>>>>>>>>>#
			########################################
			########################################
			#rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr#
			########################################
			========================================
		`);
	});

	test('60x18: the smallest with three, a popup in the focused pane', () => {
		assert.equal(draw(layOut(60, 18, {...plain, popup_rows: 3}), 2), drawing`
			##############################
			#sssssssssssss##ccccccccccccc#
			#sssssssssssss##ccccccccccccc#
			#sssssssssssss##ccccccccccccc#
			#sssssssssssss##ccccccccccccc#
			#sssssssssssss##>>>>>>>>>>>>>#
			#sssssssssssss##ppppppppppppp#
			#sssssssssssss##ppppppppppppp#
			#>>>>>>>>>>>>>##ppppppppppppp#
			##############################
			##############################
			#rrrrrrrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrrrrrrr#
			##############################
			==============================
		`);
	});

	test('120x40 and 200x60, one character for 10x4 cells', () => {
		assert.equal(draw(layOut(119, 40, plain), 10, 4), drawing`
			############
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
			####################
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

	test('50x16: one pane at a time, with a row that says which', () => {
		assert.equal(draw(layOut(50, 16, {...plain, focus: 'raw'}), 2), drawing`
			ttttttttttttttttttttttttt
			#########################
			#rrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrr#
			#rrrrrrrrrrrrrrrrrrrrrrr#
			#########################
			=========================
		`);
	});

	test('20x6: the smallest of all; a popup gives way to the log', () => {
		assert.equal(draw(layOut(20, 6, {...plain, popup_rows: 8})), drawing`
			tttttttttttttttttttt
			####################
			##cccccccccccccccc##
			##>>>>>>>>>>>>>>>>##
			####################
			====================
		`);
	});

	test('20x5: nothing', () => {
		assert.equal(draw(layOut(20, 5, plain)).trim(), '');
		assert.equal(layOut(20, 5, plain).kind, 'small');
		assert.equal(layOut(19, 50, plain).kind, 'small');
	});

	test('zoomed, the focused pane has all but the status line', () => {
		assert.equal(draw(layOut(77, 20, {...plain, zoom: true, focus: 'server', listed_rows: {server: 9, client: 0, raw: 0}}), 4), drawing`
			####################
			#ssssssssssssssssss#
			#ssssssssssssssssss#
			#ssssssssssssssssss#
			#ssssssssssssssssss#
			#ssssssssssssssssss#
			#ssssssssssssssssss#
			#ssssssssssssssssss#
			#ssssssssssssssssss#
			#ssssssssssssssssss#
			#ssssssssssssssssss#
			#ssssssssssssssssss#
			#ssssssssssssssssss#
			#llllllllllllllllll#
			#llllllllllllllllll#
			#llllllllllllllllll#
			#llllllllllllllllll#
			#>>>>>>>>>>>>>>>>>>#
			####################
			====================
		`);
	});

	test('the raw pane has a prompt only while one is open', () => {
		const {raw} = layOut(80, 24, {...plain, focus: 'raw', hasViewPrompt: true}).panes;
		assert.deepEqual([raw?.content.rows, raw?.prompt.rows], [6, 1]);
	});

	test('fits every size: each pane has a row of content, nothing lies outside', () => {
		for (let columns = 20; columns <= 130; columns += 5) {
			for (let rows = 6; rows <= 50; rows++) {
				for (const focus of ['server', 'client', 'raw'] as const) {
					const layout = layOut(columns, rows, {...plain, focus, hasViewPrompt: true, popup_rows: 9, listed_rows: {server: 9, client: 9, raw: 0}});
					for (const {box, content, popup} of Object.values(layout.panes)) {
						assert.ok(content.rows >= 1, `${columns}x${rows}`);
						assert.ok(content.columns >= 1, `${columns}x${rows}`);
						assert.equal(popup.y + popup.rows, box.y + box.rows - 1);
						assert.ok(box.x + box.columns <= columns);
						assert.ok(box.y + box.rows <= rows - 1);
					}
				}
			}
		}
	});
});
