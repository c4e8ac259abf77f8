/** Ctrl+O: the connections of a pane, walked with the arrows and narrowed by typing. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {verbs} from '../../source/commands/table.ts';
import {helpBook} from '../../source/ui/help-book.ts';
import type {Frame} from '../../source/frames/frame.ts';
import {chromeOf} from '../../source/ui/chrome.ts';
import type {Key} from '../../source/ui/keys.ts';
import {viewScreen} from '../../source/ui/screen-view.ts';
import {viewportOf} from '../../source/ui/viewport.ts';
import {openUi, type Effect, type UiState} from '../../source/ui/state.ts';
import {chooseTheme} from '../../source/ui/theme.ts';
import {update} from '../../source/ui/update.ts';
import {endpoint, frame} from './fake-lab.ts';

const theme = chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8', NO_COLOR: '1'});
const assistant = {complete: () => ({start: 0, end: 0, suggestions: []}), help: helpBook(verbs)};

const clients = Array.from({length: 300}, (_, index) => endpoint({name: `c${index + 1}`, local: `127.0.0.1:${50_001 + index}`}));

const manyClients: Partial<Frame> = {endpoints: clients, current: {client: 'c2'}};

class Ui {
	state: UiState = openUi({columns: 80, rows: 24});
	readonly effects: Effect[] = [];

	constructor(differences: Partial<Frame> = manyClients) {
		this.show(differences);
	}

	show(differences: Partial<Frame>): this {
		return this.#take({type: 'chrome', chrome: chromeOf(frame({}, differences), 0)});
	}

	press(...keys: readonly string[]): this {
		for (const key of keys) {
			this.#take({type: 'key', key: keyOf(key)});
		}

		return this;
	}

	/** What is open, without the line at its side. */
	get popup(): string[] {
		return viewScreen(this.state, theme).popup.map(row => stripVTControlCharacters(row).slice(2));
	}

	get chosen(): string[] {
		return this.effects.flatMap(effect => effect.do === 'execute' ? [effect.line] : []);
	}

	#take(message: Parameters<typeof update>[1]): this {
		const {state, effects} = update(this.state, message, assistant);
		this.state = state;
		this.effects.push(...effects);
		return this;
	}
}

function keyOf(key: string): Key {
	return key.startsWith('"') ? {type: 'text', text: key.slice(1, -1)} : {type: 'key', name: key};
}

test('the list opens at the chosen connection; the arrows walk it, Enter chooses', () => {
	const ui = new Ui().press('Ctrl+O');
	assert.deepEqual(ui.popup.slice(0, 4), [
		'choose a connection: type a part of its name, address or state  2 of 300',
		'  c1 :50001 → :4000  open  in 0 B  out 0 B',
		'▸ c2 :50002 → :4000  open  in 0 B  out 0 B',
		'  c3 :50003 → :4000  open  in 0 B  out 0 B',
	]);
	assert.deepEqual(ui.press('Down', 'Down', 'Up', 'PageDown', 'Enter').chosen, ['use c11']);
	assert.deepEqual(ui.popup, []);
	assert.deepEqual(new Ui().press('Ctrl+O', 'Up', 'Up', 'Enter').chosen, ['use c300']);
});

test('typing narrows it, by name, address and state; Backspace widens it again', () => {
	const ui = new Ui().press('Ctrl+O', '"502"', '"99"');
	assert.deepEqual(ui.popup, [
		'choose a connection: 50299  1 of 1',
		'▸ c299 :50299 → :4000  open  in 0 B  out 0 B',
	]);
	assert.deepEqual(ui.press('"x"').popup, ['choose a connection: 50299x  none has that']);
	assert.deepEqual(ui.press('Enter').chosen, []);
	assert.deepEqual(ui.press('Backspace', 'Enter').chosen, ['use c299']);
	assert.equal(new Ui().press('Ctrl+O', '"c29 open"').popup.length, 11);
});

test('Esc leaves everything as it was, and keys of the prompt do nothing meanwhile', () => {
	const ui = new Ui().press('"draft"', 'Ctrl+O', '"c7"', 'Tab', 'Esc');
	assert.deepEqual([ui.state.prompts.client.text, ui.state.focus, ui.chosen], ['draft', 'client', []]);
});

test('the lab is asked for those that match, and what it tells is shown', () => {
	const ui = new Ui({endpoints: clients.slice(0, 3), unlisted: {server: {open: 0, waiting: 0}, client: {open: 297, waiting: 0}}, current: {client: 'c2'}}).press('Ctrl+O', '"29"');
	const asked = viewportOf(ui.state, viewScreen(ui.state, theme).layout, theme).listing;
	assert.deepEqual(asked, {side: 'client', query: '29'});
	const listing = {...asked, matched: 17, endpoints: clients.slice(289, 299)};
	ui.show({endpoints: clients.slice(0, 3), current: {client: 'c2'}, listing});
	assert.deepEqual(ui.popup.slice(0, 2), ['choose a connection: 29  1 of 17', '▸ c290 :50290 → :4000  open  in 0 B  out 0 B']);
	assert.deepEqual(ui.press('"5"', 'Enter').chosen, ['use c295']);
	assert.equal(viewportOf(ui.state, viewScreen(ui.state, theme).layout, theme).listing, undefined);
});

test('with none open there is nothing to choose', () => {
	const ui = new Ui({endpoints: [endpoint({state: 'closed'})], current: {client: 'c1'}}).press('Ctrl+O');
	assert.deepEqual([ui.popup, ui.state.notice], [[], 'no connection to choose']);
});
