/** A connect is told when it has returned, which may be after the accept that it led to. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {LabEvent} from '../../source/core/events.ts';
import {acceptedPairs, connectsFirst} from '../../source/export/accepted-pairs.ts';

test('a connect stands before its accept, and the bind of its socket before it', () => {
	const [client, server] = ['127.0.0.1:5', '127.0.0.1:4000'];
	const facts: ReadonlyArray<Pick<LabEvent, 'endpoint' | 'side' | 'event' | 'local' | 'remote'>> = [
		{endpoint: 'c1', side: 'client', event: 'socket'},
		{endpoint: 's1', side: 'server', event: 'accept', local: server, remote: client},
		{endpoint: 'c1', side: 'client', event: 'bind'},
		{endpoint: 's1.1', side: 'server', event: 'send'},
		{endpoint: 'c1', side: 'client', event: 'connect', local: client, remote: server},
		{endpoint: 'c1', side: 'client', event: 'recv'},
	];
	const events = facts.map((fact, index) => ({...fact, seq: index + 1, time: 0}));
	const ordered = connectsFirst(events, acceptedPairs(events));
	assert.deepEqual(ordered.map(({endpoint, event}) => `${endpoint} ${event}`), [
		'c1 socket', 'c1 bind', 'c1 connect', 's1 accept', 's1.1 send', 'c1 recv',
	]);
});
