/** The mouse on a screen: what is pointed at is named by its text, then what changes and what is asked of others. */
import {describe, test, type TestContext} from 'node:test';
import {viewPane, type PaneName} from '../../source/frames/panes.ts';
import type {MouseReport} from '../../source/screen/mouse.ts';
import type {Assistant} from '../../source/ui/assistant.ts';
import {chromeOf} from '../../source/ui/chrome.ts';
import {viewScreen} from '../../source/ui/screen-view.ts';
import {openUi, type Effect, type UiState} from '../../source/ui/state.ts';
import {update, type Message} from '../../source/ui/update.ts';
import {plainTheme} from '../helpers/plain-theme.ts';
import {accepted, client, endpoint, frame, listener} from './fake-lab.ts';

const assistant: Assistant = {
	complete: (_text, cursor) => ({start: 0, end: cursor, suggestions: []}),
	help: {
		page: name => ({name, title: name, rows: Array.from({length: 100}, (_, index) => ({label: '', text: `help ${index}`}))}),
		search: query => ({name: '', title: query, rows: []}),
	},
};

class Pointed {
	state: UiState;
	effects: Effect[] = [];

	constructor(columns = 120, rows = 40) {
		const endpoints = [listener, accepted, endpoint({name: 's1.2', side: 'server'}), endpoint({name: 's1.3', side: 'server'}), client];
		this.state = {...openUi({columns, rows}), chrome: chromeOf(frame({}, {endpoints}, {log_rows: 1}), 0)};
	}

	/** The first cell of a part of a pane. */
	cell(pane: PaneName, part: 'box' | 'content' | 'list' | 'prompt') {
		const {x, y} = this.#layout.panes[pane]![part];
		return {x, y};
	}

	mouse(kind: MouseReport['kind'], {x, y}: {readonly x: number; readonly y: number}): this {
		return this.take({type: 'mouse', report: {kind, x, y}, layout: this.#layout});
	}

	take(message: Message): this {
		const {state, effects} = update(this.state, message, assistant);
		this.state = state;
		this.effects.push(...effects);
		return this;
	}

	/** What was asked since it was last told. */
	asked(): readonly Effect[] {
		return this.effects.splice(0);
	}

	get #layout() {
		return viewScreen(this.state, plainTheme).layout;
	}
}

for (const [columns, rows] of [[120, 40], [80, 24]] as const) {
	describe(`at ${columns}x${rows}`, () => {
		test('a click focuses the pane under it', (t: TestContext) => {
			const screen = new Pointed(columns, rows);
			for (const pane of ['server', viewPane, 'client'] as const) {
				screen.mouse('press', screen.cell(pane, 'box')).mouse('release', screen.cell(pane, 'box'));
				t.assert.strictEqual(screen.state.focus, pane);
			}

			t.assert.deepStrictEqual(screen.asked(), []);
		});

		test('a click in the list chooses a connection', (t: TestContext) => {
			const screen = new Pointed(columns, rows);
			const {x, y} = screen.cell('server', 'list');
			screen.mouse('press', {x, y: y + 1});
			t.assert.deepStrictEqual(screen.asked(), [{do: 'execute', pane: 'server', line: 'use s1.2', typed: undefined}]);
			t.assert.strictEqual(screen.state.chrome.current.server, 's1.2');
			t.assert.strictEqual(screen.state.focus, 'server');
		});

		test('the wheel scrolls the pane under it, and leaves the focus', (t: TestContext) => {
			const screen = new Pointed(columns, rows);
			screen.mouse('wheel-up', screen.cell('server', 'content')).mouse('wheel-down', screen.cell(viewPane, 'content'));
			t.assert.deepStrictEqual(screen.asked(), [
				{do: 'scroll', move: {pane: 'server', by: {rows: -3}}},
				{do: 'scroll', move: {pane: viewPane, by: {rows: 3}}},
			]);
			t.assert.strictEqual(screen.state.focus, 'client');
		});

		test('in the raw pane a click is for a byte, and a drag marks, within the pane', (t: TestContext) => {
			const screen = new Pointed(columns, rows);
			const {x, y} = screen.cell(viewPane, 'content');
			screen.mouse('press', {x: x + 10, y: y + 1}).mouse('drag', {x: x + 20, y: y + 2}).mouse('drag', {x: 0, y: 0}).mouse('release', {x: 0, y: 0}).mouse('drag', {x, y});
			const moves = screen.asked().flatMap(effect => effect.do === 'scroll' ? [effect.move.by] : []);
			t.assert.deepStrictEqual(moves, [
				{at: {row: 1, column: 10}, isDrag: false},
				{at: {row: 2, column: 20}, isDrag: true},
				{at: {row: 0, column: 0}, isDrag: true},
			]);
			t.assert.match(screen.state.notice, /^y copies what is marked/v);
		});

		test('a drag over a log says how text is selected', (t: TestContext) => {
			const screen = new Pointed(columns, rows);
			const at = screen.cell('server', 'content');
			screen.mouse('press', at);
			t.assert.strictEqual(screen.state.notice, '');
			screen.mouse('drag', {...at, x: at.x + 3});
			t.assert.match(screen.state.notice, /^hold Shift to select text/v);
			t.assert.deepStrictEqual(screen.asked(), []);
		});
	});
}

test('a click on a tab shows its pane', (t: TestContext) => {
	const screen = new Pointed(50, 12);
	const {tabs} = viewScreen(screen.state, plainTheme);
	for (const pane of ['raw', 'server', 'client'] as const) {
		screen.mouse('press', {x: tabs.indexOf(pane), y: 0});
		t.assert.strictEqual(screen.state.focus, pane);
	}
});

test('while a text is read the wheel turns it, and a click does nothing', (t: TestContext) => {
	const screen = new Pointed(80, 24);
	screen.take({type: 'key', key: {type: 'key', name: 'F1'}}).mouse('wheel-down', {x: 3, y: 3}).mouse('wheel-down', {x: 3, y: 3}).mouse('wheel-up', {x: 3, y: 3}).mouse('press', {x: 3, y: 3});
	t.assert.strictEqual(screen.state.help?.places[0]?.top, 3);
	t.assert.strictEqual(screen.state.focus, 'client');
});

test('lines that were pasted wait for their answer', (t: TestContext) => {
	const screen = new Pointed();
	screen.take({type: 'key', key: {type: 'paste', text: 'a\nb\n'}}).mouse('press', screen.cell('server', 'content'));
	t.assert.strictEqual(screen.state.focus, 'client');
});
