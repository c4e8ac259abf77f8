/** The same questions to xinetd's built-in services and to ours. Where the two differ, a test says how and why. */
import {spawn, type ChildProcess} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import net, {type AddressInfo} from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {after, before, test, type TestContext} from 'node:test';
import {realNetwork} from '../../source/sockets/real-network.ts';
import {client, missing} from './clients.ts';
import {Session} from './session.ts';

const skip = missing('xinetd', 'socat');
const names = ['echo', 'discard', 'chargen', 'daytime', 'time'] as const;
const folder = mkdtempSync(path.join(os.tmpdir(), 'sockplay-'));
const ports = new Map<string, number>();
let xinetd: ChildProcess | undefined;

/** A port that is free for TCP and, as far as can be known, for UDP. */
async function freePort(): Promise<number> {
	const server = net.createServer().listen(0, '127.0.0.1');
	await new Promise(resolve => {
		server.once('listening', resolve);
	});
	const {port} = server.address() as AddressInfo;
	await new Promise(resolve => {
		server.close(resolve);
	});
	return port;
}

before(async () => {
	if (skip !== false) {
		return;
	}

	const blocks: string[] = [];
	for (const name of names) {
		const port = await freePort();
		ports.set(name, port);
		for (const [id, socket, protocol, wait] of [['stream', 'stream', 'tcp', 'no'], ['dgram', 'dgram', 'udp', 'yes']] as const) {
			blocks.push(`service ${name}\n{\ntype = INTERNAL UNLISTED\nid = ${name}-${id}\nsocket_type = ${socket}\nprotocol = ${protocol}\nuser = ${os.userInfo().username}\nwait = ${wait}\nport = ${port}\nbind = 127.0.0.1\n}\n`);
		}
	}

	writeFileSync(path.join(folder, 'conf'), blocks.join(''));
	xinetd = spawn('/usr/sbin/xinetd', ['-dontfork', '-f', path.join(folder, 'conf'), '-pidfile', path.join(folder, 'pid')], {stdio: 'ignore'});
	await client('', 'socat', '-u', `tcp:127.0.0.1:${ports.get('time')!},retry=50,interval=0.1`, '-');
});

after(() => {
	xinetd?.kill();
	rmSync(folder, {recursive: true});
});

/** RFC 868. */
function secondsSince1900(): number {
	return Math.floor(Date.now() / 1000) + 2_208_988_800;
}

/** What both answer, xinetd first. */
async function both(name: (typeof names)[number], protocol: 'tcp' | 'udp', input: string, max_bytes = 1e6): Promise<ReadonlyArray<Awaited<ReturnType<typeof client>>>> {
	const session = new Session(realNetwork);
	session.now_us = Date.now() * 1000;
	await session.play(`listen ${protocol}:0 name=ours ${name}`);
	const ask = async (port: number) => client(input, 'socat', protocol === 'udp' ? '-t0.3' : '-t5', `-,ignoreeof=${Number(protocol === 'tcp' && name === 'chargen')}`, `${protocol}:127.0.0.1:${port},readbytes=${max_bytes}`);
	const answers = [await ask(ports.get(name)!), await ask(session.port('ours'))];
	await session.end();
	return answers;
}

for (const protocol of ['tcp', 'udp'] as const) {
	test(`${protocol}: echo and discard answer alike`, async (t: TestContext) => {
		if (skip !== false) {
			t.skip(skip);
			return;
		}

		for (const name of ['echo', 'discard'] as const) {
			const [theirs, ours] = await both(name, protocol, 'one\ntwo\u{0}\n');
			t.assert.deepStrictEqual(ours, theirs, name);
		}
	});

	test(`${protocol}: time is the seconds since 1900`, async (t: TestContext) => {
		if (skip !== false) {
			t.skip(skip);
			return;
		}

		const since = secondsSince1900();
		const [theirs, ours] = await both('time', protocol, 'x');
		t.assert.deepStrictEqual([theirs?.length, ours?.length], [4, 4]);
		for (const answer of [theirs!.readUInt32BE(), ours!.readUInt32BE()]) {
			t.assert.ok(since <= answer);
			t.assert.ok(answer <= secondsSince1900());
		}
	});

	test(`${protocol}: daytime is a line of its own form each (xinetd: day first; ours, as inetd's: ctime)`, async (t: TestContext) => {
		if (skip !== false) {
			t.skip(skip);
			return;
		}

		const [theirs, ours] = await both('daytime', protocol, 'x');
		t.assert.match(String(theirs), /^\d\d [A-Z]{3} \d{4} \d\d:\d\d:\d\d \S+\r\n$/v);
		t.assert.match(String(ours), /^[A-Z][a-z]{2} [A-Z][a-z]{2} [\d ]\d \d\d:\d\d:\d\d \d{4}\r\n$/v);
	});

	test(`${protocol}: chargen has lines of one form; xinetd leaves out the space and the tilde that RFC 864 draws`, async (t: TestContext) => {
		if (skip !== false) {
			t.skip(skip);
			return;
		}

		for (const answer of await both('chargen', protocol, 'x', 7400)) {
			const lines = String(answer).split('\r\n').slice(0, -1);
			t.assert.ok(lines.length > 0);
			// xinetd fills its datagram of 1024 bytes: its last line is cut.
			const whole = protocol === 'udp' && lines.length > 1 ? lines.slice(0, -1) : lines.slice(0, 90);
			t.assert.deepStrictEqual(whole.map(line => line.length), whole.map(() => 72));
			t.assert.deepStrictEqual(whole.slice(1).map(line => line.slice(0, 71)), whole.slice(0, -1).map(line => line.slice(1)), 'each begins one further');
		}
	});
}
