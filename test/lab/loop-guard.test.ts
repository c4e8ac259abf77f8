/** Services that answer each other's datagrams come to an end, whatever their ports; who is no service gets its answers. Two sessions on one network in memory are two processes. */
import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import type {Address} from '../../source/core/address.ts';
import type {LabEvent} from '../../source/core/events.ts';
import {limits} from '../../source/core/limits.ts';
import type {Network} from '../../source/core/network.ts';
import {LoopGuard} from '../../source/lab/loop-guard.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {Talk} from '../helpers/talk.ts';

const at = (port: number): Address => ({transport: 'udp', host: '127.0.0.1', port});

/** Sends this with the source address of a port, which is free again afterwards. */
async function forge(network: Network, from: number, to: number, ...texts: readonly string[]): Promise<void> {
	const nothing = () => undefined;
	const socket = await network.datagram({local: at(from), remote: at(to)}, () => ({fact: nothing, received: nothing, closed: nothing}), nothing);
	for (const text of texts) {
		socket!.send(Buffer.from(text));
	}

	socket!.close();
}

/** A session, the datagrams it has sent, and its remarks. */
function watched(network: Network) {
	const talk = new Talk(network, new FakeClock());
	const seen = {talk, sent: 0, notes: [] as string[]};
	talk.lab.journal.subscribe(({event, endpoint, message}: LabEvent) => {
		seen.sent += event === 'send' ? 1 : 0;
		if (event === 'note') {
			seen.notes.push(`${endpoint}: ${message}`);
		}
	});
	return seen;
}

for (const [service, other] of [['echo', 'echo'], ['echo', 'chargen'], ['greet "hi"', 'greet "hi"'], ['chat', 'echo']] as const) {
	test(`one session: ${service} does not answer ${other}`, async () => {
		const network = memoryNetwork();
		const {talk, notes, ...seen} = watched(network);
		await talk.line(`listen udp:4000 ${service}`);
		await talk.line('s1 hold');
		await forge(network, 4001, 4000, 'x');
		await talk.line(`listen udp:4001 ${other}`);
		await talk.line('s1 resume');
		assert.deepEqual(notes, ['s1.1: not answered: it says that it comes from s2, which answers too, and the two would never stop']);
		assert.equal(seen.sent, 0);
	});
}

test('a listener does not answer a datagram that says it comes from itself', async () => {
	const {talk, notes, ...seen} = watched(memoryNetwork());
	await talk.line('listen udp:4000 echo');
	await talk.line('s1 sendto udp:4000 hello');
	assert.deepEqual(notes, ['s1.1: not answered: it says that it comes from s1, which answers too, and the two would never stop']);
	assert.equal(seen.sent, 0);
});

test('a service answers a client of its session, a relay, and a listener without a service', async () => {
	const {talk} = watched(memoryNetwork());
	for (const line of ['listen udp:4000 echo', 'listen udp:4001 relay udp:4000', 'connect udp:4001', 'listen udp:4002']) {
		await talk.line(line);
	}

	const client = await talk.line('c1 send hello');
	const listener = await talk.line('s3 sendto udp:4000 hello');
	assert.deepEqual([client.at(-1), listener.at(-1)], ['c1 recv(65536) = 5 "hello"', 's3.1 recvfrom(65536) = 5 from 127.0.0.1:4000 "hello"']);
});

test('what comes from a listener that is closed is answered again', async () => {
	const talk = new Talk();
	for (const line of ['listen udp:4000 echo', 'listen udp:4001 echo', 's2 close', 'connect udp:4000 local=udp:4001']) {
		await talk.line(line);
	}

	const said = await talk.line('c1 send hello');
	assert.equal(said.at(-1), 'c1 recv(65536) = 5 "hello"');
});

