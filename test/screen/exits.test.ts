import assert from 'node:assert/strict';
import {EventEmitter, once} from 'node:events';
import os from 'node:os';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {test, type TestContext} from 'node:test';
import {endingSignals} from '../../source/core/ending-signals.ts';
import {limits} from '../../source/core/limits.ts';
import {Exits} from '../../source/screen/exits.ts';
import {type Host} from '../../source/screen/host.ts';
import {CapturedOutput} from '../../source/screen/captured-output.ts';

/** A program that ends as told, and the list of what happened in which order. */
function open({leave = async () => true, lastWork = async () => undefined}: {leave?: () => Promise<boolean>; lastWork?: () => Promise<void>} = {}) {
	const happened: string[] = [];
	const host = Object.assign(new EventEmitter(), {exit(code: number) {
		happened.push(`exit ${code}`);
		host.emit('ended');
	}});
	const exits = new Exits(host as unknown as Host, {
		async leave() {
			happened.push('leave');
			return leave();
		},
		leaveNow() {
			happened.push('leave now');
		},
		async lastWork() {
			happened.push('last work');
			await lastWork();
		},
		print(text) {
			happened.push(`print ${text.split('\n', 1)[0]}`);
		},
	});
	exits.watch();
	return {host, exits, happened};
}

test('a bug is printed after the terminal was left', async () => {
	const {host, happened} = open();
	host.emit('uncaughtException', new TypeError('wrong'));
	await once(host, 'ended');
	assert.deepEqual(happened, ['leave', 'print TypeError: wrong', 'last work', 'exit 1']);
});

test('what is rejected need not be an error', async () => {
	const {host, happened} = open();
	host.emit('unhandledRejection', 'a word');
	await once(host, 'ended');
	assert.deepEqual(happened, ['leave', 'print a word', 'last work', 'exit 1']);
});

test('every signal that ends a program ends it with 128 and its number', async () => {
	for (const signal of endingSignals([])) {
		const {host, happened} = open();
		host.emit(signal, signal);
		await once(host, 'ended');
		assert.deepEqual(happened, ['leave', 'last work', `exit ${128 + os.constants.signals[signal]}`]);
	}

	// Those that a program can answer: the others stop it, are ignored by default, or tell of a fault.
	const others = ['SIGKILL', 'SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGCONT', 'SIGCHLD', 'SIGURG', 'SIGWINCH', 'SIGPIPE', 'SIGXFSZ', 'SIGSEGV', 'SIGBUS', 'SIGFPE', 'SIGILL'];
	const numbers = os.constants.signals as Readonly<Record<string, number>>;
	const known = new Set([...endingSignals([]), ...others].map(signal => numbers[signal]));
	assert.deepEqual(Object.keys(numbers).filter(signal => !known.has(numbers[signal])), []);
	assert.deepEqual(endingSignals([]).filter(signal => !endingSignals(['--cpu-prof']).includes(signal)), ['SIGPROF']);
});

test('last work that does not end is told of', async (t: TestContext) => {
	t.mock.timers.enable({apis: ['setTimeout']});
	const {host, happened} = open({lastWork: async () => Promise.withResolvers<void>().promise});
	const ended = once(host, 'ended');
	host.emit('SIGTERM', 'SIGTERM');
	await nextTurn();
	t.mock.timers.tick(limits.exit_work_ms);
	await ended;
	t.assert.deepStrictEqual(happened, ['leave', 'last work', 'print The last work was not done after 5 s: a recording may not be whole.', 'exit 143']);
});

test('a hangup that is told several times is one', async () => {
	const work = Promise.withResolvers<void>();
	const {host, exits, happened} = open({lastWork: async () => work.promise});
	const ended = once(host, 'ended');
	void exits.end('SIGHUP');
	host.emit('SIGHUP', 'SIGHUP');
	await nextTurn();
	host.emit('SIGHUP', 'SIGHUP');
	work.resolve();
	await ended;
	assert.deepEqual(happened, ['leave', 'last work', 'exit 129']);
});

test('a second signal does not wait', () => {
	const {promise} = Promise.withResolvers<boolean>();
	const {host, happened} = open({leave: async () => promise});
	host.emit('SIGTERM', 'SIGTERM');
	host.emit('SIGINT', 'SIGINT');
	assert.deepEqual(happened, ['leave', 'exit 130']);
});

test('last work that fails is printed and ends the program all the same', async () => {
	const {host, happened} = open({async lastWork() {
		throw new Error('disk full');
	}});
	host.emit('SIGTERM', 'SIGTERM');
	await once(host, 'ended');
	assert.deepEqual(happened, ['leave', 'last work', 'print Error: disk full', 'exit 143']);
});

test('a process that exits by itself leaves at once', () => {
	const {host, happened} = open();
	host.emit('exit', 0);
	assert.deepEqual(happened, ['leave now']);
});

test('nothing is listened to after unwatch', () => {
	const {host, exits} = open();
	assert.notDeepEqual(host.eventNames(), []);
	exits.unwatch();
	assert.deepEqual(host.eventNames(), []);
});

test('captured output is kept up to its limit, and what was not is counted', () => {
	const written: string[] = [];
	const stream = {isTTY: true, write(text: string) {
		written.push(text);
		return true;
	}};
	const file = {isTTY: false, write(text: string) {
		written.push(`file ${text}`);
		return true;
	}};
	const captured = new CapturedOutput([stream, file]);
	captured.capture();
	stream.write('a'.repeat(limits.foreign_output_characters - 1));
	stream.write('bcd');
	file.write('kept apart');
	assert.deepEqual(written, ['file kept apart']);
	assert.match(captured.release(), /^a+b\n\(2 more characters not kept\)\n$/v);
	stream.write('again');
	assert.deepEqual(written, ['file kept apart', 'again']);
	assert.equal(captured.release(), '');
});
