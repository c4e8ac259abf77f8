/** Whom a line means: the one that is chosen, while it is open; who is told of; who spoke last; everybody. */
import assert from 'node:assert/strict';
import {after, describe, test} from 'node:test';
import {isProblem} from '../../source/core/problem.ts';
import {execute} from '../../source/commands/execute.ts';
import {sendTyped} from '../../source/commands/typed.ts';
import type {PaneName} from '../../source/frames/panes.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {Talk} from '../helpers/talk.ts';

/** A session after these lines: a server on which nobody answers, say, and its clients. */
async function talkOf(first: Talk | string, ...others: readonly string[]): Promise<Talk> {
	const talk = typeof first === 'string' ? new Talk() : first;
	after(() => {
		talk.lab.closeAll();
	});
	for (const line of typeof first === 'string' ? [first, ...others] : others) {
		await talk.line(line);
	}

	return talk;
}

/** What text typed in a pane comes to: the name it was sent through, or why not. */
async function typed(talk: Talk, text: string, pane: PaneName): Promise<string> {
	const outcome = sendTyped(talk.lab, text, pane);
	await talk.quiet();
	return isProblem(outcome) ? `! ${outcome.message}; ${outcome.hint}` : talk.lab.current[pane as 'client']!;
}

describe('the chosen connection has closed', () => {
	test('a line goes to no other one unless that is chosen', async () => {
		const talk = await talkOf('listen tcp:0 echo', 'connect s1', 'connect s1', 'close');
		assert.equal(await typed(talk, 'hello', 'client'), '! c2 is closed; Ctrl+N chooses c1');
		assert.deepEqual(await talk.line('close', 'client'), ['! close: c2 is closed; Ctrl+N chooses c1']);
		assert.deepEqual(await talk.line('send hello', 'raw'), ['! send: c2 is closed; `use c1` chooses c1']);
		await talk.line('use c1', 'client');
		assert.equal(await typed(talk, 'hello', 'client'), 'c1');
	});

	const refused: ReadonlyArray<readonly [line: string, ...said: readonly string[]]> = [
		['send x', '! send: c2 is closed; `use c1` chooses c1'],
		['shutdown', '! shutdown: c2 is closed; `use c1` chooses c1'],
		['reset', '! reset: c2 is closed; `use c1` chooses c1'],
		['hold', '! hold: c2 is closed; `use c1` chooses c1'],
		['set eol=crlf', '! set: c2 is closed; `use c1` chooses c1'],
		['link delay=1s', '! link: c2 is closed; `use c1` chooses c1'],
		['c2 send x', '! c2: c2 is closed; `reconnect` connects again'],
		['c2 close', '! c2: c2 is closed already'],
	];
	for (const [line, ...said] of refused) {
		test(line, async () => {
			const talk = await talkOf('listen tcp:0 echo', 'connect s1', 'connect s1', 'close');
			assert.deepEqual(await talk.line(line), said);
		});
	}

	test('of several that are open none is named', async () => {
		const talk = await talkOf('listen tcp:0', 'connect s1', 'connect s1', 'connect s1', 'use s1.3', 's1.3 close', 'use c3', 'c3 close');
		assert.deepEqual(await talk.line('send x', 'client'), ['! send: c3 is closed; Ctrl+N chooses another, which is open']);
		assert.deepEqual(await talk.line('send x', 'server'), ['! send: s1.3 is closed; Ctrl+N chooses another, which is open']);
	});
});

