/** The right end of the last row: what the screen costs, as far as that is known. */
import {describe, test, type TestContext} from 'node:test';
import {openUi, type Chrome, type UiState} from '../../source/ui/state.ts';
import {statusRow} from '../../source/ui/status-row.ts';
import {plainTheme} from '../helpers/plain-theme.ts';
import {accepted, client, endpoint, listener} from './fake-lab.ts';

const theme = plainTheme;
const mebibyte = 1024 * 1024;
const table: ReadonlyArray<readonly [what: string, told: Partial<Chrome>, wanted: string]> = [
	['before the first frame', {}, ''],
	['rate and memory', {frames_per_second: 3, rss_bytes: 41 * mebibyte}, '3 fps · 41 MiB'],
	['a system that does not say the memory', {frames_per_second: 3}, '3 fps'],
];

for (const [what, told, wanted] of table) {
	test(what, (t: TestContext) => {
		const state = openUi({columns: 120, rows: 40});
		const row = statusRow({...state, chrome: {...state.chrome, ...told}}, 120, theme);
		t.assert.strictEqual(row.split('F1 help', 2)[1]!.trim(), wanted);
	});
}

const open80 = openUi({columns: 80, rows: 24});

/** The screen of an echo server and its client, with this in the prompt of the client. */
function shown(text: string, endpoints = [listener, accepted, client], name = 'c1'): string {
	const chrome = {...open80.chrome, endpoints, current: {client: name}, frames_per_second: 3, rss_bytes: 41 * mebibyte};
	const prompts = {...open80.prompts, client: {...open80.prompts.client, text, cursor: text.length}};
	return statusRow({...open80, prompts, chrome}, 80, theme).trim();
}

describe('at 80 columns all room is for the keys, and none is told that fails now', () => {
	const others = '/ commands · Tab next pane';
	const hints: ReadonlyArray<readonly [what: string, row: string, wanted: string]> = [
		['a stream', shown(''), `Enter send · ${others} · Ctrl+D half-close · F1 help`],
		['text is typed', shown('hello'), 'Enter send · Tab next pane · F1 help'],
		['a command is typed', shown('/list'), 'Enter run · Tab complete · F1 help'],
		['UDP has no half-close', shown('', [endpoint({transport: 'udp'})]), `Enter send · ${others} · F1 help`],
		['our FIN is sent', shown('', [endpoint({state: 'half-closed local'})]), `${others} · F1 help`],
		['closed', shown('hello', [endpoint({state: 'closed'})]), 'Tab next pane · F1 help'],
		['another can be chosen', shown('', [endpoint({state: 'closed'}), endpoint({name: 'c2'})]), `${others} · Ctrl+N next connection · F1 help`],
		['a listener stands for its only connection', shown('', [{...listener, side: 'client'}, endpoint({name: 's1.1'})], 's1'), `Enter send · ${others} · Ctrl+D half-close · F1 help`],
		['no connection at all', shown('', []), `${others} · F1 help`],
	];
	for (const [what, row, wanted] of hints) {
		test(what, (t: TestContext) => {
			t.assert.strictEqual(row, wanted);
		});
	}
});

test('the raw pane tells the views that are not shown', (t: TestContext) => {
	const rowOf = (view: string) => statusRow({...open80, focus: 'raw', view: {...open80.view, view}}, 80, theme).trim();
	t.assert.strictEqual(rowOf('hex'), '/ commands · Tab next pane · Enter open · z zoom · d decode · t text · ? help');
	t.assert.strictEqual(rowOf('decode'), '/ commands · Tab next pane · Enter open · z zoom · h hex · t text · ? help');
});

test('what is open has its own keys', (t: TestContext) => {
	const suggestions = [{text: 'listen', more: true}, {text: 'list'}];
	const rowOf = (popup: NonNullable<UiState['popup']>) => statusRow({...open80, popup}, 80, theme).trim();
	t.assert.strictEqual(rowOf({type: 'completion', start: 1, end: 3, suggestions}), 'Up Down choose · Tab complete · Enter run · Esc close · F1 help');
	t.assert.strictEqual(rowOf({type: 'completion', start: 1, end: 3, suggestions, chosen: 0}), 'Up Down choose · Tab complete · Enter take · Esc close · F1 help');
	t.assert.strictEqual(rowOf({type: 'search', query: '', up: 0, before: open80.prompts.client}), 'Enter run · Ctrl+R older · Tab edit · Esc back');
	t.assert.strictEqual(rowOf({type: 'paste', text: 'a\nb', ends: 'LF'}), 'Enter send · Esc discard');
});
