/**
Who ends first, and what the other does then: netcat beside a bare socket, in every order. Each scene is played with ours
and with the nc that is installed.
*/
import assert from 'node:assert/strict';
import {once} from 'node:events';
import net from 'node:net';
import {suite, test} from 'node:test';
import {BareSocket} from './bare-socket.ts';
import {freePort, hasNc, ourNc, program, type Running} from './netcats.ts';

/**
What happens, in order. `type` and `end` are netcat's standard input, `leave` is who read its output; `peer sends`,
`peer FIN`, `peer closes`, `peer RST` are the bare socket. What has to come of it: `peer gets`, `peer gets FIN`,
`prints`, `exits 0`.
*/
type Scene = {
	readonly role: 'client' | 'server';
	readonly options: string;
	readonly happens: readonly string[];
	/** Why the nc that is installed does not play it. */
	readonly notNc?: string;
};

const notNc = 'nc 1.219 of Debian sends FIN and waits on, whatever nc(1) says of -q';

const scenes: readonly Scene[] = [
	{role: 'client', options: '', happens: ['type q', 'peer gets q', 'end', 'peer sends a', 'prints a', 'peer FIN', 'peer gets FIN', 'exits 0']},
	{role: 'client', options: '-N', happens: ['type q', 'end', 'peer gets q', 'peer gets FIN', 'peer sends a', 'prints a', 'peer FIN', 'exits 0']},
	{role: 'client', options: '-N', happens: ['end', 'peer gets FIN', 'peer sends a', 'prints a', 'peer sends b', 'prints b', 'peer closes', 'exits 0']},
	{role: 'client', options: '-q 0', happens: ['type q', 'end', 'peer gets q', 'peer gets FIN', 'exits 0'], notNc},
	{role: 'client', options: '-q 1', happens: ['end', 'peer gets FIN', 'peer sends a', 'prints a', 'exits 0'], notNc},
	{role: 'client', options: '-q -1', happens: ['end', 'peer sends a', 'prints a', 'peer closes', 'exits 0']},
	{role: 'client', options: '-w 1', happens: ['type q', 'peer gets q', 'peer sends a', 'prints a', 'exits 0']},
	{role: 'client', options: '-d', happens: ['peer sends a', 'prints a', 'peer closes', 'exits 0']},
	{role: 'client', options: '-d -N', happens: ['peer sends a', 'prints a', 'peer sends b', 'prints b', 'peer closes', 'exits 0']},
	{role: 'client', options: '-W 1', happens: ['peer sends a', 'prints a', 'peer gets FIN', 'exits 0']},
	{role: 'client', options: '-C', happens: ['type 1\n2\r\n3\n', 'peer gets 1\r\n2\r\n3\r\n', 'peer closes', 'end', 'exits 0']},
	{role: 'client', options: '-t', happens: ['peer sends a\u{FF}\u{FD}\u{1}b', 'prints a\u{FF}\u{FD}\u{1}b', 'peer gets \u{FF}\u{FC}\u{1}', 'peer closes', 'end', 'exits 0']},
	{role: 'client', options: '', happens: ['peer sends a', 'peer FIN', 'prints a', 'type late', 'peer gets late', 'end', 'peer gets FIN', 'exits 0']},
	{role: 'client', options: '-N', happens: ['peer FIN', 'type late', 'peer gets late', 'type later', 'peer gets later', 'end', 'exits 0']},
	{role: 'client', options: '', happens: ['peer sends a', 'prints a', 'peer closes', 'type late', 'exits 0']},
	{role: 'client', options: '', happens: ['peer sends a', 'prints a', 'peer RST', 'exits 0']},
	{role: 'client', options: '-N', happens: ['end', 'peer gets FIN', 'peer RST', 'exits 0']},
	{role: 'client', options: '', happens: ['leave', 'peer sends a', 'type still', 'peer gets still', 'peer sends b', 'type there', 'peer gets there', 'end', 'peer gets FIN', 'exits 0']},
	{role: 'client', options: '', happens: ['end', 'peer sends a', 'prints a', 'leave', 'peer sends b', 'exits 0']},

	{role: 'server', options: '', happens: ['type q', 'end', 'peer gets q', 'peer sends a', 'prints a', 'peer FIN', 'peer gets FIN', 'exits 0']},
	{role: 'server', options: '-N', happens: ['type q', 'end', 'peer gets q', 'peer gets FIN', 'peer sends a', 'prints a', 'peer FIN', 'exits 0']},
	{role: 'server', options: '', happens: ['peer sends a', 'peer FIN', 'prints a', 'peer gets FIN', 'exits 0']},
	{role: 'server', options: '', happens: ['peer sends a', 'prints a', 'peer closes', 'exits 0']},
	{role: 'server', options: '', happens: ['peer sends a', 'prints a', 'peer RST', 'exits 0']},
	{role: 'server', options: '-q 0', happens: ['end', 'peer gets FIN', 'exits 0']},
	{role: 'server', options: '-w 1', happens: ['peer sends a', 'prints a', 'peer gets FIN', 'exits 0']},
	{role: 'server', options: '-W 2', happens: ['peer sends a', 'prints a', 'peer sends b', 'prints b', 'exits 0']},
	{role: 'server', options: '', happens: ['leave', 'peer sends a', 'exits 0']},
	{role: 'server', options: '-C', happens: ['type \n', 'peer gets \r\n', 'peer closes', 'exits 0']},
	{role: 'server', options: '-k', happens: ['peer sends a', 'peer FIN', 'prints a', 'peer gets FIN', 'next peer', 'type q', 'peer gets q', 'peer sends b', 'prints b', 'peer closes']},
	{role: 'server', options: '-k', happens: ['end', 'peer sends a', 'prints a', 'peer RST', 'next peer', 'peer sends b', 'prints b', 'peer closes', 'next peer', 'peer sends c', 'prints c', 'peer FIN', 'peer gets FIN']},
];

