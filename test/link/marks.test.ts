/** What the raw pane shows of a link's verdicts: a mark at its place among the bytes, with the bytes where nothing else shows them. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isOutbound} from '../../source/core/events.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {Talk} from '../helpers/talk.ts';

test('marks stand among the blocks, and go with the bytes around them', async () => {
	const clock = new FakeClock();
	const talk = new Talk(memoryNetwork(), clock);
	for (const line of ['listen udp:0', 'connect s1', 'send first', 'link loss=100% to=server', 'send lost', 'link delay=10ms corrupt=100% seed=a to=server', 'send late']) {
		await talk.line(line);
	}

	clock.pass(10_000);
	await talk.quiet();
	await talk.line('s1.1 link loss=100% to=server');
	await talk.line('link off');
	await talk.line('send gone');
	assert.deepEqual(blocks(talk), [
		'c1 to 127.0.0.1:50001: first',
		'c1 to s1.1: dropped lost',
		'c1 to s1.1: corrupted',
		'c1 to s1.1: latm',
		's1.1 from c1: dropped gone',
	]);
	talk.lab.journal.clear();
	assert.deepEqual(blocks(talk), []);
});

test('bytes that a link changed are stored anew; those it only delayed are stored once', async () => {
	const clock = new FakeClock();
	const talk = new Talk(memoryNetwork(), clock);
	for (const line of ['listen tcp:0', 'connect s1', 'link delay=10ms to=server', 'send pattern:4KiB']) {
		await talk.line(line);
	}

	assert.equal(talk.lab.journal.store.kept_bytes, 4096);
	clock.pass(10_000);
	await talk.quiet();
	assert.equal(talk.lab.journal.store.kept_bytes, 4096);
});

function blocks({lab}: Talk): string[] {
	const {raw} = lab.journal.tracks;
	const events = Array.from({length: raw.size}, (_, index) => raw.at(raw.first + index)!);
	return events.filter(({rawAs}) => rawAs !== 'nothing').map(event => {
		const bytes = lab.journal.bytes(event);
		const verdict = event.direction === undefined ? [] : [event.event];
		const text = bytes === undefined ? [] : [new TextDecoder().decode(bytes)];
		return `${event.endpoint} ${isOutbound(event) ? 'to' : 'from'} ${event.peer}: ${[...verdict, ...text].join(' ')}`;
	});
}
