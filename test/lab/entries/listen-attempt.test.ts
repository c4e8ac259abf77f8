/** What is reported of an attempt to listen: the calls on the left, on the right what came of each (retried ones in brackets). */
import {test, type TestContext} from 'node:test';
import type {Fact} from '../../../source/core/events.ts';
import {ListenAttempt} from '../../../source/lab/entries/listen-attempt.ts';

const socket: Fact = {event: 'socket', result: 3};
const bound: Fact = {event: 'bind', result: 0};
const inUse: Fact = {event: 'bind', errno: 'EADDRINUSE', message: 'take port 0'};
const forbidden: Fact = {event: 'bind', errno: 'EACCES', message: 'ports under 1024 need privileges'};
const noDescriptor: Fact = {event: 'socket', errno: 'EMFILE'};
const close: Fact = {event: 'close', result: 0};

const attempts: ReadonlyArray<readonly [triesNext: boolean, calls: readonly Fact[], reported: string]> = [
	[true, [socket, bound, close], 'socket bind close'],
	[true, [socket, inUse, close], '(socket) (bind) (close)'],
	[false, [socket, inUse, close], 'socket bind: take port 0 close'],
	[true, [socket, forbidden, close], 'socket bind: ports under 1024 need privileges close'],
	[true, [noDescriptor], 'socket'],
	[true, [socket], ''],
];

for (const [triesNext, calls, reported] of attempts) {
	test(`${calls.map(({event, errno = '0'}) => `${event} = ${errno}`).join(', ')}${triesNext ? ', and another port to try' : ''}: ${reported}`, (t: TestContext) => {
		const facts: Fact[] = [];
		const attempt = new ListenAttempt(triesNext, fact => {
			facts.push(fact);
		});
		for (const call of calls) {
			attempt.take(call);
		}

		const words = facts.map(({event, message, retried}) => `${event}${message === undefined ? '' : `: ${message}`}` + (retried === true ? ')' : ''));
		t.assert.strictEqual(words.map(word => word.endsWith(')') ? `(${word}` : word).join(' '), reported);
		t.assert.strictEqual(attempt.isRetried, reported.startsWith('('));
	});
}
