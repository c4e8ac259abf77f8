/** Echo with `node:net` and nothing else. */
import net from 'node:net';

const server = net.createServer(socket => {
	socket.on('error', () => undefined);
	socket.pipe(socket);
});
server.listen(0, '127.0.0.1', () => {
	console.log(JSON.stringify({port: (server.address() as net.AddressInfo).port}));
});