test('two processes: echo and chargen stop', async () => {
	const network = memoryNetwork();
	const [one, two] = [watched(network), watched(network)];
	await one.talk.line('listen udp:4000 echo');
	await one.talk.line('s1 hold');
	await forge(network, 4001, 4000, 'x');
	await two.talk.line('listen udp:4001 chargen');
	await one.talk.line('s1 resume');
	await two.talk.quiet();
	assert.deepEqual(one.notes, []);
	assert.deepEqual(two.notes, ['s1.1: not answered: after 20,000 datagrams with nothing new, as when two services answer each other, one of 100 is left without an answer']);
	assert.ok(two.sent > limits.loop_repeats, 'it was a loop');
	assert.ok(two.sent < limits.loop_repeats + 200, `${two.sent} were sent`);
});

const services = {
	echo: () => (bytes: Uint8Array) => bytes,
	chargen() {
		let line = 0;
		return () => Buffer.from(`line ${line++ % 95}`);
	},
	greet: () => () => Buffer.from('hi'),
	clock() {
		let answers = 0;
		return () => Buffer.from(`second ${Math.floor(answers++ / 5000)}`);
	},
} as const;

for (const [one, other, begins] of [
	['echo', 'echo', 1],
	['echo', 'echo', 100],
	['echo', 'chargen', 1],
	['chargen', 'chargen', 1],
	['chargen', 'greet', 10],
	['clock', 'clock', 3],
	['clock', 'echo', 1],
] as const) {
	test(`${one} and ${other} stop after ${begins} forged`, () => {
		const settings = {clock: new FakeClock(), answererAt: () => undefined, note: () => undefined};
		const ends = [
			{guard: new LoopGuard(settings), answer: services[one](), address: at(4001), remote: '127.0.0.1:4001'},
			{guard: new LoopGuard(settings), answer: services[other](), address: at(4000), remote: '127.0.0.1:4000'},
		] as const;
		let flying = Array.from({length: begins}, (_, turn) => Buffer.from(String(turn)) as Uint8Array);
		let answers = 0;
		for (let turn = 0; flying.length > 0; turn++) {
			const {guard, answer, address, remote} = ends[turn % 2 === 0 ? 0 : 1];
			flying = flying.filter(bytes => guard.admits(bytes, address, remote)).map(bytes => answer(bytes));
			answers += flying.length;
			for (const reply of flying) {
				guard.sent(reply, remote);
			}

			assert.ok(answers < 2.1 * (limits.loop_repeats + (begins * limits.loop_drop_one_in)), 'it goes on');
		}

		assert.ok(answers > limits.loop_repeats, 'it was a loop');
	});
}

for (const begins of [1, 5]) {
	test(`two services whose answers always differ stop after ${begins} forged`, () => {
		const notes: string[] = [];
		const settings = {clock: new FakeClock(), answererAt: () => undefined, note(_: string, message: string) {
			notes.push(message);
		}};
		const ends = [new LoopGuard(settings), new LoopGuard(settings)] as const;
		const count = {answers: 0};
		const next = () => Buffer.from(`n ${count.answers++}`);
		let flying = Array.from({length: begins}, () => next());
		for (let turn = 0; flying.length > 0; turn++) {
			const guard = ends[turn % 2]!;
			flying = flying.filter(bytes => guard.admits(bytes, at(4000), 'them')).map(() => next());
			for (const reply of flying) {
				guard.sent(reply, 'them');
			}

			assert.ok(count.answers < (2 * limits.loop_datagrams) + ((begins + 1) * limits.loop_datagrams_drop_one_in), 'it goes on');
		}

		assert.ok(count.answers > 2 * (limits.loop_datagrams - begins), 'it was a loop');
		assert.equal(notes[0], 'not answered: after 100,000 datagrams without a quiet second, as when two services answer each other, one of 10,000 is left without an answer');
	});
}

/** A guard on its own, and how many of these datagrams it lets be answered, each with the bytes that came. */
function answered(count: number, datagram: (turn: number) => Uint8Array, pause_us: number): number {
	const clock = new FakeClock();
	const guard = new LoopGuard({clock, answererAt: () => undefined, note: () => undefined});
	let answers = 0;
	for (let turn = 0; turn < count; turn++) {
		const bytes = datagram(turn);
		if (guard.admits(bytes, at(4001), '127.0.0.1:4001')) {
			answers++;
			guard.sent(bytes, '127.0.0.1:4001');
		}

		clock.pass(pause_us);
	}

	return answers;
}

