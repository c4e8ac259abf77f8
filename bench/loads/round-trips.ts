/**
`round-trips.ts PORT BYTES SECONDS`: sends, waits for as many bytes, and so on. Tells `"warm"` after 40,000 trips, when
V8 has compiled what it will, and how many trips it made from then on and how long they took.
*/
import {once} from 'node:events';
import net from 'node:net';
import process from 'node:process';
import {quantile} from '../helpers/median.ts';

const [port, bytes, seconds] = process.argv.slice(2).map(Number) as [number, number, number];
const warmUp_trips = 40_000;
const warmUp_ms = 5000;
const message = new Uint8Array(bytes).fill(0x61);
const times_us: number[] = [];

const socket = net.connect({port, host: '127.0.0.1', noDelay: true});
await once(socket, 'connect');
const begun_ms = performance.now();
let warm_ms: number | undefined;
let early = 0;
let sent_ms = 0;
let missing = 0;
socket.on('data', data => {
	missing -= data.length;
	if (missing === 0) {
		answered(performance.now());
	}
});
send();

function answered(now_ms: number): void {
	if (warm_ms !== undefined) {
		times_us.push((now_ms - sent_ms) * 1000);
	} else if (++early === warmUp_trips || now_ms - begun_ms > warmUp_ms) {
		warm_ms = now_ms;
		console.log('"warm"');
	}

	if (warm_ms === undefined || now_ms - warm_ms < seconds * 1000) {
		send();
		return;
	}

	socket.destroy();
	const [p50_us, p99_us] = [0.5, 0.99].map(part => quantile(times_us, part));
	console.log(JSON.stringify({trips: times_us.length, p50_us, p99_us}));
}

function send(): void {
	missing = bytes;
	sent_ms = performance.now();
	socket.write(message);
}
