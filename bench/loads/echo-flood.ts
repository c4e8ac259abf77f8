/**
`echo-flood.ts PORT SECONDS [MAX_KIB]`: sends to an echo without pause, and reads all that comes back. At most MAX_KIB
are under way, or as many as the system takes. Tells `"warm"` after two seconds, and how many MiB came back from then on
and how many that is in a second.
*/
import {once} from 'node:events';
import {Buffer} from 'node:buffer';
import net from 'node:net';
import process from 'node:process';

const [port, seconds, max_KiB = Infinity] = process.argv.slice(2).map(Number) as [number, number, number?];
const warmUp_ms = 2000;
const piece = Buffer.alloc(Math.min(64, max_KiB / 4) * 1024, 'flood ');
const buffer = Buffer.allocUnsafeSlow(64 * 1024);
const mebibyte = 1024 * 1024;

let underWay_bytes = 0;
let came_bytes = 0;
let warm_ms: number | undefined;
const begun_ms = performance.now();
const onread = {
	buffer,
	callback(count: number) {
		underWay_bytes -= count;
		came(count, performance.now());
		send();
		return true;
	},
};
const socket = net.connect({port, host: '127.0.0.1', onread});
await once(socket, 'connect');
socket.on('drain', send);
send();

function send(): void {
	while (!socket.destroyed && !socket.writableNeedDrain && underWay_bytes + piece.length <= max_KiB * 1024) {
		underWay_bytes += piece.length;
		socket.write(piece);
	}
}

function came(count: number, now_ms: number): void {
	came_bytes += count;
	if (warm_ms === undefined && now_ms - begun_ms > warmUp_ms) {
		warm_ms = now_ms;
		came_bytes = 0;
		console.log('"warm"');
	}

	if (warm_ms !== undefined && now_ms - warm_ms > seconds * 1000) {
		socket.destroy();
		const MiB = came_bytes / mebibyte;
		console.log(JSON.stringify({MiB, perSecond_MiB: MiB / (now_ms - warm_ms) * 1000}));
	}
}
