/** Echo with `node:net` and nothing else, and in the same process a client that sends for ever. */
import {Buffer} from 'node:buffer';
import net from 'node:net';

const piece = Buffer.alloc(256 * 1024);
const server = net.createServer(socket => {
	socket.on('data', bytes => {
		if (!socket.write(bytes)) {
			socket.pause();
		}
	});
	socket.on('drain', () => {
		socket.resume();
	});
});
server.listen(0, '127.0.0.1', () => {
	const client = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1', send);

	function send(): void {
		while (client.write(piece)) {
			// As long as there is room.
		}
	}

	client.on('drain', send);
	client.resume();
	console.log('{}');
});
