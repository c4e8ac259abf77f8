/** `tcp-relay.ts PORT`: forwards to a port and back with `node:net` and nothing else. */
import net from 'node:net';
import process from 'node:process';

const to = Number(process.argv[2]);
const server = net.createServer(near => {
	const far = net.connect(to, '127.0.0.1');
	near.on('error', () => {
		far.destroy();
	});
	far.on('error', () => {
		near.destroy();
	});
	near.pipe(far);
	far.pipe(near);
});
server.listen(0, '127.0.0.1', () => {
	console.log(JSON.stringify({port: (server.address() as net.AddressInfo).port}));
});
