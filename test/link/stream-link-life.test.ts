/** The life of a link above a stream: its table in every order of moves, and the link itself between an endpoint and a user that keep a list. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {StreamEndpoint} from '../../source/core/network.ts';
import {streamStack} from '../../source/core/stack.ts';
import {StreamLink} from '../../source/link/stream-link.ts';
import {linkLifeTable, type LinkLife, type LinkMove} from '../../source/link/stream-link-life.ts';
import {everyOrder} from '../helpers/every-order.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {randoms} from './wire.ts';

const moves = ['shutdown', 'close', 'abort', 'closed', 'lost', 'delivered'] as const satisfies readonly LinkMove[];

test('the usual lives', () => {
	const lives: ReadonlyArray<readonly [sequence: string, end: LinkLife]> = [
		['close, closed', 'over'],
		['shutdown, closed, delivered', 'over'],
		['shutdown, close, closed', 'over'],
		['closed', 'delivering'],
		['closed, close', 'over'],
		['close, abort, closed', 'over'],
		['close, shutdown', 'closing'],
		['abort, close', 'aborting'],
		['delivered', 'open'],
		['lost', 'over'],
	];
	assert.deepEqual(lives.map(([sequence]) => [sequence, after(sequence.split(', ') as LinkMove[])]), lives);
});

test('in every order of six moves: over is the end, what was asked for is never forgotten, and an end of the socket leads to it', () => {
	for (const sequence of everyOrder(moves, 6)) {
		let life = 'open' as LinkLife;
		const made = new Set<LinkMove>();
		for (const move of sequence) {
			const next: LinkLife = linkLifeTable[life][move] ?? life;
			const step = `${sequence.join(', ')}: ${life} → ${next}`;
			made.add(move);
			assert.ok(life !== 'over' || next === 'over', step);
			assert.ok(!made.has('shutdown') || next !== 'open', step);
			assert.ok(!made.has('close') || !['open', 'finishing'].includes(next), step);
			assert.ok(!made.has('abort') || ['aborting', 'over'].includes(next), step);
			assert.ok(!made.has('closed') || ['delivering', 'over'].includes(next), step);
			assert.equal(made.has('lost') && next !== 'over', false, step);
			life = next;
		}
	}
});

test('every life comes to an end when the socket does', () => {
	for (const [life, {lost}] of Object.entries(linkLifeTable)) {
		assert.equal(lost, life === 'over' ? undefined : 'over', life);
	}
});

const steps = ['send', 'received', 'shutdown', 'close', 'reset', 'destroy', 'hold', 'peer closes', 'peer resets', 'a second passes'] as const;

test('a link with a delay, in every order of four steps: its user gets what came, learns once that it is closed and nothing afterwards; each byte is sent or dropped', () => {
	for (const order of everyOrder(steps, 4)) {
		const {log, sent, link, take} = slowLink();
		for (const step of order) {
			take(step);
		}

		take('peer closes');
		link.resume();
		take('a second passes');
		const story = `${order.join(', ')}: ${log.join(', ')}`;
		assert.equal(log.filter(each => each === 'closed').length, 1, story);
		assert.equal(log.slice(log.indexOf('closed') + 1).filter(each => !each.startsWith('dropped')).join(', '), '', story);
		assert.equal(sent.asked_bytes, sent.out_bytes + sent.dropped_bytes, story);
		assert.equal(link.queued_bytes, 0, story);
	}
});

function after(sequence: readonly LinkMove[]): LinkLife {
	let life: LinkLife = 'open';
	for (const move of sequence) {
		life = linkLifeTable[life][move] ?? life;
	}

	return life;
}

/** A link that delays both ways, above an endpoint that closes as soon as it is asked to. */
function slowLink() {
	const clock = new FakeClock();
	const log: string[] = [];
	const sent = {asked_bytes: 0, out_bytes: 0, dropped_bytes: 0};
	let isOpen = true;
	const end = (errno?: string) => {
		if (isOpen) {
			isOpen = false;
			link.closed(errno);
		}
	};

	const endpoint: StreamEndpoint = {
		fd: 3, local: 'local', remote: 'remote', queued_bytes: 0,
		send({length}) {
			sent.out_bytes += length;
		},
		sendCopy({length}) {
			sent.out_bytes += length;
		},
		hold: () => undefined,
		resume: () => undefined,
		shutdown: () => undefined,
		close: end,
		reset() {
			end('RST');
		},
		destroy: end,
		set: () => undefined,
	};
	const link = new StreamLink({clock});
	streamStack(endpoint, [link], {
		received() {
			log.push('received');
		},
		drained() {
			log.push('drained');
		},
		ended() {
			log.push('ended');
		},
		closed() {
			log.push('closed');
		},
		fact({event, bytes = 0, direction}) {
			if (event === 'dropped') {
				log.push(`dropped ${direction ?? 'at once'}`);
				sent.dropped_bytes += direction === 'in' ? 0 : bytes;
			}
		},
	});
	for (const direction of ['in', 'out'] as const) {
		link.setConditions(direction, {delay: 100}, randoms(direction));
	}

	link.resume();
	const take = (step: (typeof steps)[number]) => {
		switch (step) {
			case 'send': {
				sent.asked_bytes += 3;
				link.send(new Uint8Array(3));
				break;
			}

			case 'received': {
				if (isOpen) {
					link.received(new Uint8Array(3));
				}

				break;
			}

			case 'peer closes': {
				end();
				break;
			}

			case 'peer resets': {
				end('ECONNRESET');
				break;
			}

			case 'a second passes': {
				clock.pass(1e6);
				break;
			}

			case 'shutdown':
			case 'close':
			case 'reset':
			case 'destroy':
			case 'hold': {
				link[step]();
				break;
			}
		}
	};

	return {log, sent, link, take};
}
