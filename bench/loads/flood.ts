/**
`flood.ts tcp|udp|connects PORT`: sends as fast as an echo service takes it, until it is ended; tells when the first
answer has come. `connects` are eight at a time, each of a few bytes.
*/
import dgram from 'node:dgram';
import net from 'node:net';
import process from 'node:process';

const [kind, port] = [process.argv[2], Number(process.argv[3])];
const host = '127.0.0.1';
const line = 'the quick brown fox jumps over the lazy dog\n';
const inFlight = {connects: 8, datagrams: 32};
let isTold = false;

function answered(): void {
	if (!isTold) {
		isTold = true;
		console.log(JSON.stringify({isAnswered: true}));
	}
}

function stream(): void {
	const piece = line.repeat(1500);
	const socket = net.connect({port, host});
	const pump = () => {
		while (socket.write(piece)) {
			// Until it has to wait.
		}
	};

	socket.on('data', answered);
	socket.on('connect', pump);
	socket.on('drain', pump);
}

function datagrams(): void {
	const socket = dgram.createSocket('udp4');
	const message = new Uint8Array(64);
	let sent = 0;
	const send = () => {
		new DataView(message.buffer).setUint32(0, sent++);
		socket.send(message, port, host);
	};

	socket.on('message', () => {
		answered();
		send();
	});
	// What was lost is sent again.
	setInterval(() => {
		for (let count = 0; count < inFlight.datagrams; count++) {
			send();
		}
	}, 200);
	send();
}

function connects(): void {
	const socket = net.connect({port, host}, () => {
		socket.end(line);
	});
	socket.on('data', answered);
	socket.on('error', () => undefined);
	socket.on('close', connects);
}

if (kind === 'tcp') {
	stream();
} else if (kind === 'udp') {
	datagrams();
} else {
	for (let count = 0; count < inFlight.connects; count++) {
		connects();
	}
}
