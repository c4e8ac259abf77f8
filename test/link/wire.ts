/** One direction of a link with nothing at either end: what is handed in, what comes out and when, and what was told. */
import type {Fact} from '../../source/core/events.ts';
import {seededRandom} from '../../source/link/random.ts';
import type {Conditions} from '../../source/link/conditions/table.ts';
import {DatagramPipe} from '../../source/link/datagram-pipe.ts';
import {StreamPipe} from '../../source/link/stream-pipe.ts';
import {countingImpairments, newTally} from '../../source/link/impairments.ts';
import {FakeClock} from '../helpers/fake-clock.ts';

export type Arrival = {readonly bytes: Uint8Array; readonly at_us: number};

const remote = {transport: 'udp', host: '127.0.0.1', port: 5000} as const;

export function randoms(seed: string): (condition: string) => () => number {
	return condition => seededRandom(seed, condition);
}

function parts() {
	const clock = new FakeClock();
	const tally = newTally();
	const facts: Fact[] = [];
	const arrivals: Arrival[] = [];
	return {
		clock, tally, facts, arrivals,
		tellImpairment: countingImpairments(tally, fact => {
			facts.push(fact);
		}),
		deliver(bytes: Uint8Array) {
			arrivals.push({bytes, at_us: clock.now_us()});
		},
	};
}

export function datagramWire(conditions: Conditions, seed = 'seed') {
	const wire = parts();
	const pipe = new DatagramPipe({...wire, direction: 'out', ready: () => true, moved: () => undefined, deliver({bytes}) {
		wire.deliver(bytes);
	}});
	pipe.set(conditions, randoms(seed));
	return {
		...wire, pipe,
		/** Sends datagrams of `length` bytes that begin with their number, one each `gap_us`. */
		send(count: number, gap_us: number, length = 4) {
			for (let index = 0; index < count; index++) {
				const bytes = new Uint8Array(Math.max(4, length));
				new DataView(bytes.buffer).setUint32(0, index);
				pipe.push(bytes, remote);
				wire.clock.pass(gap_us);
			}
		},
		/** The numbers that have arrived, in the order they did. */
		numbers: () => wire.arrivals.map(({bytes}) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)),
	};
}

export function streamWire(conditions: Conditions, seed = 'seed') {
	const wire = parts();
	const state = {ready: true};
	const cuts: string[] = [];
	const pipe = new StreamPipe({
		...wire,
		direction: 'out',
		ready: () => state.ready,
		moved: () => undefined,
		cut(ending) {
			cuts.push(`${ending} at ${wire.clock.now_us()} us`);
		},
	});
	pipe.set(conditions, randoms(seed));
	return {
		...wire, pipe, state, cuts,
		text: () => new TextDecoder().decode(Uint8Array.from(wire.arrivals.flatMap(({bytes}) => [...bytes]))),
		/** What arrived, with the milliseconds: `3:abc`. */
		transcript: () => wire.arrivals.map(({bytes, at_us}) => `${at_us / 1000}:${new TextDecoder().decode(bytes)}`),
	};
}

/** How far a share may be from what was asked for: four standard deviations of a binomial distribution. */
export function within(count: number, trials: number, share: number): boolean {
	return Math.abs(count - trials * share) <= 4 * Math.sqrt(trials * share * (1 - share));
}
