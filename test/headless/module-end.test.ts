/** The process of a module ends with the program, however that ends, also while its code is in a loop. */
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {Program} from '../helpers/program.ts';

const limit = {timeout: 60_000};
const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-'));
after(() => {
	rmSync(folder, {recursive: true});
});

/** A module in a loop, from its first connection on. It is connected to a port, so that its end can be heard. */
function loopingModule(port: number): string {
	const file = path.join(folder, `${port}.mjs`);
	writeFileSync(file, `
		import {once} from 'node:events';
		import net from 'node:net';
		await once(net.connect(${port}, '127.0.0.1'), 'connect');
		export default () => {
			console.log('begun');
			for (;;) {}
		};
	`);
	return file;
}

for (const signal of ['SIGINT', 'SIGKILL'] as const) {
	test(`with ${signal}`, limit, async () => {
		const server = net.createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		const {port} = server.address() as net.AddressInfo;
		const connected = once(server, 'connection');
		const program = new Program(['--json', '-e', `listen tcp:0 module ${loopingModule(port)}`, '-e', 'connect s1']);
		const [socket] = await connected as [net.Socket];
		socket.on('error', () => undefined);
		socket.resume();
		await program.told(({message}) => message === 'stdout: begun');
		const isGone = once(socket, 'close');
		program.child.kill(signal);
		await isGone;
		assert.deepEqual(await program.ended, signal === 'SIGINT' ? {code: 130, signal: undefined} : {code: undefined, signal});
		server.close();
	});
}

test('what is printed is the module\'s own', limit, async () => {
	const file = path.join(folder, 'quiet.mjs');
	writeFileSync(file, 'export default () => console.log("called");');
	const program = new Program(['--json', '-e', `listen tcp:0 module ${file}`, '-e', 'connect s1']);
	await program.told(({message}) => message === 'stdout: called');
	const notes = program.events.filter(({event, message}) => event === 'note' && message?.includes('std'));
	assert.deepEqual(notes.map(({message}) => message), ['stdout: called']);
	program.child.kill('SIGTERM');
});
