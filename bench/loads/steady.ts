/**
Sends to a port as steadily as a timer allows, and reads what comes back: `node steady.ts PORT text|random`. A thousand
lines of text a second, or 64 KiB of random bytes in pieces of 256. It ends when it is ended.
*/
import {randomBytes} from 'node:crypto';
import net from 'node:net';
import process from 'node:process';

const [port, kind] = process.argv.slice(2);
const interval_ms = 4;
const socket = net.connect(Number(port), '127.0.0.1');
socket.resume();
socket.setNoDelay();
let line = 0;

/** No two lines are alike, so that no row of the screen stays as it was. */
function nextLine(): string {
	line++;
	return `line ${line}: ${(line * 7919) % 100_003} quick brown foxes jump over ${(line * 31) % 997} lazy dogs\n`;
}

setInterval(() => {
	if (kind === 'random') {
		socket.write(randomBytes(256));
	} else {
		for (let count = 0; count < interval_ms; count++) {
			socket.write(nextLine());
		}
	}
}, interval_ms);
console.log(JSON.stringify({}));
