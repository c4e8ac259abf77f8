/** How a script runs: the order of its lines, where it stops, and what it then says. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {execute} from '../../source/commands/execute.ts';
import {formatDuration} from '../../source/core/quantities.ts';
import type {Outcome} from '../../source/commands/outcome.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {captured, never, run, type Ran} from './stage.ts';

test('lines run in order, those of a block as often as it says', async () => {
	const {ran, ended} = await run('say a\nrepeat {times}\n  say b {round}\n  repeat 2\n    say c {round}\n  end\nend\nsay d', {values: {times: '2'}});
	assert.deepEqual(ran, ['say a', 'say b 1', 'say c 1', 'say c 2', 'say b 2', 'say c 1', 'say c 2', 'say d']);
	assert.deepEqual(ended, ['passed']);
});

test('a million rounds of nothing but comments take no time, and rounds of none are none', async () => {
	const {ran, ended} = await run('repeat 900000000\n  # nothing\nend\nrepeat 0\n  say never\nend');
	assert.deepEqual([ran, ended], [[], ['passed']]);
});

test('it stops at the first line that the network refuses, and says what was refused', async () => {
	const {ran, ended} = await run('listen tcp:4000\nlisten tcp:4000\nsay never');
	assert.deepEqual(ran, ['listen tcp:4000', 'listen tcp:4000']);
	assert.deepEqual(ended, ['failed', 'main.play:2: listen tcp:4000', '  s2 bind(127.0.0.1:4000) = EADDRINUSE']);
});

test('what fails on another connection meanwhile is not told as the refusal', async () => {
	const {ended} = await run('connect tcp:1', {
		answers: {
			async 'connect tcp:1'(lab) {
				const outcome = await execute(lab, 'connect tcp:1', {screen: false});
				lab.journal.record({name: 's1.1', side: 'server'}, {event: 'recv', errno: 'ECONNRESET'});
				return outcome;
			},
		},
	});
	assert.deepEqual(ended, ['failed', 'main.play:1: connect tcp:1', '  c1 connect(127.0.0.1:1) = ECONNREFUSED']);
});

test('bytes that are queued, of the line or of a service that answers, are no failure', async () => {
	const {ended} = await run('listen tcp:4000 echo\nconnect s1\nsend zeros:1MiB\nexpect zeros:1MiB');
	assert.deepEqual(ended, ['passed']);
});

test('a refusal that the next line expects is none', async () => {
	for (const expected of ['expect refused', 'c1 expect timeout', 'expect within=2s reset', 'expect close # of c1']) {
		const {ran, ended} = await run(`connect tcp:1\n${expected}\nsay so`, {answers: {[expected]: () => ({})}});
		assert.deepEqual([ran, ended], [['connect tcp:1', expected, 'say so'], ['passed']], expected);
	}

	const before = await run('connect tcp:1\nrepeat 2\nexpect refused\nconnect tcp:1\nend\nexpect refused');
	assert.deepEqual(before.ended, ['passed']);
	const behind = await run('repeat 2\nconnect tcp:1\nend\nexpect refused');
	assert.deepEqual(behind.ended, ['failed', 'main.play:2: connect tcp:1', '  c1 connect(127.0.0.1:1) = ECONNREFUSED']);
	const {ended} = await run('connect tcp:1\nexpect hello');
	assert.deepEqual(ended, ['failed', 'main.play:1: connect tcp:1', '  c1 connect(127.0.0.1:1) = ECONNREFUSED']);
});

test('an expectation that fails has its line with the values of its variables, and every line of why', async () => {
	const answers = {'expect hi 5': () => ({failure: {lines: ['expected "hi 5", "ho" came', 'a\u{1B}[2J']}})};
	const {ended} = await run({'main.play': 'include a.play', 'a.play': '\nexpect hi {n}\nsay never'}, {values: {n: '5'}, answers});
	assert.deepEqual(ended, ['failed', 'a.play:2, included from main.play:1: expect hi 5', '  expected "hi 5", "ho" came', String.raw`  a\x1b[2J`]);
});

test('a line that cannot be run is a mistake, with its place', async () => {
	const {ended} = await run('say a\nc9 send x\nsay never');
	assert.deepEqual(ended, ['wrong', 'main.play:2:', '  c9 send x', '  ^^ no endpoint is called c9; there are none']);
});

test('quit ends a script, which has passed then', async () => {
	const {ran, ended} = await run('quit\nsay never');
	assert.deepEqual([ran, ended], [['quit'], ['passed']]);
});

/** A line that has finished when it is told to. */
function held(): {readonly answer: () => Promise<Outcome>; readonly finish: (outcome: Outcome) => void; readonly begun: Promise<void>} {
	const [outcome, begun] = [Promise.withResolvers<Outcome>(), Promise.withResolvers<void>()];
	const answer = async () => {
		begun.resolve();
		return outcome.promise;
	};

	return {answer, finish: outcome.resolve, begun: begun.promise};
}

