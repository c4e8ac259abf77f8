import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {ModuleChannel} from '../../source/services/module/module-connection.ts';
import type {ServiceConnection} from '../../source/services/service.ts';

test('sends that nobody waited for one by one all resolve once the system has taken what waits', async () => {
	const nothing = () => undefined;
	const connection: ServiceConnection = {
		name: 's1.1', remote: '', queued_bytes: () => 1, send: nothing, hold: nothing, resume: nothing, shutdown: nothing, close: nothing, reset: nothing, note: nothing, error: nothing,
	};
	const {forModule, handler} = new ModuleChannel(connection, false);
	const taken: string[] = [];
	const sends = ['one', 'two'].map(async word => {
		await forModule.send(word);
		taken.push(word);
	});
	await nextTurn();
	assert.deepEqual(taken, []);
	handler.drained!();
	await Promise.all(sends);
	assert.deepEqual(taken, ['one', 'two']);
});
