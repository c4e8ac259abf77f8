/** A script step by step: what stands above the prompt, and what the keys do for it. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ScriptFrame} from '../../source/frames/frame.ts';
import {chromeOf} from '../../source/ui/chrome.ts';
import {scriptRows} from '../../source/ui/script.ts';
import type {Assistant} from '../../source/ui/assistant.ts';
import {openUi, type Effect, type UiState} from '../../source/ui/state.ts';
import {statusRow} from '../../source/ui/status-row.ts';
import {update} from '../../source/ui/update.ts';
import {viewScreen} from '../../source/ui/screen-view.ts';
import {plainTheme} from '../helpers/plain-theme.ts';
import {frame} from './fake-lab.ts';

const waiting: ScriptFrame = {
	file: 'talk.play',
	state: 'waiting',
	runsAll: false,
	before: {place: '9', text: 'connect s1'},
	background: [],
	current: {place: '10', text: String.raw`send hello\n`},
	after: {place: '12', text: 'expect hello within=2s'},
	told: [],
};
const running: ScriptFrame = {...waiting, state: 'running', runsAll: true};
const passed: ScriptFrame = {file: 'talk.play', state: 'passed', runsAll: false, background: [], told: []};
const failed: ScriptFrame = {...passed, state: 'failed', told: ['talk.play:12: expect hello', '  expected hello, hullo came']};

function rowsOf(script: ScriptFrame): string {
	return scriptRows(script, 60, plainTheme).map(row => `\n${row.trimEnd()}`).join('');
}

test('the line about to run stands between those before and after it, below those in the background; what the one before came to stands behind it', () => {
	assert.equal(rowsOf(waiting), String.raw`
ok 9   connect s1
▸  10  send hello\n
   12  expect hello within=2s`);
	assert.equal(rowsOf({...running, told: ['1 = 42', 'user = an']}), String.raw`
ok 9   connect s1   1 = 42; user = an
●  10  send hello\n
   12  expect hello within=2s`);
	const background = ['3', '4', '5', '6'].map(place => ({place, text: `in background c${place} expect x`}));
	assert.equal(rowsOf({...waiting, background}), String.raw`
ok 9   connect s1
●  4   in background c4 expect x
●  5   in background c5 expect x
●  6   in background c6 expect x
▸  10  send hello\n
   12  expect hello within=2s`);
	const {before: _, after: _after, ...alone} = waiting;
	assert.equal(rowsOf({...alone, current: {place: 'common.play:1', text: `say ${'x'.repeat(80)}`}}), `
▸  common.play:1  say ${'x'.repeat(37)}…`);
});

test('at its end stands how it ended, and as much of why as eight rows hold', () => {
	assert.equal(rowsOf(passed), '\ntalk.play passed');
	assert.equal(rowsOf(failed), '\ntalk.play failed\ntalk.play:12: expect hello\n  expected hello, hullo came');
	const long = Array.from({length: 20}, (_, index) => `line ${index}`);
	assert.equal(rowsOf({...failed, told: long}), `
talk.play failed
line 0
line 1
line 2
line 3
line 4
line 5
▾ 14 more`);
});

const page = {name: '', title: '', rows: []};
const assistant: Assistant = {complete: () => ({start: 0, end: 0, suggestions: []}), help: {page: () => page, search: () => page}};

/** A screen that shows a script; answers what was asked, and what is on the screen then. */
function press(script: ScriptFrame, ...keys: readonly string[]): {readonly asked: readonly string[]; readonly state: UiState} {
	let state = openUi({columns: 80, rows: 24});
	const effects: Effect[] = [];
	const take = (message: Parameters<typeof update>[1]) => {
		const next = update(state, message, assistant);
		state = next.state;
		effects.push(...next.effects);
	};

	take({type: 'chrome', chrome: chromeOf(frame({}, {script}), 0)});
	for (const key of keys) {
		take({type: 'key', key: key.startsWith('"') ? {type: 'text', text: key.slice(1, -1)} : {type: 'key', name: key}});
	}

	return {asked: effects.map(effect => effect.do === 'execute' ? `/${effect.line}` : effect.do), state};
}

const table: ReadonlyArray<readonly [what: string, script: ScriptFrame, keys: readonly string[], asked: readonly string[]]> = [
	['Enter runs the next line', waiting, ['Enter'], ['/run next']],
	['a runs all', waiting, ['"a"'], ['/run all']],
	['Esc ends it', waiting, ['Esc'], ['/run off']],
	['while all runs, Enter lets it wait again', running, ['Enter'], ['/run next']],
	['in the raw pane too', waiting, ['Tab', 'Enter', '"a"', 'Esc'], ['/run next', '/run all', '/run off']],
	['a command can be typed in between', waiting, ['"/"', '"list"', 'Enter'], ['remember', '/list']],
	['Esc leaves a completion first', waiting, ['"/"', 'Esc'], []],
	['text cannot be typed while lines are left', waiting, ['"hello"', 'Enter'], ['/run next']],
	['a burst of letters is no key', waiting, ['"all"'], []],
	['at the end it can', passed, ['"hello"', 'Enter'], ['remember', 'send']],
	['at the end Esc returns to the live session', failed, ['Esc'], ['/run off']],
	['at the end Enter asks for nothing', passed, ['Enter'], []],
];

for (const [what, script, keys, asked] of table) {
	test(what, () => {
		assert.deepEqual(press(script, ...keys).asked, asked);
	});
}

test('what is not typed is said, and at the end all of why is a page', () => {
	assert.equal(press(waiting, '"hello"').state.notice, 'Enter runs the line, a all lines, Esc ends the script; / begins a command');
	const {pager} = press(failed, 'Enter').state;
	assert.deepEqual([pager?.title, pager?.lines], ['run talk.play', failed.told]);
});

test('the status row has its keys, each pane the name of its file, and another session is looked at from the beginning', () => {
	const keysIn = (script: ScriptFrame) => statusRow(press(script).state, 80, plainTheme).trim();
	assert.equal(keysIn(waiting), 'Enter next line · a all · Esc end · / commands · Tab next pane · F1 help');
	assert.equal(keysIn(running), 'Enter pause · Esc end · / commands · Tab next pane · F1 help');
	assert.match(keysIn(failed), /^Esc live session · Enter all of it · \/ commands/v);
	for (const {title} of viewScreen(press(waiting).state, plainTheme).panes) {
		assert.match(title, /SCRIPT talk\.play/v);
	}

	const {state} = press(waiting);
	const looked = {...state, view: {...state.view, only: 'c1'}};
	const live = update(looked, {type: 'chrome', chrome: chromeOf(frame(), 0)}, assistant).state;
	assert.deepEqual([state.view, live.view], [{view: 'hex', width: 'auto'}, {view: 'hex', width: 'auto'}]);
});