test('a line in the background is not waited for before the end, where it has to have succeeded', async () => {
	for (const [outcome, told] of [[{}, ['passed']], [{failure: {lines: ['nothing came']}}, ['failed', 'main.play:1: expect x', '  nothing came']]] as const) {
		const {answer, finish} = held();
		const {ran, ended} = await run('in background expect x\nsay a', {
			answers: {'expect x': answer},
			afterLine({line}) {
				if (line === 'say a') {
					finish(outcome);
				}
			},
		});
		assert.deepEqual([ran, ended], [['expect x', 'say a'], told]);
	}
});

test('a line in the background that fails ends a script while another line runs', async () => {
	const answers = {'expect y': () => ({failure: {lines: ['it came']}}), 'expect x': never};
	const {ended} = await run('in background expect y\nexpect x', {answers});
	assert.deepEqual(ended, ['failed', 'main.play:1: expect y', '  it came']);
});

test('what an expression captured is a variable of the lines behind it, written so that it means the same bytes', async () => {
	const answers = {
		'expect /(?<id>.*) (.*)/': () => captured({id: ' a"\\\r\nb é', 1: 'x', 2: 'hex: 00'}),
		'expect /(.*)/': () => captured({1: 'z'}),
	};
	const lines = [
		'expect /(?<id>.*) (.*)/',
		'send {2}',
		'send "{id}"',
		'say {2}',
		String.raw`sendto udp:1 {id} \{n} \u{e9} {"id":1}`,
		'connect {2}',
		'expect /^{id}{2}$/',
	];
	const {ran} = await run([...lines, 'expect /(.*)/', 'say {id} {1}', 'say {2}'].join('\n'), {
		answers: {...answers, ...Object.fromEntries([
			'send hex: 00',
			String.raw`send \u{68}ex: 00`,
			String.raw`send "\u{20}a\"\\\r\nb \xe9"`,
			String.raw`sendto udp:1 \u{20}a\"\\\r\nb \xe9 \{n} \u{e9} {"id":1}`,
			String.raw`connect \u{68}ex:\x2000`,
			String.raw`expect /^ a\x22\x5c\x0d\x0ab \xe9{2}$/`,
		].map(line => [line, () => ({})]))},
	});
	assert.deepEqual(ran, [
		'expect /(?<id>.*) (.*)/',
		String.raw`send \u{68}ex: 00`,
		String.raw`send "\u{20}a\"\\\r\nb \xe9"`,
		'say hex: 00',
		String.raw`sendto udp:1 \u{20}a\"\\\r\nb \xe9 \{n} \u{e9} {"id":1}`,
		String.raw`connect \u{68}ex:\x2000`,
		String.raw`expect /^ a\x22\x5c\x0d\x0ab \xe9{2}$/`,
		'expect /(.*)/',
		'say  a"\\\r\nb \u{FFFD} z',
	]);
});

test('numbers are of the last expression that had groups, names stay', async () => {
	const answers = {'expect /(a)(?P<n>b)/': () => captured({1: 'a', 2: 'b', n: 'b'}), 'expect /x/': () => captured({}), 'expect /(c)/': () => captured({1: 'c'})};
	const {ran, ended} = await run(['expect /(a)(?P<n>b)/', 'expect /x/', 'say {1} {2} {n}', 'expect /(c)/', 'say {1} {n}', 'say {2}'].join('\n'), {answers});
	assert.deepEqual(ran.filter(line => line.startsWith('say')), ['say a b b', 'say c b']);
	assert.equal(ended.at(-1), '      ^^^ nothing has captured a group 2; `expect /(.*)/` does');
});

test('the values of endpoints', async () => {
	const {ran, ended} = await run(['listen tcp:4000 echo', 'connect s1', String.raw`send hello\n`, 'sleep 0s', 'say {s1.port} {s1.address} {s1.open} {s1.1.received} {c1.sent} {c1.remote} {c1.state} {c1.queued}', 'say {c1.unread}'].join('\n'));
	assert.equal(ran.at(-1), 'say 4000 tcp://127.0.0.1:4000 1 6 6 127.0.0.1:4000 open 0');
	assert.deepEqual(ended, ['wrong', 'main.play:6:', '  say {c1.unread}', '      ^^^^^^^^^^^ c1 has no unread']);
});