const same = new Uint8Array(1000);
const numbered = (turn: number) => Uint8Array.of(...new Uint8Array(200), turn % 256, Math.floor(turn / 256) % 256, Math.floor(turn / 65_536), ...new Uint8Array(200));

for (const [who, count, datagram, pause_us, least] of [
	['sends the same 10,000 times, each after the answer to the one before', 10_000, () => same, 50, 10_000],
	['sends the same 10,000 times at once', 10_000, () => same, 0, 10_000],
	['sends the same a hundred times a second, for ten minutes', 60_000, () => same, 10_000, 60_000],
	['sends the same 100,000 times at once', 100_000, () => same, 5, 98_900],
	['numbers its packets, 100,000 of them at once', 100_000, (turn: number) => Buffer.from(String(turn)), 0, 100_000],
	['numbers its packets, 300,000 of them at once', 300_000, (turn: number) => Buffer.from(String(turn)), 0, 299_980],
	['sends two of three the same', 100_000, (turn: number) => Buffer.from(turn % 3 === 0 ? String(turn) : 'same'), 0, 100_000],
	['numbers long packets in their middle', 3000, numbered, 0, 3000],
] as const) {
	test(`a program that ${who} has ${least === count ? 'every' : 'nearly every'} answer`, () => {
		assert.ok(answered(count, datagram, pause_us) >= least);
	});
}

test('a flood that grows, because each answer is several datagrams, ends in a silence; then answers begin again', () => {
	const clock = new FakeClock();
	const notes: string[] = [];
	const guard = new LoopGuard({
		clock,
		answererAt: () => undefined,
		note(_, message) {
			notes.push(message);
		},
	});
	let sent = 0;
	const next = () => guard.admits(Buffer.from(String(sent++)), at(4001), 'them');
	while (sent < limits.loop_datagrams_before_silence - 1) {
		next();
	}

	assert.deepEqual([next(), next(), next()], [false, false, false]);
	clock.pass(limits.loop_silence_us - 1);
	assert.equal(next(), false);
	clock.pass(1);
	assert.equal(next(), true);
	clock.pass(limits.loop_notice_us);
	guard.end();
	assert.ok(notes.some(note => note.includes('more not answered')), notes.join('; '));
});

test('a quiet second begins the count of datagrams anew', () => {
	const clock = new FakeClock();
	const guard = new LoopGuard({clock, answererAt: () => undefined, note: () => undefined});
	let sent = 0;
	const burst = () => {
		let answers = 0;
		for (let turn = 0; turn < limits.loop_datagrams; turn++) {
			answers += guard.admits(Buffer.from(String(sent++)), at(4001), 'them') ? 1 : 0;
		}

		return answers;
	};

	assert.equal(burst(), limits.loop_datagrams);
	clock.pass(limits.loop_quiet_us);
	assert.equal(burst(), limits.loop_datagrams);
	clock.pass(limits.loop_quiet_us - 1);
	assert.equal(burst(), limits.loop_datagrams - (limits.loop_datagrams / limits.loop_datagrams_drop_one_in));
});

test('what is not answered is told at once, then counted for a second, and the rest when the socket closes', () => {
	const clock = new FakeClock();
	const notes: string[] = [];
	const guard = new LoopGuard({clock, answererAt: () => 's2', note(remote, message) {
		notes.push(`${remote} ${message}`);
	}});
	const come = (count: number) => {
		for (let turn = 0; turn < count; turn++) {
			assert.equal(guard.admits(same, at(4001), 'them'), false);
		}
	};

	come(1201);
	clock.pass(1_000_000);
	come(3);
	guard.end();
	const first = 'them not answered: it says that it comes from s2, which answers too, and the two would never stop';
	assert.deepEqual(notes, [first, 'them 1,200 more not answered for the same reason', first, 'them 2 more not answered for the same reason']);
	assert.equal(clock.waiting, 0);
});
