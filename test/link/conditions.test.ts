import assert from 'node:assert/strict';
import {test} from 'node:test';
import {conditionsText, keysFor, settings} from '../../source/link/conditions/table.ts';

test('a setting is written again as it was typed, and read as the same value', () => {
	const typed = 'delay=50ms jitter=1.5s rate=50kbit slice=64KiB gap=20ms cut=10KiB reset=5s'
		+ ' loss=2.5% burst=3.5 dup=1% reorder=25% corrupt=100% correlation=60% limit=3';
	const values = typed.split(' ').map(word => {
		const [key = '', text = ''] = word.split('=', 2);
		return [key, settings[key]!.kind.parse(text) as unknown] as const;
	});
	assert.equal(conditionsText({...Object.fromEntries(values), stall: true}), `stall ${typed}`);
	assert.deepEqual(new Set(['stall', ...values.map(([key]) => key)]), new Set(Object.keys(settings)));
});

test('what a stream has and what datagrams have', () => {
	assert.equal(keysFor('stream').join(' '), 'stall delay jitter rate slice gap cut reset');
	assert.equal(keysFor('datagram').join(' '), 'delay jitter rate loss burst dup reorder corrupt correlation limit');
});
