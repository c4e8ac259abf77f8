/**
How exact a link's times are on this machine: the error of delay, jitter and rate, on Node's own timers.

`node bench/by-hand/link.ts` (half a minute). Late: how long after its due time a piece came out, in milliseconds.
*/
import process from 'node:process';
import {setImmediate as nextTurn, setTimeout as sleep} from 'node:timers/promises';
import {seededRandom} from '../../source/link/random.ts';
import {now_us, timerClock} from '../../source/core/clock.ts';
import type {Conditions} from '../../source/link/conditions/table.ts';
import {DatagramPipe} from '../../source/link/datagram-pipe.ts';
import {newTally} from '../../source/link/impairments.ts';
import {StreamPipe} from '../../source/link/stream-pipe.ts';

const clock = timerClock(now_us);
const randomFor = (condition: string) => seededRandom('bench', condition);
const remote = {transport: 'udp', host: '127.0.0.1', port: 5000} as const;
const duration_us = 3e6;

const late = 'late: mean    p50    p99    max';
console.log(`datagrams a second   delay       mean ms  deviation   ${late}   out of order   most held   processor`);
for (const per_second of [10, 100, 1000, 10_000]) {
	await datagrams({delay: 50}, per_second);
	await datagrams({delay: 50, jitter: 10}, per_second);
}

console.log('\nrate asked         measured over 2 s   error');
for (const rate of [6250, 125_000, 1_250_000, 12_500_000, 125_000_000]) {
	await stream(rate);
}

async function datagrams(conditions: Conditions, per_second: number): Promise<void> {
	const lates: number[] = [];
	const delays: number[] = [];
	const dues = new Map<Uint8Array, number>();
	let last = -1;
	let outOfOrder = 0;
	let most = 0;
	let due_us = 0;
	const pipe = new DatagramPipe({
		direction: 'out',
		clock,
		tally: newTally(),
		ready: () => true,
		moved: () => undefined,
		tellImpairment(fact) {
			due_us = fact.event === 'delayed' ? now_us() + (fact.elapsed_us ?? 0) : due_us;
		},
		deliver({bytes, since_us}) {
			const number = new DataView(bytes.buffer).getUint32(0);
			outOfOrder += Number(number < last);
			last = number;
			delays.push(now_us() - since_us);
			lates.push(now_us() - (dues.get(bytes) ?? 0));
			dues.delete(bytes);
		},
	});
	pipe.set(conditions, randomFor);
	const before = process.cpuUsage();
	const start_us = now_us();
	for (let sent = 0; now_us() - start_us < duration_us;) {
		for (; sent < (now_us() - start_us) * per_second / 1e6; sent++) {
			const bytes = new Uint8Array(64);
			new DataView(bytes.buffer).setUint32(0, sent);
			pipe.push(bytes, remote);
			dues.set(bytes, due_us);
			most = Math.max(most, pipe.length);
		}

		await (per_second > 1000 ? sleep(1) : sleep(1000 / per_second));
	}

	await sleep(200);
	const {user, system} = process.cpuUsage(before);
	const mean_ms = mean(delays) / 1000;
	const deviation_ms = Math.sqrt(mean(delays.map(delay_us => (delay_us / 1000 - mean_ms) ** 2)));
	lates.sort((a, b) => a - b);
	const at = (share: number) => ms(lates[Math.min(lates.length - 1, Math.floor(lates.length * share))] ?? 0);
	const name = `${conditions.delay!} ± ${conditions.jitter ?? 0} ms`;
	console.log([
		String(per_second).padEnd(20),
		name.padEnd(11),
		mean_ms.toFixed(2).padStart(7),
		deviation_ms.toFixed(2).padStart(10),
		ms(mean(lates)).padStart(12),
		at(0.5).padStart(6),
		at(0.99).padStart(6),
		at(1).padStart(6),
		String(outOfOrder).padStart(14),
		String(most).padStart(11),
		`${((user + system) / (duration_us + 200_000) * 100).toFixed(0)} %`.padStart(11),
	].join(' '));
}

async function stream(rate: number): Promise<void> {
	let total = 0;
	let last_us = 0;
	const pipe = new StreamPipe({
		direction: 'out',
		clock,
		ready: () => true,
		moved: () => undefined,
		cut: () => undefined,
		tellImpairment: () => undefined,
		deliver(bytes) {
			total += bytes.length;
			last_us = now_us();
		},
	});
	pipe.set({rate}, randomFor);
	const start_us = now_us();
	const chunk = new Uint8Array(Math.min(1024 * 1024, rate * 2));
	for (let left = rate * 2; left > 0; left -= chunk.length) {
		pipe.push(chunk.subarray(0, left));
	}

	while (!pipe.empty) {
		await nextTurn();
		await sleep(5);
	}

	const measured = total / (last_us - start_us) * 1e6;
	const error = `${((measured / rate - 1) * 100).toFixed(3)} %`;
	console.log([`${rate} B/s`.padEnd(18), `${measured.toFixed(0)} B/s`.padStart(19), error.padStart(9)].join(' '));
}

function mean(numbers: readonly number[]): number {
	let sum = 0;
	for (const number of numbers) {
		sum += number;
	}

	return sum / numbers.length;
}

function ms(us: number): string {
	return (us / 1000).toFixed(2);
}
