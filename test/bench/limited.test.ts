import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {test} from 'node:test';
import {limited} from '../../bench/helpers/limited.ts';
import {openTerminal} from '../helpers/terminal.ts';

test('what takes too long fails, and whatever it has started is killed, in a pseudo-terminal too', async () => {
	const child = spawn('sleep', ['60']);
	const terminal = openTerminal({command: 'sh', arguments: ['-c', 'sleep 60; true']});
	const work = Promise.withResolvers<never>();
	const ended = Promise.all([once(child, 'exit'), terminal.exit]);
	await assert.rejects(limited(50, work.promise), {message: 'not done after 0.05 s'});
	assert.deepEqual(await ended, [[null, 'SIGKILL'], {code: 0, signal: 9}]);
});

test('what is done in time is what it answers, and what it throws', async () => {
	assert.equal(await limited(60_000, Promise.resolve(1)), 1);
	await assert.rejects(limited(60_000, Promise.reject(new Error('no figure'))), {message: 'no figure'});
});
