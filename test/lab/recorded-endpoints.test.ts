/** The endpoints of a recording: as many as are remembered, each known by what it told. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Fact} from '../../source/core/events.ts';
import {limits} from '../../source/core/limits.ts';
import type {RecordedSource} from '../../source/formats/read/steps.ts';
import {RecordedSession} from '../../source/lab/recorded-session.ts';

const [here, there] = ['127.0.0.1:5', '127.0.0.1:4000'];

class Recorded {
	readonly session = new RecordedSession('/tmp/talk.jsonl', {now_us: () => 9});

	/** Something that an endpoint told. */
	tell(source: RecordedSource, fact: Fact, bytes?: string, time = 5): this {
		this.session.take({kind: 'event', source, fact, time, ...(bytes !== undefined && {bytes: new TextEncoder().encode(bytes)})});
		return this;
	}

	/** `s1 tcp 127.0.0.1:4000`, and the bytes in and out. */
	get names(): string[] {
		return this.session.registry.all().map(({name, transport, in_bytes, out_bytes, ...entry}) => {
			const {local, remote} = this.session.registry.get(name)!.summary();
			return [name, transport, local, remote, in_bytes, out_bytes, entry.isListener ? 'listener' : ''].join(' ').trimEnd();
		});
	}
}

test('what was accepted has its ends before it speaks; the bytes of a listener are theirs', () => {
	const server = {name: 's1', side: 'server'} as const;
	const accepted = {name: 's1.1', side: 'server'} as const;
	const told = new Recorded()
		.tell(server, {event: 'bind', result: 0, local: there})
		.tell(server, {event: 'accept', result: 's1.1', local: there, remote: here});
	assert.deepEqual(told.names, [`s1 tcp ${there}  0 0 listener`, `s1.1 tcp ${there} ${here} 0 0`]);
	told.tell(accepted, {event: 'recv', result: 2}, 'hi').tell(accepted, {event: 'send', result: 3}, 'you');
	assert.deepEqual(told.names, [`s1 tcp ${there}  2 3 listener`, `s1.1 tcp ${there} ${here} 2 3`]);
});

test('a comment, a failed call and a repeated line make no endpoint', () => {
	const told = new Recorded()
		.tell({name: 'sockplay', side: 'client'}, {event: 'said', message: 'hello'})
		.tell({name: 'e1', side: 'client'}, {event: 'note', message: 'every 1 s'})
		.tell({name: 'c1', side: 'client'}, {event: 'connect', errno: 'ECONNREFUSED'});
	assert.deepEqual(told.names, []);
});

test('a name that is used again is another endpoint; UDP and Unix are told by what is known of them', () => {
	const told = new Recorded()
		.tell({name: 'c1', side: 'client'}, {event: 'send', result: 1}, 'a')
		.tell({name: 'c1', side: 'client', datagram: true}, {event: 'connect', result: 0, local: here, remote: there})
		.tell({name: 'c2', side: 'client'}, {event: 'connect', result: 0, remote: 'unix:/tmp/x'});
	assert.deepEqual(told.names, [`c1 udp ${here} ${there} 0 0`, 'c2 unix  unix:/tmp/x 0 0']);
});

test('of more than are remembered those met first are forgotten, and counted', () => {
	const told = new Recorded();
	for (let number = 1; number <= limits.recorded_endpoints + 2; number++) {
		told.tell({name: `c${number}`, side: 'client'}, {event: 'socket', result: 3});
	}

	const {registry} = told.session;
	assert.equal(registry.size, limits.recorded_endpoints);
	assert.equal(registry.forgotten, 2);
	assert.equal(registry.get('c2'), undefined);
	assert.equal(registry.get('c3')?.name, 'c3');
});

test('it began with its first event', () => {
	assert.equal(new Recorded().tell({name: 'c1', side: 'client'}, {event: 'socket'}, undefined, 3).session.journal.began_us, 3);
});