describe('who spoke last, and who waits', () => {
	const threeClients = ['listen tcp:0', 'connect s1', 'connect s1', 'connect s1', 'use s1.1'] as const;

	function picture({lab: {registry}}: Talk): string[] {
		return registry.alive().filter(({isListener}) => !isListener).flatMap(entry => {
			const unseen = registry.speakers.unseen_bytes(entry);
			const notes = [...unseen > 0 ? [`${unseen} B new`] : [], ...registry.speakers.last(entry.side) === entry ? ['spoke last'] : []];
			return notes.length === 0 ? [] : [`${entry.name} ${notes.join(', ')}`];
		});
	}

	test('bytes of one that is not chosen are new until it is chosen or answered', async () => {
		const talk = await talkOf(...threeClients, 'c1 send one', 'c3 send three', 'c2 send two', 'c3 send !');
		assert.deepEqual(picture(talk), ['s1.2 3 B new', 's1.3 6 B new, spoke last']);
		await talk.line('s1.3 send reply');
		assert.deepEqual(picture(talk), ['s1.2 3 B new', 'c3 spoke last', 's1.3 spoke last']);
		await talk.line('use s1.2');
		assert.deepEqual(picture(talk).filter(each => each.startsWith('s')), ['s1.3 spoke last']);
	});

	test('what a service answers never waits for a person', async () => {
		const talk = await talkOf('listen tcp:0 discard', 'connect s1', 'connect s1', 'use s1.1', 'c2 send nobody reads this');
		assert.deepEqual(picture(talk), ['s1.2 spoke last']);
	});

	test('answer chooses who waits, who spoke last first; then who spoke last', async () => {
		const talk = await talkOf(...threeClients, 'c2 send two', 'c3 send three', 'c1 send one');
		const chosen = [];
		for (let count = 0; count < 4; count++) {
			assert.deepEqual(await talk.line('answer', 'server'), []);
			chosen.push(talk.lab.current.server);
		}

		assert.deepEqual(chosen, ['s1.3', 's1.2', 's1.1', 's1.1']);
	});

	test('a dead peer stays chosen, and answer leads to the one that waits', async () => {
		const talk = await talkOf(...threeClients, 'c1 reset', String.raw`c2 send GET / HTTP/1.1\r\n\r\n`);
		assert.equal(talk.lab.current.server, 's1.1');
		assert.deepEqual(picture(talk), ['s1.2 18 B new, spoke last']);
		await talk.line('answer', 'server');
		assert.equal(await typed(talk, 'HTTP/1.1 204 No Content', 'server'), 's1.2');
	});

	test('answer goes to the pane where somebody waits', async () => {
		const talk = await talkOf(...threeClients, 'c2 send two');
		const outcome = await execute(talk.lab, 'answer', {screen: false, pane: 'client'});
		assert.deepEqual(outcome, {request: {type: 'focus', pane: 'server'}});
		assert.equal(talk.lab.current.server, 's1.2');
	});

	test('what a line makes or chooses is what is typed to next: its pane has the focus, unless a service answers', async () => {
		const talk = await talkOf(...threeClients);
		const focusAfter = async (line: string, pane: string) => {
			const outcome = await execute(talk.lab, line, {screen: false, pane});
			return 'request' in outcome && outcome.request?.type === 'focus' ? outcome.request.pane : 'stays';
		};

		assert.deepEqual(await Promise.all(([
			['listen tcp:0', 'client'],
			['listen tcp:0', 'server'],
			['listen tcp:0 echo', 'client'],
			['connect s1', 'server'],
			['connect s1', 'raw'],
			['connect s1', 'client'],
			['use s1.2', 'client'],
			['use c1', 'client'],
		] as const).map(async ([line, pane]) => focusAfter(line, pane))), [
			'server', 'stays', 'stays', 'client', 'client', 'stays', 'server', 'stays',
		]);
	});

	test('list tells it', async () => {
		const talk = await talkOf(...threeClients, 'c2 send two');
		const lines = await talk.line('list');
		assert.deepEqual(lines.filter(line => line.includes('B new')), [
			's1.2  open       127.0.0.1:50001  127.0.0.1:50003  3 B  0 B  3 B new spoke last',
		]);
	});

	test('one that has ended waits no longer', async () => {
		const talk = await talkOf(...threeClients, 'c2 send two', 'c2 reset');
		assert.deepEqual(picture(talk), []);
		assert.deepEqual(await talk.line('answer', 'server'), ['! answer: no connection has sent anything yet; `use NAME` chooses a connection']);
	});

	test('peers of a UDP socket', async () => {
		const talk = await talkOf('listen udp:0', 'connect s1', 'c1 send one', 'connect s1', 'c2 send two');
		assert.deepEqual(picture(talk), ['s1.2 3 B new, spoke last']);
		await talk.line('answer');
		assert.equal(talk.lab.current.server, 's1.2');
		assert.deepEqual(picture(talk), ['s1.2 spoke last']);
	});
});

