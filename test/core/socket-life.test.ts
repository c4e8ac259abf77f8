import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nextLife, type SocketLife, type SocketMove, socketLifeTable} from '../../source/core/socket-life.ts';
import {everyOrder} from '../helpers/every-order.ts';

const moves = ['opened', 'refused', 'close', 'closed'] as const satisfies readonly SocketMove[];

test('the usual lives', () => {
	const lives: ReadonlyArray<readonly [sequence: string, end: SocketLife]> = [
		['opened, close, closed', 'closed'],
		['refused', 'failed'],
		['close', 'given up'],
		['close, opened', 'open'],
		['close, opened, closed', 'closed'],
		['close, refused', 'failed'],
		['closed', 'opening'],
	];
	assert.deepEqual(lives.map(([sequence]) => [sequence, after(sequence.split(', ') as SocketMove[])]), lives);
});

test('in every order of five moves: an end stays, and only what was opened is ever open or closed', () => {
	for (const sequence of everyOrder(moves, 5)) {
		let life = 'opening' as SocketLife;
		const made = new Set<SocketMove>();
		for (const move of sequence) {
			const next = nextLife(life, move);
			const step = `${sequence.join(', ')}: ${life}, ${next}`;
			made.add(move);
			const isEnd = Object.keys(socketLifeTable[life]).length === 0;
			assert.ok(!isEnd || next === life, step);
			assert.ok(!['open', 'closed'].includes(next) || made.has('opened'), step);
			assert.ok(next !== 'opening' || !made.has('close'), step);
			life = next;
		}
	}
});

function after(sequence: readonly SocketMove[]): SocketLife {
	let life: SocketLife = 'opening';
	for (const move of sequence) {
		life = nextLife(life, move);
	}

	return life;
}