suite('the orders of ends', {concurrency: 8}, () => {
	for (const scene of scenes) {
		const {role, options, happens} = scene;
		const name = `${role}${options === '' ? '' : ` ${options}`}: ${JSON.stringify(happens.join(', ')).slice(1, -1)}`;
		test(`ours as ${name}`, async () => {
			await play(scene, argv => ourNc(argv));
		});
		test(`nc as ${name}`, {skip: hasNc ? scene.notNc ?? false : 'OpenBSD nc is not installed'}, async () => {
			await play(scene, argv => program('nc', argv));
		});
	}
});

async function play({role, options, happens}: Scene, run: (argv: readonly string[]) => Running): Promise<void> {
	const stage = await (role === 'client' ? besideServer(options, run) : besideClient(options, run));
	const stuck = Promise.withResolvers<never>();
	let now = '';
	const timer = setTimeout(() => {
		const {output, errors} = stage.running;
		stuck.reject(new Error(`it waits for "${now}"; printed ${JSON.stringify(output)}, said ${JSON.stringify(errors)}`));
	}, 30_000);
	try {
		for (const move of happens) {
			now = move;
			await Promise.race([stage.move(move), stuck.promise]);
		}
	} finally {
		clearTimeout(timer);
		stage.clear();
	}
}

async function besideServer(options: string, run: (argv: readonly string[]) => Running): Promise<Stage> {
	const server = net.createServer({allowHalfOpen: true});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const {port} = server.address() as net.AddressInfo;
	const connected = once(server, 'connection');
	const running = run([...wordsOf(options), '127.0.0.1', String(port)]);
	const [socket] = await connected as [net.Socket];
	server.close();
	return new Stage(running, port, new BareSocket(socket));
}

async function besideClient(options: string, run: (argv: readonly string[]) => Running): Promise<Stage> {
	const port = await freePort();
	const running = run(['-l', ...wordsOf(options), '127.0.0.1', String(port)]);
	return new Stage(running, port, await BareSocket.connect(port));
}

function wordsOf(options: string): string[] {
	return options === '' ? [] : options.split(' ');
}

/** A netcat and its peer. */
class Stage {
	readonly running: Running;
	readonly #port: number;
	#peer: BareSocket;
	/** What the netcat has printed that no move was about. */
	#printed = 0;

	/** What each move does, and what its rest is about. */
	readonly #moves: ReadonlyArray<readonly [begins: string, move: (rest: string) => unknown]> = [
		['type ', text => {
			this.running.write(text);
		}],
		['end', () => {
			this.running.end();
		}],
		['leave', () => {
			this.running.leave();
		}],
		['prints ', async text => this.#prints(text)],
		['exits ', async code => {
			assert.equal(await this.running.ended, Number(code));
		}],
		['next peer', async () => {
			this.#peer = await BareSocket.connect(this.#port);
		}],
		['peer sends ', text => {
			this.#peer.send(text);
		}],
		['peer FIN', () => {
			this.#peer.finish();
		}],
		['peer closes', () => {
			this.#peer.close();
		}],
		['peer RST', () => {
			this.#peer.reset();
		}],
		['peer gets FIN', async () => this.#peer.getsFin()],
		['peer gets ', async text => this.#peer.gets(text)],
	];

	constructor(running: Running, port: number, peer: BareSocket) {
		this.running = running;
		this.#port = port;
		this.#peer = peer;
	}

	async move(words: string): Promise<void> {
		const [begins, move] = this.#moves.find(([each]) => words.startsWith(each))!;
		await move(words.slice(begins.length));
	}

	clear(): void {
		this.#peer.close();
		this.running.kill();
	}

	async #prints(text: string): Promise<void> {
		await this.running.until(() => this.running.output.length >= this.#printed + text.length);
		assert.equal(this.running.output.slice(this.#printed), text);
		this.#printed += text.length;
	}
}