test('variables that there are not', async () => {
	const said = async (line: string) => {
		const {ended} = await run(line);
		return ended.at(-1)!.replace(/^[ ^]+/v, '');
	};

	assert.equal(await said('say {x}'), String.raw`there is no variable x; x=VALUE behind the file gives it; \x7b writes a brace`);
	assert.equal(await said('say {c1.port}'), 'no endpoint is called c1');
	assert.equal(await said('say {c1.prot}'), String.raw`an endpoint has no prot; there are port address local remote received sent queued unread rtt open dropped state; \x7b writes a brace`);
	assert.equal(await said('say {1}'), 'nothing has captured a group 1; `expect /(.*)/` does');
	assert.equal(await said('repeat {x}\nsay a\nend'), String.raw`there is no variable x; x=VALUE behind the file gives it; \x7b writes a brace`);
	assert.equal(await said('repeat 2s\nsay a\nend'), 'a whole number, 0 to 999,999,999');
});

test('ports by name, and the folder of the file that a line stands in', async () => {
	const {ran} = await run({'main.play': 'say {port:web} {port:web} {port:db} {folder}\ninclude a/b.play', 'a/b.play': 'say {folder}'}, {ports: {web: 20_001, db: 20_002}});
	assert.deepEqual(ran, ['say 20001 20001 20002 .', 'say a']);
});

/** Runs a script until its time limit of 5 s is over. */
async function untilTimeout(text: string, answers: Readonly<Record<string, () => Promise<Outcome>>> = {}): Promise<Ran> {
	const clock = new FakeClock();
	const running = run(text, {clock, timeout_ms: 5000, answers});
	for (let turn = 0; turn < 100; turn++) {
		await nextTurn();
		clock.pass(100_000);
	}

	return running;
}

test('the time limit ends every kind of statement, and says what each endpoint was waiting for', async () => {
	const ended = async (text: string) => {
		const {ended: told} = await untilTimeout(text, {'expect x': never});
		return told;
	};

	const limit = `  not finished within the time limit of ${formatDuration(5000)}`;
	assert.deepEqual(await ended('sleep 1h'), ['failed', 'main.play:1: sleep 1h', limit]);
	assert.deepEqual(await ended('repeat 1000000\n  say {round}\n  sleep 2s\nend'), ['failed', 'main.play:3: sleep 2s', limit]);
	assert.deepEqual(await ended('in background sleep 1h\nsay a'), ['failed', 'main.play:1: sleep 1h', limit]);
	assert.deepEqual(await ended('in background sleep 1h\nsay a\nexpect x'), ['failed', 'main.play:3: expect x', limit, '  in background since line 1: sleep 1h']);
	assert.deepEqual(await ended(['listen tcp:4000', 'connect s1', 's1.1 hold', 'c1 send zeros:8MiB', 'expect x'].join('\n')), [
		'failed',
		'main.play:5: expect x',
		limit,
		'  s1 waits for clients at 127.0.0.1:4000: 1 open',
		'  c1 waits for 127.0.0.1:4000 to read: 7.9 MiB queued; received 0 B, sent 8 MiB',
		'  s1.1 waits for resume: recv is not called; received 0 B, sent 0 B',
	]);
});

test('what endpoints in other states waited for; of many the first are told', async () => {
	const {ended} = await untilTimeout(['listen tcp:4000 name=s', 'connect s halfopen=yes', 's.1 shutdown', 'listen udp:4001 name=u', 'connect udp:4001 connected=no', 'sleep 1h'].join('\n'));
	assert.deepEqual(ended.slice(3), [
		'  s waits for clients at 127.0.0.1:4000: 1 open',
		'  c1 waits for close: 127.0.0.1:4000 has sent FIN; received 0 B, sent 0 B',
		'  s.1 waits for bytes of 127.0.0.1:50001: it is half-closed local; received 0 B, sent 0 B',
		'  u waits for clients at 127.0.0.1:4001: 0 open',
		'  c2 waits for bytes of 127.0.0.1:4001: it is bound; received 0 B, sent 0 B',
	]);
	const many = await untilTimeout('listen tcp:4000\nrepeat 30\nconnect s1\nend\nin background c30 expect x within=1m\nsleep 1h');
	assert.deepEqual([many.ended.length, many.ended.at(-1)], [3 + 1 + 20 + 1, '  and 41 more endpoints']);
	assert.match(many.ended[4]!, /^ {2}c30 expects /v);
});

test('a screen that shows each line before it runs takes its time, and can end the script', async () => {
	const stop = new AbortController();
	const shown: string[] = [];
	const {ran, ended} = await run('say a\nsay b\nsay c', {
		timeout_ms: 1,
		signal: stop.signal,
		async beforeLine({line, statement}) {
			shown.push(`${statement.position.line} ${line}`);
			await nextTurn();
			if (line === 'say b') {
				stop.abort();
			}
		},
	});
	assert.deepEqual(shown, ['1 say a', '2 say b']);
	assert.deepEqual([ran, ended], [['say a'], ['stopped']]);
});
