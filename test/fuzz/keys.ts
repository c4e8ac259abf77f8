import assert from 'node:assert/strict';
import fc from 'fast-check';
import {verbs} from '../../source/commands/table.ts';
import {limits} from '../../source/core/limits.ts';
import {problem} from '../../source/core/problem.ts';
import {visibleText} from '../../source/core/visible.ts';
import {paneNames} from '../../source/frames/panes.ts';
import {services} from '../../source/services/table.ts';
import type {MouseReport} from '../../source/screen/mouse.ts';
import {chromeOf} from '../../source/ui/chrome.ts';
import {readPlace} from '../../source/ui/help.ts';
import {helpBook} from '../../source/ui/help-book.ts';
import {openHistory} from '../../source/ui/history.ts';
import {keymap} from '../../source/commands/keymap.ts';
import {type Key, readKeys, readPaste} from '../../source/ui/keys.ts';
import {isWithin} from '../../source/ui/layout.ts';
import {completePrompt} from '../../source/ui/knowledge.ts';
import {viewScreen} from '../../source/ui/screen-view.ts';
import {focusedEditor, openUi, promptKind, type Effect, type UiState} from '../../source/ui/state.ts';
import {chooseTheme} from '../../source/ui/theme.ts';
import {update, type Message} from '../../source/ui/update.ts';
import {endpoint, frame} from '../ui/fake-lab.ts';
import {anyText, sentenceOf} from './arbitraries.ts';
import {defineFuzzer} from './fuzzer.ts';
import {assertRow} from './harmless.ts';

const book = helpBook(verbs);
const assistant = {
	complete: completePrompt(verbs, {services: Object.values(services), listFolder: () => ['a b/', 'x\u{1B}y', '"']}),
	help: {page: book.page, search: (query: string) => book.page(query, 'client')},
};
const names = [...new Set(keymap.flatMap(({keys}) => keys).filter(name => name.length > 1)), 'Enter', 'Enter', 'Enter', 'Esc', 'Tab', 'Ctrl+T'];
const words = [...verbs.map(({name}) => name), '/', '//', ' ', 'c1 ', 'tcp:4000', 'recv=', '"', '\n', '\r', '\u{7F}', '\t', '\u{1B}'];

const theme = chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8'});
const mouseKinds = ['press', 'drag', 'release', 'wheel-up', 'wheel-down'] as const;

type Asked = Extract<Effect, {readonly line: string; readonly pane: string}>;

function askedBy(effects: readonly Effect[]): readonly Asked[] {
	return effects.filter((effect): effect is Asked => effect.do === 'execute' || effect.do === 'send');
}

/** What happens to the screen, as a word and what comes with it. */
type Happening = readonly ['key' | 'text' | 'chunk' | 'paste' | 'reply' | 'frame' | 'size' | 'mouse', string];

const happening: fc.Arbitrary<Happening> = fc.oneof(
	{weight: 16, arbitrary: fc.tuple(fc.constant('key' as const), fc.constantFrom(...names))},
	{weight: 12, arbitrary: fc.tuple(fc.constantFrom('text', 'chunk', 'paste'), fc.oneof(anyText, sentenceOf(words, 6)))},
	{weight: 1, arbitrary: fc.tuple(fc.constant('paste' as const), fc.constantFrom('long '.repeat(14_000), `é\n${'long\n'.repeat(14_000)}`))},
	{weight: 4, arbitrary: fc.tuple(fc.constant('reply' as const), fc.oneof(fc.constantFrom('problem', 'many', 'zoom', 'focus'), anyText))},
	{weight: 3, arbitrary: fc.tuple(fc.constant('frame' as const), anyText)},
	{weight: 6, arbitrary: fc.tuple(fc.constant('mouse' as const), fc.tuple(fc.constantFrom(...mouseKinds), fc.nat(130), fc.nat(40)).map(report => report.join(' ')))},
	{weight: 3, arbitrary: fc.tuple(fc.constant('size' as const), fc.tuple(fc.nat(130), fc.nat(40)).map(size => size.join('x')))},
);

export const keys = defineFuzzer<readonly Happening[]>({
	name: 'keys',
	holds: 'any keys, pastes, answers and sizes in any order leave a state that is sound and a screen that fits, and no line that was entered is lost',
	input: fc.array(happening, {maxLength: 40}),
	cases: 800,
	check(happenings) {
		let state: UiState = {...openUi({columns: 80, rows: 24}), history: openHistory(['/older', 'old'])};
		let asked: Asked | undefined;
		for (const each of happenings) {
			for (const message of messagesOf(each, state, asked)) {
				const before = state;
				const {state: next, effects} = update(state, message, assistant);
				state = next;
				asked = askedBy(effects).at(-1) ?? asked;
				checkEntered(before, message, state, effects);
				checkState(state);
				checkPointed(before, effects);
			}
		}

		for (const ascii of [false, true]) {
			checkScreen(state, ascii);
		}
	},
});

