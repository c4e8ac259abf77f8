/** Layouts and borders as a person changes them: what is asked, what the layout is then, what the status row says. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {arrange, nextLayout, pushBorder} from '../../source/ui/arrange.ts';
import {layOut} from '../../source/ui/layout.ts';
import {requestOf} from '../../source/ui/layout-request.ts';
import {openUi, type UiState} from '../../source/ui/state.ts';

function stateAt(columns: number, rows: number, differences: Partial<UiState> = {}): UiState {
	return {...openUi({columns, rows}), ...differences};
}

/** `stacked 8 7 7`: the rows of the panes; `side 60|60 23 16`: columns, then rows. */
function shapeOf(state: UiState): string {
	const {kind, panes: {server, client, raw}} = layOut(state.size.columns, state.size.rows, requestOf(state));
	if (server === undefined || client === undefined || raw === undefined) {
		return kind;
	}

	return kind === 'side'
		? `side ${server.box.columns}|${client.box.columns} ${server.box.rows} ${raw.box.rows}`
		: `${kind} ${server.box.rows} ${client.box.rows} ${raw.box.rows}`;
}

describe('/layout', () => {
	const table: ReadonlyArray<readonly [size: [number, number], how: 'side' | 'stacked' | 'tabs' | 'auto', shape: string, notice: string]> = [
		[[80, 24], 'side', 'side 40|40 14 9', 'layout side by side; Alt+L for the next'],
		[[80, 24], 'tabs', 'tabs', 'layout one pane at a time; Alt+L for the next'],
		[[80, 24], 'auto', 'stacked 8 7 7', 'layout auto: stacked; Alt+L for the next'],
		[[120, 40], 'auto', 'side 60|60 23 16', 'layout auto: side by side; Alt+L for the next'],
		[[50, 14], 'side', 'tabs', 'layout side needs 60x18; Alt+L for the next'],
	];
	for (const [[columns, rows], how, shape, notice] of table) {
		test(`${how} at ${columns}x${rows}`, () => {
			const state = arrange(stateAt(columns, rows, {zoom: true}), {type: 'layout', how});
			assert.deepEqual([shapeOf(state), state.notice], [shape, notice]);
		});
	}

	test('alone: how the panes are, and what the screen costs', () => {
		const state = stateAt(80, 24);
		const chrome = {...state.chrome, frames_per_second: 6, rss_bytes: 136 * 1024 * 1024};
		assert.deepEqual(arrange({...state, chrome}, {type: 'layout'}).popup, {
			type: 'text',
			lines: ['80x24, layout auto: stacked', 'the screen costs 6 fps and 136 MiB'],
		});
	});
});

test('Alt+L goes through the layouts that differ from what is shown, and comes back', () => {
	const walk = (state: UiState): string[] => {
		const shapes: string[] = [];
		let current = state;
		while (shapes.at(-1) !== 'auto') {
			current = nextLayout(current);
			shapes.push(current.layout);
		}

		return shapes;
	};

	assert.deepEqual(walk(stateAt(80, 24)), ['side', 'stacked', 'tabs', 'auto']);
	assert.deepEqual(walk(stateAt(120, 40)), ['stacked', 'tabs', 'auto']);
	assert.deepEqual(walk(stateAt(50, 20)), ['tabs', 'auto']);
	assert.equal(nextLayout(stateAt(50, 14)).notice, 'no other layout has room in 50x14');
});

describe('Alt with an arrow', () => {
	/** What is pressed one after another, and the shape after each. */
	const table: ReadonlyArray<readonly [what: string, state: UiState, steps: ReadonlyArray<readonly [Parameters<typeof pushBorder>[1], string]>]> = [
		['side by side', stateAt(120, 40), [['left', 'side 58|62 23 16'], ['right', 'side 60|60 23 16'], ['down', 'side 60|60 24 15'], ['up', 'side 60|60 23 16']]],
		['stacked, in the second pane: the border above it', stateAt(80, 24), [['up', 'stacked 7 8 7'], ['down', 'stacked 8 7 7']]],
		['stacked, in the first pane: the border below it', stateAt(80, 24, {focus: 'server'}), [['down', 'stacked 9 6 7']]],
		['stacked, in the third pane: the border above it', stateAt(80, 24, {focus: 'raw'}), [['up', 'stacked 8 6 8'], ['up', 'stacked 8 5 9']]],
	];
	for (const [what, start, steps] of table) {
		test(what, () => {
			let state = start;
			for (const [direction, shape] of steps) {
				state = pushBorder(state, direction);
				assert.deepEqual([shapeOf(state), state.notice], [shape, '']);
			}
		});
	}

	test('as far as the smallest pane', () => {
		let state = stateAt(80, 24);
		for (let step = 0; step < 30; step++) {
			state = pushBorder(state, 'down');
		}

		assert.deepEqual([shapeOf(state), state.notice], ['stacked 13 2 7', 'the border goes no further']);
		assert.equal(shapeOf(pushBorder(state, 'up')), 'stacked 12 3 7', 'the first step back is one');
	});

	test('where there is none', () => {
		assert.match(pushBorder(stateAt(80, 24), 'left').notice, /Alt\+Up, Alt\+Down/v);
		assert.match(pushBorder(stateAt(50, 14), 'up').notice, /no borders/v);
		assert.match(pushBorder(stateAt(120, 40, {zoom: true}), 'left').notice, /no borders/v);
	});

	test('a moved border keeps its share when the screen is resized, and its place when it comes back', () => {
		let state = stateAt(80, 24, {focus: 'raw'});
		for (let step = 0; step < 4; step++) {
			state = pushBorder(state, 'up');
		}

		assert.equal(shapeOf(state), 'stacked 8 3 11');
		assert.equal(shapeOf({...state, size: {columns: 80, rows: 46}}), 'stacked 15 7 22');
		assert.equal(shapeOf({...state, zoom: true}), 'zoom');
		assert.equal(shapeOf({...state, size: {columns: 30, rows: 10}}), 'tabs');
		assert.equal(shapeOf(state), 'stacked 8 3 11');
		assert.equal(shapeOf(arrange(state, {type: 'layout', how: 'reset'})), 'stacked 8 7 7');
		assert.equal(shapeOf(arrange(state, {type: 'layout', how: 'auto'})), 'stacked 8 7 7');
	});
});
