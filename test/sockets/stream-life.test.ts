import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isOver, lifeTable, type Life, type LifeMove} from '../../source/sockets/stream-life.ts';
import {everyOrder} from '../helpers/every-order.ts';

const moves = ['shutdown', 'close', 'reset', 'destroy', 'empty', 'sent FIN', 'both finished', 'peer finished', 'lost'] as const satisfies readonly LifeMove[];

function after(...sequence: readonly LifeMove[]): Life {
	let life: Life = 'open';
	for (const move of sequence) {
		life = lifeTable[life][move] ?? life;
	}

	return life;
}

test('the usual lives', () => {
	const lives: ReadonlyArray<readonly [sequence: string, end: Life]> = [
		['close, empty', 'closed'],
		['shutdown, empty, sent FIN, peer finished', 'closed'],
		['shutdown, empty, both finished', 'closed'],
		['shutdown, close, empty', 'closed'],
		['shutdown, empty, close, sent FIN', 'closed'],
		['shutdown, empty, reset, sent FIN', 'reset'],
		['shutdown, empty, sent FIN, reset', 'reset'],
		['close, shutdown', 'closing'],
		['peer finished, empty', 'open'],
		['close, lost, empty', 'lost'],
		['close, destroy', 'closed'],
		['shutdown, destroy', 'closed'],
		['shutdown, empty, reset, destroy', 'then reset'],
	];
	assert.deepEqual(lives.map(([sequence]) => [sequence, after(...sequence.split(', ') as LifeMove[])]), lives);
});

test('in every order of six moves: an end stays, FIN is sent once, and a reset that was asked for is never forgotten', () => {
	for (const sequence of everyOrder(moves, 6)) {
		let life: Life = 'open';
		let fins = 0;
		let wantsReset = false;
		for (const move of sequence) {
			const next: Life = lifeTable[life][move] ?? life;
			wantsReset ||= move === 'reset' && !isOver(life);
			fins += next === 'shutting down' && life !== next ? 1 : 0;
			assert.ok(!isOver(life) || next === life, `${sequence.join(', ')}: ${life} is an end`);
			assert.ok(!wantsReset || ['then reset', 'reset', 'lost'].includes(next), `${sequence.join(', ')}: ${next} forgets the reset`);
			assert.ok(move !== 'destroy' || next === 'then reset' || isOver(next), `${sequence.join(', ')}: ${next} waits`);
			life = next;
		}

		assert.ok(fins <= 1, `${sequence.join(', ')}: FIN ${fins} times`);
	}
});

test('every state can be left, and comes to an end', () => {
	for (const [life, next] of Object.entries(lifeTable)) {
		assert.equal(next.lost, isOver(life as Life) ? undefined : 'lost', life);
	}
});
