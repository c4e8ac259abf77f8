/**
`datagrams.ts PORT BYTES SECONDS`: keeps 32 datagrams on their way to an echo and back, each with a number of its own.
Tells `"warm"` after two seconds, and how many were answered from then on, and how long that was.
*/
import {Buffer} from 'node:buffer';
import dgram from 'node:dgram';
import process from 'node:process';

const [port, bytes, seconds] = process.argv.slice(2).map(Number) as [number, number, number];
const inFlight = 32;
const warmUp_ms = 2000;
/** More than are on their way: one that is being sent is not written to. */
const messages = Array.from({length: 4 * inFlight}, () => Buffer.alloc(bytes, 'a'));
const socket = dgram.createSocket('udp4');
let sent = 0;
/** The number of the answer that is next: those before it have come, or will not. */
let next = 0;
let answered = 0;

socket.on('message', answer => {
	answered++;
	const number = answer.readUInt32BE(0);
	send(number + 1 - next);
	next = number + 1;
});
socket.bind(0, '127.0.0.1', () => {
	send(inFlight);
	setTimeout(measure, warmUp_ms);
});

/** An echo may leave some without an answer, and at times all that were on their way. */
let before = answered;
const stuck = setInterval(() => {
	if (answered === before) {
		next = sent;
		send(inFlight);
	}

	before = answered;
}, 50);

function send(count: number): void {
	for (let left = count; left > 0; left--) {
		const message = messages[sent % messages.length]!;
		message.writeUInt32BE(sent++);
		socket.send(message, port, '127.0.0.1');
	}
}

function measure(): void {
	console.log('"warm"');
	const [answeredBefore, begun_ms] = [answered, performance.now()];
	setTimeout(() => {
		console.log(JSON.stringify({count: answered - answeredBefore, elapsed_ms: performance.now() - begun_ms}));
		clearInterval(stuck);
		socket.close();
	}, seconds * 1000);
}
