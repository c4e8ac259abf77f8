import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type GateMove, RecvGate} from '../../source/link/recv-gate.ts';
import {everyOrder} from '../helpers/every-order.ts';

const moves = ['hold', 'resume', 'fill', 'drain'] as const satisfies readonly GateMove[];

test('in every order of six moves: recv is called when the user does not hold and the link has room, and each change is said once', () => {
	for (const sequence of everyOrder(moves, 6)) {
		const said: string[] = [];
		const gate = new RecvGate({
			hold() {
				said.push('hold');
			},
			resume() {
				said.push('resume');
			},
		});
		let [isHeld, isFull] = [true, false];
		for (const move of sequence) {
			isHeld = move === 'hold' || (isHeld && move !== 'resume');
			isFull = move === 'fill' || (isFull && move !== 'drain');
			gate.move(move);
			assert.equal(gate.isHeld, isHeld, sequence.join(', '));
			assert.equal(said.at(-1) === 'resume', !isHeld && !isFull, sequence.join(', '));
		}

		assert.deepEqual(said, said.map((_, index) => index % 2 === 0 ? 'resume' : 'hold'), sequence.join(', '));
	}
});
