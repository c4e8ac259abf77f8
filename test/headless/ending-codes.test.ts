import process from 'node:process';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {test, type TestContext} from 'node:test';
import {endingCodes} from '../../source/headless/ending-codes.ts';

test('a hangup that is told several times is one; another signal does not wait', async (t: TestContext) => {
	const {stop, stopNow} = endingCodes();
	const codes: number[] = [];
	void stopNow.then(code => {
		codes.push(code);
	});
	process.emit('SIGHUP', 'SIGHUP');
	process.emit('SIGHUP', 'SIGHUP');
	t.assert.strictEqual(await stop, 129);
	await nextTurn();
	t.assert.deepStrictEqual(codes, []);
	process.emit('SIGTERM', 'SIGTERM');
	t.assert.strictEqual(await stopNow, 143);
});