describe('all', () => {
	const twoClients = ['listen tcp:0', 'connect s1', 'connect s1'] as const;

	test('sends the same to every open conversation of the side, made once', async () => {
		const talk = await talkOf(...twoClients, 'connect s1', 'c2 close');
		assert.deepEqual(await talk.line(String.raw`all send tick \{n}`, 'client'), [
			'c1 send(6) = 6 "tick 1"',
			'c3 send(6) = 6 "tick 1"',
			's1.1 recv(65536) = 6 "tick 1"',
			's1.3 recv(65536) = 6 "tick 1"',
		]);
		assert.deepEqual(await talk.line('all send x', 'server'), [
			's1.1 send(1) = 1 "x"',
			's1.2 send(1) = 1 "x"',
			's1.3 send(1) = 1 "x"',
			'c1 recv(65536) = 1 "x"',
			'c3 recv(65536) = 1 "x"',
		]);
	});

	test('without a pane the side is that of the endpoint last made or chosen', async () => {
		const talk = await talkOf(...twoClients, 'use s1');
		const said = await talk.line('all shutdown');
		assert.deepEqual(said.slice(0, 2), ['s1.1 shutdown(SHUT_WR) = 0', 's1.2 shutdown(SHUT_WR) = 0']);
	});

	const lines: ReadonlyArray<readonly [line: string, said: RegExp | string]> = [
		['all close', 'c1 close() = 0 · c2 close() = 0 · s1.1 recv(65536) = 0 · s1.2 recv(65536) = 0'],
		['all reset', /^c1 setsockopt\(SO_LINGER, \{1, 0\}\) = 0 · c1 close\(\) = 0 · c2 setsockopt/v],
		['all hold', 'c1 held: recv is not called until resume · c2 held: recv is not called until resume'],
		['all resume', 'c1 resumed · c2 resumed'],
		['all set ttl=3', '! 3: c1 has no option ttl; it has eol recv halfopen idle nodelay keepalive'],
		['all set eol=crlf', ''],
		['all join udp:239.1.2.3:5000', '! all: join does not act on all; these do: send hold resume shutdown close reset set expect'],
		['all list', '! all: list does not act on all; these do: send hold resume shutdown close reset set expect'],
		['all', '! : a verb is missing: what all of them are to do; `all send hello`, say'],
		['connect s1 name=all', '! all: all stands for every connection, so that none is called that'],
		['all send file:/nowhere', '! file:/nowhere: /nowhere cannot be read: ENOENT, no such file or directory'],
	];
	for (const [line, said] of lines) {
		test(line, async () => {
			const talk = await talkOf(...twoClients);
			const words = await talk.line(line, 'client');
			const heard = words.join(' · ');
			if (typeof said === 'string') {
				assert.equal(heard, said);
			} else {
				assert.match(heard, said);
			}
		});
	}

	test('every repeats it, until none is open any more', async () => {
		const clock = new FakeClock();
		const talk = await talkOf(new Talk(memoryNetwork(), clock), ...twoClients);
		assert.deepEqual(await talk.line('every 1s all send ping', 'client'), ['e1 note: every 1 s: all send ping']);
		const sends = ['c1 send(4) = 4 "ping"', 'c2 send(4) = 4 "ping"'];
		const recvs = ['s1.1 recv(65536) = 4 "ping"', 's1.2 recv(65536) = 4 "ping"'];
		for (const wait_us of [0, 1_000_000]) {
			clock.pass(wait_us);
			await talk.quiet();
		}

		const ended = await talk.line('all close', 'client');
		assert.deepEqual(ended.slice(0, 8), [...sends, ...recvs, ...sends, ...recvs]);
		clock.pass(1_000_000);
		assert.deepEqual(await talk.line('all send x', 'client'), [
			'e1 note: ended after 2 times: no connection is open here',
			'! all: no connection is open here; `list` shows what there is',
		]);
	});

	test('peers of a UDP socket share it: it is held once', async () => {
		const talk = await talkOf('listen udp:0', 'connect s1', 'c1 send one', 'connect s1', 'c2 send two');
		assert.deepEqual(await talk.line('all send both', 'server'), [
			's1.1 sendto(4, 127.0.0.1:50002) = 4 "both"',
			's1.2 sendto(4, 127.0.0.1:50003) = 4 "both"',
			'c1 recv(65536) = 4 "both"',
			'c2 recv(65536) = 4 "both"',
		]);
		assert.deepEqual(await talk.line('all hold', 'server'), [
			's1 held: recv is not called until resume; the system drops what its buffer cannot take',
		]);
		assert.deepEqual(await talk.line('all shutdown', 'server'), [
			'! all: s1.1 is UDP, which has no half-close; s1.2 is UDP, which has no half-close',
		]);
	});

	test('those that cannot take a call are told; the others take it', async () => {
		const talk = await talkOf('listen tcp:0', 'connect s1', 'listen udp:0', 'connect s2');
		const said = await talk.line('all shutdown', 'client');
		assert.deepEqual(said.filter(each => each.startsWith('c')), [
			'c1 shutdown(SHUT_WR) = 0',
			'c2 is UDP, which has no half-close',
		]);
		assert.deepEqual(await execute(talk.lab, 'all set recv=3', {screen: false, pane: 'client'}), {
			request: {type: 'notice', notice: 'each of 1 receives at most 3 B at once; c2 has no option recv'},
		});
	});
});