function messagesOf([what, text]: Happening, state: UiState, asked: Asked | undefined): readonly Message[] {
	const pressed = (key: Key): Message => ({type: 'key', key});
	switch (what) {
		case 'key': {
			return [pressed({type: 'key', name: text})];
		}

		case 'text': {
			return [pressed({type: 'text', text})];
		}

		case 'chunk': {
			return readKeys(text, {}).map(key => pressed(key));
		}

		case 'paste': {
			return [pressed(readPaste(text))];
		}

		case 'reply': {
			return asked === undefined ? [] : [{type: 'replied', pane: asked.pane, line: asked.line, typed: asked.typed, outcome: outcomeOf(text, asked.line)}];
		}

		case 'frame': {
			return [{type: 'chrome', chrome: chromeOf(frame({}, {endpoints: [endpoint(), endpoint({name: 'c2', held: true, queued_bytes: 5, remote: visibleText(text)}), endpoint({side: 'server', name: 's1.1', remote: visibleText(text)}), endpoint({side: 'server', isListener: true, name: 's1', state: 'listening', service: visibleText(text), local: visibleText(text), note: 'dual stack'})]}), text.length)}];
		}

		case 'mouse': {
			const [kind = '', x, y] = text.split(' ', 3);
			return [{type: 'mouse', report: {kind: kind as MouseReport['kind'], x: Number(x), y: Number(y)}, layout: viewScreen(state, theme).layout}];
		}

		case 'size': {
			const [columns = 0, rows = 0] = text.split('x').map(Number);
			return [{type: 'resized', size: {columns, rows}}];
		}
	}
}

function outcomeOf(text: string, line: string) {
	switch (text) {
		case 'problem': {
			return problem('wrong', {start: Math.floor(line.length / 2), end: line.length}, 'right');
		}

		case 'many': {
			return {text: Array.from({length: 30}, (_, index) => `answer ${index}`)};
		}

		case 'zoom': {
			return {request: {type: 'zoom'} as const};
		}

		case 'focus': {
			return {request: {type: 'focus', pane: 'raw'} as const};
		}

		default: {
			return {text: text.split('\n')};
		}
	}
}

/** Enter hands over what stands in the prompt, with the lines pasted into it; a prompt that Enter empties was handed over. A completion that was chosen may be taken instead, and a search be left. */
function checkEntered(before: UiState, message: Message, after: UiState, effects: readonly Effect[]): void {
	if (message.type !== 'key' || message.key.type !== 'key' || message.key.name !== 'Enter' || before.pager !== undefined || before.help !== undefined || promptKind(before) === 'view' || (askedBy(effects).length === 0 && ((before.popup?.type === 'completion' && focusedEditor(after).text.startsWith(focusedEditor(before).text)) || before.popup?.type === 'search'))) {
		return;
	}

	const {text, cursor} = focusedEditor(before);
	const pasted = before.popup?.type === 'paste' ? before.popup.text : '';
	const whole = text.slice(0, cursor) + pasted + text.slice(cursor);
	const handed = askedBy(effects).flatMap(({typed}) => typed === undefined ? [] : [typed.text]);
	assert.deepEqual(handed, handed.length === 0 && focusedEditor(after).text === whole ? [] : [whole]);
}

/** A place that is pointed at lies within the pane. */
function checkPointed(before: UiState, effects: readonly Effect[]): void {
	const {content} = viewScreen(before, theme).layout.panes.raw ?? {};
	for (const effect of effects) {
		if (effect.do !== 'scroll' || typeof effect.move.by !== 'object' || !('at' in effect.move.by)) {
			continue;
		}

		const {row, column} = effect.move.by.at;
		assert.ok(isWithin({...content!, x: 0, y: 0}, column, row));
	}
}

function checkState({focus, prompts, popup, pager, help, size}: UiState): void {
	assert.ok(paneNames.includes(focus));
	for (const {text, cursor, undo} of Object.values(prompts)) {
		assert.ok(text.length <= limits.line_characters);
		assert.ok(undo.length <= limits.undo_steps);
		assert.ok(cursor >= 0);
		assert.ok(cursor <= text.length);
		assert.ok(!/^[\u{DC00}-\u{DFFF}]/v.test(text.slice(cursor)) || !/[\u{D800}-\u{DBFF}]$/v.test(text.slice(0, cursor)), 'the cursor stands within a character');
	}

	if (popup?.type === 'completion' || popup?.type === 'problem') {
		assert.ok(popup.start >= 0);
		assert.ok(popup.start <= popup.end);
		assert.ok(popup.end <= prompts[focus].text.length);
	}

	assert.ok(pager === undefined || pager.top === 0 || pager.top < pager.lines.length);
	const read = help && readPlace(help, size.columns);
	assert.ok(read === undefined || (read.top >= 0 && read.at < read.page.rows.length && (read.top === 0 || read.top < read.lines.length)));
}

function checkScreen(state: UiState, ascii: boolean): void {
	const {columns} = state.size;
	const {panes: shown, page, popup, tabs, strip, status, staged} = viewScreen(state, chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8'}, {characters: ascii ? 'ascii' : 'unicode'}));
	for (const row of [tabs, strip, status, ...popup, ...page === undefined ? [] : [page.title, ...page.lines]]) {
		assertRow(row, columns, ascii);
	}

	for (const {layout, title, list, prompt} of shown) {
		assertRow(title, layout.box.columns, ascii);
		for (const row of list) {
			assertRow(row, layout.box.columns, ascii);
		}

		assertRow(prompt?.window.text ?? '', Math.max(0, layout.prompt.columns - (prompt?.label_columns ?? 0)), ascii);
	}

	const {x = 0, y = 0} = staged.cursor ?? {};
	assert.ok(x <= columns);
	assert.ok(y <= state.size.rows);
}
