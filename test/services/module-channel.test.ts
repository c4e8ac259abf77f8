import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ModuleChannel} from '../../source/services/module/module-connection.ts';
import type {ServiceConnection} from '../../source/services/service.ts';

test('sends that nobody waited for one by one all resolve once the system has taken what waits', async () => {
	const nothing = () => undefined;
	const connection: ServiceConnection = {
		name: 's1.1', remote: '', queued_bytes: () => 1, send: nothing, hold: nothing, resume: nothing, shutdown: nothing, close: nothing, reset: nothing, note: nothing, error: nothing,
	};
	const {forModule, handler} = new ModuleChannel(connection, false);
	const sent = Promise.all([forModule.send('one'), forModule.send('two')]);
	handler.drained!();
	const both = await sent;
	assert.equal(both.length, 2);
});
