import assert from 'node:assert/strict';
import {test} from 'node:test';
import {verbs} from '../../source/commands/table.ts';
import {completeLine} from '../../source/language/complete-line.ts';
import {services} from '../../source/services/table.ts';
import {popupRows} from '../../source/ui/popup-rows.ts';
import type {Popup} from '../../source/ui/state.ts';
import {emptyEditor} from '../../source/ui/editor.ts';
import {plainTheme} from '../helpers/plain-theme.ts';

const endpoints = [
	{name: 's1', address: 'tcp:4000', note: 'echo listening', isListener: true, isOpen: true, carries: 'stream' as const},
	{name: 's2', address: '', note: 'failed', isListener: true, isOpen: false, carries: 'stream' as const},
	{name: 'c1', address: 'tcp:4000', note: 'open', isListener: false, isOpen: true, carries: 'stream' as const},
];

/** The rows above a prompt of `c1 › `, 76 cells wide. */
function rowsOf(popup: Popup): string {
	return popupRows(popup, 76, {label_columns: 5, columnOf: place => place}, plainTheme).map(row => `\n${row.trimEnd()}`).join('');
}

function completed(line: string, chosen?: number): string {
	const knowledge = {endpoints, services, listFolder: () => [], busyPorts: () => new Set([4001])};
	return rowsOf({type: 'completion', ...completeLine(line, line.length, verbs, knowledge), ...(chosen !== undefined && {chosen})});
}

test('descriptions are whole, and an example stands behind them where there is room', () => {
	assert.equal(completed('lis', 1), `
  listen ADDRESS [SERVICE …]  wait for clients: socket, bind, listen, accept
▸ list                        endpoints and connections with their state`);
	assert.equal(completed('half').split('\n', 2).join('\n'), `
  shutdown [NAME]  send FIN, keep receiving (half-close)        /c1 shutdown`);
});

test('what works comes first', () => {
	assert.deepEqual(['listen ', 'connect ', 'listen 7000 relay ', 'close '].map(line => completed(line).split('\n', 2)[1]!.trim().replaceAll(/ +/gv, ' ')), [
		'tcp:4002 TCP on 127.0.0.1',
		's1 tcp:4000 echo listening',
		'tcp:4000 s1 echo listening',
		's1 tcp:4000 echo listening',
	]);
});

test('a mistake is marked above its place, with the line that Tab takes', () => {
	assert.equal(rowsOf({type: 'problem', start: 1, end: 7, message: 'there is no such verb', fix: '/find GET'}), `
Tab: /find GET
      ▾▾▾▾▾▾ there is no such verb`);
});

test('the search tells what is searched for; a paste, which line ends it has', () => {
	assert.equal(rowsOf({type: 'search', query: '', up: 0, before: emptyEditor}), '\nsearch history: type a part of the line');
	assert.equal(rowsOf({type: 'search', query: 'tcp', up: 1, before: emptyEditor}), '\nsearch history: tcp');
	assert.equal(rowsOf({type: 'paste', text: 'one\r\ntwo\r\n', ends: 'CR LF'}), `
2 lines pasted, line ends CR LF: Enter sends them, Esc discards them
one
two`);
});
