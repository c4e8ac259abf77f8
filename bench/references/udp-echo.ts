/** Echo with `node:dgram` and nothing else. */
import dgram from 'node:dgram';

const socket = dgram.createSocket('udp4', (bytes, {port, address}) => {
	socket.send(bytes, port, address);
});
socket.bind(0, '127.0.0.1', () => {
	console.log(JSON.stringify({port: socket.address().port}));
});
