/** `sockplay connect` and `sockplay listen` between pipes, as a shell runs them. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Program} from '../helpers/program.ts';

/** A pipe that listens, and the port that it tells. */
async function listening(...words: readonly string[]): Promise<{readonly program: Program; readonly port: string}> {
	const program = new Program(['listen', 'tcp:0', ...words]);
	await program.until(() => /listening on 127\.0\.0\.1:\d+\n/v.test(program.errors));
	return {program, port: /:(?<port>\d+)/v.exec(program.errors)!.groups!['port']!};
}

test('bytes go both ways, each end of input is a FIN, and both end', async () => {
	const {program: server, port} = await listening();
	const client = new Program(['connect', `tcp:${port}`]);
	client.line('from the client');
	await server.until(() => server.lines.length === 1);
	server.line('from the server');
	await client.until(() => client.lines.length === 1);
	client.end();
	server.end();
	assert.deepEqual(
		[await client.ended, client.lines, client.errors, await server.ended, server.lines],
		[{code: 0, signal: undefined}, ['from the server'], '', {code: 0, signal: undefined}, ['from the client']],
	);
});

test('nobody listens', async () => {
	const program = new Program(['connect', 'tcp:127.0.0.1:1']);
	assert.deepEqual(await program.ended, {code: 1, signal: undefined});
	assert.match(program.errors, /^c1 connect\(127\.0\.0\.1:1\) = ECONNREFUSED {2}\d.* {2}nobody listens on 127\.0\.0\.1:1; `listen tcp:1` starts a listener\n$/v);
	assert.deepEqual(program.lines, []);
});
