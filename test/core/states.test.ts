/** Every state against every move. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isAlive, nextState, states, type Move} from '../../source/core/states.ts';

/** `-` where the move cannot be. */
const table = `
                    connected  refused  hold                resume              shutdown           peer-finished       close   reset   lost
connecting          open       failed   -                   -                   -                  -                   closed  -       -
open                -          -        held                open                half-closed_local  half-closed_remote  closed  reset   failed
half-closed_local   -          -        half-closed_local   half-closed_local   -                  closed              closed  reset   failed
half-closed_remote  -          -        half-closed_remote  half-closed_remote  closed             -                   closed  reset   failed
held                -          -        held                open                half-closed_local  half-closed_remote  closed  reset   failed
closed              -          -        -                   -                   -                  -                   closed  closed  closed
reset               -          -        -                   -                   -                  -                   -       -       -
failed              -          -        -                   -                   -                  -                   -       -       -
`;

const [moves, ...rows] = table.trim().split('\n').map(line => line.trim().split(/ +/v).map(word => word.replace('_', ' '))) as [Move[], ...string[][]];

test('every state is in the table', () => {
	assert.deepEqual(rows.map(([state]) => state), [...states]);
});

for (const [state, ...nexts] of rows) {
	test(`from ${state}`, () => {
		const from = states.find(each => each === state)!;
		for (const [index, next] of nexts.entries()) {
			const move = moves[index]!;
			if (next === '-') {
				assert.throws(() => nextState(from, move), new RangeError(`a connection that is ${state} cannot ${move}`));
			} else {
				assert.equal(nextState(from, move), next, `${state}: ${move}`);
			}
		}
	});
}

test('who has a file descriptor', () => {
	assert.deepEqual(states.filter(state => isAlive(state)), ['connecting', 'open', 'half-closed local', 'half-closed remote', 'held']);
});
