/** Whom a line means: the one that is chosen, while it is open; who is told of; who spoke last; everybody. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {isProblem} from '../../source/core/problem.ts';
import {sendTyped} from '../../source/commands/typed.ts';
import type {PaneName} from '../../source/frames/panes.ts';
import {Talk} from '../helpers/talk.ts';

/** A session after these lines: a server on which nobody answers, say, and its clients. */
async function talkOf(...lines: readonly string[]): Promise<Talk> {
	const talk = new Talk();
	for (const line of lines) {
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
		assert.deepEqual(await talk.line('send hello', 'raw'), ['! send: c2 is closed; use NAME chooses c1']);
		await talk.line('use c1', 'client');
		assert.equal(await typed(talk, 'hello', 'client'), 'c1');
	});

	const refused: ReadonlyArray<readonly [line: string, ...said: readonly string[]]> = [
		['send x', '! send: c2 is closed; use NAME chooses c1'],
		['shutdown', '! shutdown: c2 is closed; use NAME chooses c1'],
		['reset', '! reset: c2 is closed; use NAME chooses c1'],
		['hold', '! hold: c2 is closed; use NAME chooses c1'],
		['set eol=crlf', '! set: c2 is closed; use NAME chooses c1'],
		['link delay=1s', '! link: c2 is closed; use NAME chooses c1'],
		['c2 send x', '! c2: c2 is closed; reconnect connects again'],
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

	test('one that has ended waits no longer', async () => {
		const talk = await talkOf(...threeClients, 'c2 send two', 'c2 reset');
		assert.deepEqual(picture(talk), []);
		assert.deepEqual(await talk.line('answer', 'server'), ['! answer: nobody has said anything yet; use NAME chooses a connection']);
	});

	test('peers of a UDP socket', async () => {
		const talk = await talkOf('listen udp:0', 'connect s1', 'c1 send one', 'connect s1', 'c2 send two');
		assert.deepEqual(picture(talk), ['s1.2 3 B new, spoke last']);
		await talk.line('answer');
		assert.equal(talk.lab.current.server, 's1.2');
		assert.deepEqual(picture(talk), ['s1.2 spoke last']);
	});
});
