import {Buffer} from 'node:buffer';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test, type TestContext} from 'node:test';
import {daytimeLine} from '../../source/services/daytime.ts';
import {realNetwork} from '../../source/sockets/real-network.ts';
import {client, missing} from './clients.ts';
import {Session} from './session.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-'));
const large = Buffer.alloc(5_000_000, 'Every byte of it, in its place.\n');
writeFileSync(path.join(folder, 'large'), large);
writeFileSync(path.join(folder, 'shout.rules'), 'by lines\nregex /^say (.+)/ -> reply "\\{1}!\\n"\n');
after(() => {
	rmSync(folder, {recursive: true});
});

/** How each program opens a TCP connection, sends its input and FIN, and prints what comes until the peer's FIN. */
const ways: ReadonlyArray<readonly [string, (port: string) => readonly string[]]> = [
	['nc', port => ['nc', '-N', '127.0.0.1', port]],
	['ncat', port => ['ncat', '127.0.0.1', port]],
	['socat', port => ['socat', '-t5', '-', `tcp:127.0.0.1:${port}`]],
];

for (const [name, way] of ways) {
	test(`${name} talks to every service, and through a relay`, async (t: TestContext) => {
		const skip = missing(name);
		if (skip !== false) {
			t.skip(skip);
			return;
		}

		const session = new Session(realNetwork);
		for (const service of ['echo', 'discard', 'daytime', 'time', `files ${folder}`, 'chat', `rules ${folder}/shout.rules`]) {
			await session.play(`listen tcp:0 name=${service.split(' ', 1)[0]!}er ${service}`);
		}

		await session.play(`listen tcp:0 name=relayer relay tcp:${session.port('fileser')}`);
		const ask = async (listener: string, input: string) => {
			const [program, ...args] = way(String(session.port(listener)));
			return client(input, program!, ...args);
		};

		t.assert.strictEqual(String(await ask('echoer', 'hello\n')), 'hello\n');
		t.assert.strictEqual(String(await ask('discarder', 'hello\n')), '');
		t.assert.strictEqual(String(await ask('daytimeer', '')), daytimeLine(new Date(session.now_us / 1000)));
		const time = await ask('timeer', '');
		t.assert.strictEqual(time.readUInt32BE(), Math.floor(session.now_us / 1e6) + 2_208_988_800);
		for (const listener of ['fileser', 'relayer']) {
			const file = await ask(listener, 'large\n');
			t.assert.ok(file.equals(large), listener);
		}

		t.assert.strictEqual(String(await ask('relayer', '../large\n')), 'File not found\n');
		t.assert.strictEqual(String(await ask('ruleser', 'say it\nno\nsay more\n')), 'it!\nmore!\n');
		t.assert.match(String(await ask('chater', 'anybody?\n')), /^\* you are chater\.1; nobody else is here\n$/v);
		await session.end();
	});
}

test('socat over a Unix path, and over UDP through a relay', async (t: TestContext) => {
	const skip = missing('socat');
	if (skip !== false) {
		t.skip(skip);
		return;
	}

	const session = new Session(realNetwork);
	await session.play(`listen unix:${folder}/echo echo`, 'listen udp:0 name=u echo');
	await session.play(`listen udp:0 name=v relay udp:${session.port('u')}`);
	t.assert.strictEqual(String(await client('path\n', 'socat', '-t5', '-', `unix:${folder}/echo`)), 'path\n');
	const answered = client('datagram\n', 'socat', '-t0.3', '-', `udp:127.0.0.1:${session.port('v')}`);
	t.assert.strictEqual(String(await answered), 'datagram\n');
	await session.end();
});
