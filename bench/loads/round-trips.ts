/**
`round-trips.ts PORT BYTES SECONDS`: sends, waits for the same number of bytes, and so on; tells how many
trips it made, and how long those took that came after the first second.
*/
import {once} from 'node:events';
import net from 'node:net';
import process from 'node:process';
import {quantile} from '../helpers/median.ts';

const [port, bytes, seconds] = process.argv.slice(2).map(Number) as [number, number, number];
const warmUp_ms = 1000;
const message = new Uint8Array(bytes).fill(0x61);
const times_us: number[] = [];

const socket = net.connect({port, host: '127.0.0.1', noDelay: true});
await once(socket, 'connect');
const begun_ms = performance.now();
let sent_ms = 0;
let missing = 0;
let trips = 0;
send();
socket.on('data', data => {
	missing -= data.length;
	if (missing > 0) {
		return;
	}

	const now_ms = performance.now();
	trips++;
	if (now_ms - begun_ms > warmUp_ms) {
		times_us.push((now_ms - sent_ms) * 1000);
	}

	if (now_ms - begun_ms > warmUp_ms + seconds * 1000) {
		socket.destroy();
		const [p50_us, p99_us] = [0.5, 0.99].map(part => quantile(times_us, part));
		console.log(JSON.stringify({trips, p50_us, p99_us}));
		return;
	}

	send();
});

function send(): void {
	missing = bytes;
	sent_ms = performance.now();
	socket.write(message);
}
