/** Smoothed round trips: what was sent (>) and received (<) at which millisecond, and what is shown after it. */
import {test, type TestContext} from 'node:test';
import {RoundTrip} from '../../../source/lab/entries/round-trip.ts';

const stories: ReadonlyArray<readonly [what: string, isLossy: boolean, moves: string, shown_ms: number | undefined]> = [
	['nothing was answered', false, '0> 5>', undefined],
	['one answer', false, '0> 8<', 8],
	['a later answer counts for an eighth', false, '0> 8< 100> 116<', 9],
	['several sends of a stream are one request', false, '0> 3> 6> 8<', 8],
	['bytes that nobody asked for are no answer', false, '0> 8< 50< 90<', 8],
	['of datagrams the last send is answered: others may be lost', true, '0> 1000> 1008<', 8],
];

for (const [what, isLossy, moves, shown_ms] of stories) {
	test(`${what}: ${moves}`, (t: TestContext) => {
		let now_us = 0;
		const roundTrip = new RoundTrip({now_us: () => now_us, schedule: () => () => undefined}, isLossy);
		for (const move of moves.split(' ')) {
			now_us = Number(move.slice(0, -1)) * 1000;
			if (move.endsWith('>')) {
				roundTrip.sent();
			} else {
				roundTrip.received();
			}
		}

		t.assert.strictEqual(roundTrip.smoothed_us, shown_ms === undefined ? undefined : shown_ms * 1000);
	});
}
