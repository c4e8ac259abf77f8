/** A relay's two legs carry the same bytes: the raw pane shows the client's, and tells that there is another. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {Source} from '../../../source/lab/journal.ts';
import {Conversation} from './conversation.ts';

const accepted: Source = {name: 's1.1', side: 'server', remote: '127.0.0.1:50000'};
const upstream: Source = {name: 's1.1.out', side: 'client', remote: '127.0.0.1:6379'};

/** PING from the client through the relay, and its answer back. */
function relayed(): Conversation {
	const made = new Conversation({columns: 90}).show({view: 'text'});
	const recv = (source: Source, text: string) => made.send(source, text, {event: 'recv'});
	recv(accepted, 'PING').send(upstream, 'PING');
	recv(upstream, 'PONG').send(accepted, 'PONG');
	return made;
}

const directions = (made: Conversation) => made.rows.filter(row => row.includes('→')).map(row => row.slice(14).replace(/ {2}4 B.*/v, ''));
const both = ['127.0.0.1:50000 → s1.1', 's1.1.out → 127.0.0.1:6379', '127.0.0.1:6379 → s1.1.out', 's1.1 → 127.0.0.1:50000'];
const near = [both[0], both[3]];

describe('legs', () => {
	test('the client leg alone, and a note of the other', () => {
		const made = relayed();
		assert.deepEqual(directions(made), near);
		assert.deepEqual(made.notes, ['client leg, 2 hidden: /view legs=both']);
	});

	test('both when they are asked for', () => {
		const made = relayed().show({legs: 'both'});
		assert.deepEqual([directions(made), made.notes], [both, []]);
		assert.deepEqual(directions(made.show({legs: 'client'})), near);
	});

	test('an endpoint that is named is shown, whichever leg it is', () => {
		assert.deepEqual(directions(relayed().show({only: 's1.1.out'})), both.slice(1, 3));
		const made = relayed();
		made.pane.setFilter({endpoint: 's1.1.out'});
		assert.deepEqual(directions(made), both.slice(1, 3));
	});

	test('the server of this session that a relay leads to is the upstream leg, too', () => {
		const made = new Conversation({columns: 90}).show({view: 'text'});
		made.send({name: 's2.1', side: 'server', remote: 's1.1.out'}, 'PONG').send({name: 's2.2', side: 'server', remote: 'c1'}, 'PONG');
		assert.deepEqual(directions(made), ['s2.2 → c1']);
	});

	test('what is only called something.out is shown', () => {
		const made = new Conversation({columns: 90}).show({view: 'text'});
		made.send({name: 'read.out', side: 'client', remote: '/tmp/s1.1.out'}, 'PONG');
		assert.deepEqual(directions(made), ['read.out → /tmp/s1.1.out']);
	});

	test('a filter counts what it hides, not the leg', () => {
		const made = relayed();
		made.pane.setFilter({to: 'server'});
		assert.deepEqual([directions(made), made.notes], [near.slice(0, 1), ['filter hides 1', 'client leg, 2 hidden: /view legs=both']]);
		made.pane.setFilter({min_bytes: 99});
		assert.deepEqual(made.rows, ['none of the 4 kept blocks is shown: /view legs=both, /filter off, /view all']);
	});

	test('those that are no longer kept are not counted', () => {
		const made = relayed();
		assert.equal(made.notes.length, 1);
		made.journal.clear();
		assert.deepEqual(made.notes, []);
	});
});
