import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Talk} from '../helpers/talk.ts';
import {streamsOf} from '../helpers/entries.ts';

test('echo does not read while its peer does not: its queue is bounded, and nothing is lost', async () => {
	const talk = new Talk();
	let max_bytes = 0;
	await talk.line('listen tcp:0 echo');
	await talk.line('connect s1');
	talk.lab.journal.subscribe(() => {
		max_bytes = Math.max(max_bytes, streamsOf(talk.lab, 'server')[0]!.queued_bytes);
	});
	await talk.line('c1 hold');
	for (let count = 0; count < 20; count++) {
		await talk.line('c1 send pattern:100KiB');
	}

	const [client, server] = streamsOf(talk.lab);
	assert.equal(max_bytes > 0 && max_bytes <= 65_536, true, String(max_bytes));
	assert.equal(client!.queued_bytes > 1_000_000, true, String(client!.queued_bytes));
	assert.equal(server!.summary().held, false);

	await talk.line('c1 resume');
	assert.deepEqual([client!.queued_bytes, server!.queued_bytes], [0, 0]);
	assert.deepEqual([client!.out_bytes, server!.in_bytes, server!.out_bytes, client!.in_bytes], [2_048_000, 2_048_000, 2_048_000, 2_048_000]);
});

test('echo answers what was sent before the FIN, then closes', async () => {
	const talk = new Talk();
	await talk.line('listen tcp:0 echo');
	await talk.line('connect s1');
	await talk.line('c1 hold');
	await talk.line('c1 send pattern:200KiB');
	await talk.line('c1 shutdown');
	await talk.line('c1 resume');
	const [client, server] = streamsOf(talk.lab);
	assert.deepEqual([client!.in_bytes, client!.state, server!.state], [204_800, 'closed', 'closed']);
});
