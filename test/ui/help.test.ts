/** The help as it is read: pages, choices, a search, and what it leaves in the prompt. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {helpWords} from '../../source/commands/help/find-page.ts';
import {verbs} from '../../source/commands/table.ts';
import {helpBook} from '../../source/ui/help-book.ts';
import {openHelp} from '../../source/ui/help.ts';
import {helpLines} from '../../source/ui/help-layout.ts';
import {helpView} from '../../source/ui/help-view.ts';
import type {Key} from '../../source/ui/keys.ts';
import {openUi, type UiState} from '../../source/ui/state.ts';
import {chooseTheme} from '../../source/ui/theme.ts';
import {update} from '../../source/ui/update.ts';

const size = {columns: 80, rows: 24};
const theme = chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8', NO_COLOR: '1'});
const assistant = {complete: () => ({start: 0, end: 0, suggestions: []}), help: helpBook(verbs)};

/** A screen after these keys: names, and typed text as `"text"`. */
function after(...keys: readonly string[]): UiState {
	let state = openUi(size);
	for (const name of keys) {
		const key: Key = name.startsWith('"') ? {type: 'text', text: name.slice(1, -1)} : {type: 'key', name};
		({state} = update(state, {type: 'key', key}, assistant));
	}

	return state;
}

/** The title, and the row that is chosen. */
function read(...keys: readonly string[]): string[] {
	const {help, prompts, focus} = after(...keys);
	if (help === undefined) {
		return [`prompt ${prompts[focus].text}`];
	}

	const {title, lines} = helpView(help, {size}, theme);
	const rows = lines.map(line => stripVTControlCharacters(line));
	return [stripVTControlCharacters(title).trim().replaceAll(/ {2,}/gv, '  '), ...rows.filter(line => line.startsWith(' ▸')).map(line => line.slice(3).trimEnd())];
}

const table: ReadonlyArray<readonly [what: string, keys: readonly string[], wanted: readonly string[]]> = [
	['F1 opens on the groups', ['F1'], ['HELP', 'start here  the panes, a first conversation, how to end']],
	['arrows choose, Enter opens', ['F1', 'Down', 'Down', 'Down', 'Enter'], ['HELP  services', 'echo                  sends back what it receives (RFC 862)']],
	['Esc goes back to where one was', ['F1', 'Down', 'Down', 'Down', 'Enter', 'Esc'], ['HELP', 'services    what a server answers by itself: echo, chat, relay …']],
	['and closes', ['"hi"', 'F1', 'Esc'], ['prompt hi']],
	['F1 closes at once', ['F1', 'Enter', 'F1'], ['prompt ']],
	['Enter on a verb puts it into the prompt', ['F1', 'Down', 'Down', 'Enter', 'Enter'], ['prompt /listen ']],
	['Right shows more about it', ['F1', 'Down', 'Down', 'Enter', 'Down', 'Right'], ['HELP  connect', 'name=        what to call it']],
	['an option is put behind its verb', ['F1', 'Down', 'Down', 'Enter', 'Down', 'Right', 'Down', 'Enter'], ['prompt /connect recv=']],
	['typing searches', ['F1', '"los"', '"s"'], ['HELP  search: loss_', 'link loss=  datagrams that never arrive']],
	['Backspace takes a letter back', ['F1', '"lossx"', 'Backspace'], ['HELP  search: loss_', 'link loss=  datagrams that never arrive']],
	['a whole character', ['F1', '"loss👩‍🚀"', 'Backspace'], ['HELP  search: loss_', 'link loss=  datagrams that never arrive']],
	['a search has one line', ['F1', '"loss\ncut"'], ['HELP  search: loss_', 'link loss=  datagrams that never arrive']],
	['and at last the search', ['F1', '"x"', 'Backspace'], ['HELP', 'start here  the panes, a first conversation, how to end']],
	['Esc leaves the search', ['F1', '"loss"', 'Esc'], ['HELP', 'start here  the panes, a first conversation, how to end']],
	['Enter takes what was found', ['F1', '"loss"', 'Enter'], ['prompt /link loss=']],
	['nothing is found', ['F1', '"qqqq"'], ['HELP  search: qqqq_  nothing found']],
];

for (const [what, keys, wanted] of table) {
	test(what, () => {
		assert.deepEqual(read(...keys), wanted);
	});
}

test('the position is told where there is more than the screen has', () => {
	assert.match(read('F1', 'Down', 'Enter', 'PageDown').join('\n'), /^HELP {2}keys {2}23-44 of \d\d {2}\d\d %$/v);
});

test('a page turned takes the choice along', () => {
	const [title = '', ...chosen] = read('F1', 'Down', 'Down', 'Enter', 'PageDown');
	assert.match(title, /^HELP {2}verbs {2}\d+-\d+ of \d+ {2}\d+ %$/v);
	assert.equal(chosen.length, 1);
});

test('at 80x24 no line of any page is cut, and the first page has room', () => {
	for (const word of ['', ...helpWords({verbs}).map(({text}) => text)]) {
		const page = assistant.help.page(word, 'client');
		const lines = helpLines(page, 80);
		const whole = page.rows.map(({label, text}) => `${label} ${text}`).join(' ').split(/\s+/v).filter(part => part !== '');
		const shown = lines.map(({label, text}) => `${label} ${text}`).join(' ').split(/\s+/v).filter(part => part !== '');
		assert.deepEqual(shown, whole, word);
		assert.deepEqual(lines.filter(({label, text}) => label.length + text.length > 76), [], word);
	}

	const start = assistant.help.page('start', 'client');
	assert.equal(helpLines(start, 80).length, start.rows.length, 'no row of the first page goes on in a second line');
});

test('help on a word without a page opens what a search finds', () => {
	const {title} = helpView(openHelp({query: 'half'}, {book: assistant.help, pane: 'client'}), {size}, theme);
	assert.match(stripVTControlCharacters(title), /HELP {2}search: half_/v);
});
