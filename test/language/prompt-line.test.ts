import assert from 'node:assert/strict';
import test from 'node:test';
import {nearest} from '../../source/language/nearest.ts';
import {promptLine} from '../../source/language/prompt-line.ts';

test('a slash makes a command, two slashes a slash', () => {
	const rows = {
		hello: {kind: 'data', text: 'hello'},
		'': {kind: 'data', text: ''},
		' /x': {kind: 'data', text: ' /x'},
		'//etc/hosts': {kind: 'data', text: '/etc/hosts'},
		'///': {kind: 'data', text: '//'},
		'/listen 4000': {kind: 'command', line: 'listen 4000', offset: 1},
		'/': {kind: 'command', line: '', offset: 1},
	};
	assert.deepEqual(Object.fromEntries(Object.keys(rows).map(text => [text, promptLine(text)])), rows);
});

test('what was most likely meant', () => {
	const words = ['listen', 'connect', 'send', 'sendto', 'set'];
	const rows = {lisen: 'listen', lisetn: 'listen', conn: 'connect', sned: 'send', SENDT: 'sendto', sett: 'set', x: undefined, '': undefined, dance: undefined};
	assert.deepEqual(Object.fromEntries(Object.keys(rows).map(word => [word, nearest(word, words)])), rows);
});
