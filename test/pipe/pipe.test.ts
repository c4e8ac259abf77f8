/** Pipes on a network in memory: what comes out at the other end, in which order things end, and who waits for whom. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Address} from '../../source/core/address.ts';
import {limits} from '../../source/core/limits.ts';
import {Output as Taker} from '../../source/lab/output.ts';
import {runPipe, type PipeEnd, type PipeSettings} from '../../source/pipe/pipe.ts';
import {FakeClock} from '../helpers/fake-clock.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {MemoryInput, MemoryOutput} from '../helpers/memory-streams.ts';

const address: Address = {transport: 'tcp', host: '127.0.0.1', port: 4000};
const udp: Address = {transport: 'udp', host: '127.0.0.1', port: 4000};

type Given = Partial<PipeSettings> & {readonly input?: MemoryInput};

/** One network, one clock, and what everybody on it did. */
class Stage {
	readonly clock = new FakeClock();
	readonly told: string[] = [];
	readonly #network = memoryNetwork();

	/** Begins a pipe; `address` and `role` as given. */
	pipe(role: PipeSettings['role'], given: Given = {}): Pipe {
		const output = new MemoryOutput();
		const stop = new AbortController();
		const pipe = new Pipe(output, stop, runPipe({
			network: this.#network,
			clock: this.clock,
			input: new MemoryInput(),
			output,
			role,
			address,
			signal: stop.signal,
			tell: ({name}, {event, errno, message, result}) => {
				if (event === 'send' || event === 'recv' || event === 'shutdown' || event === 'close' || message !== undefined) {
					this.told.push([name, event, errno ?? (event === 'recv' ? result : undefined), message].filter(word => word !== undefined).join(' '));
				}
			},
			...given,
		}));
		return pipe;
	}

	/** Lets everything happen that does not wait for the clock. */
	async quiet(): Promise<void> {
		for (let turn = 0; turn < 200; turn++) {
			await nextTurn();
		}
	}

	async pass(duration_ms: number): Promise<void> {
		await this.quiet();
		this.clock.pass(duration_ms * 1000);
		await this.quiet();
	}
}

class Pipe {
	readonly output: MemoryOutput;
	readonly stop: AbortController;
	readonly over: Promise<PipeEnd>;
	end: PipeEnd | undefined;

	constructor(output: MemoryOutput, stop: AbortController, over: Promise<PipeEnd>) {
		this.output = output;
		this.stop = stop;
		this.over = over;
		void over.then(end => {
			this.end = end;
		});
	}
}

test('each end of input is a FIN; both end when both have come', async () => {
	const stage = new Stage();
	const server = stage.pipe('listen', {input: new MemoryInput('from ', 'the server').end()});
	const client = stage.pipe('connect', {input: new MemoryInput('from ', 'the client').end()});
	assert.deepEqual([await server.over, await client.over, server.output.text, client.output.text], ['done', 'done', 'from the client', 'from the server']);
});

test('after its own FIN, a side receives to the end', async () => {
	const stage = new Stage();
	const answers = new MemoryInput();
	const server = stage.pipe('listen', {input: answers});
	const client = stage.pipe('connect', {input: new MemoryInput('a question').end()});
	await stage.quiet();
	assert.deepEqual([server.output.text, client.end], ['a question', undefined]);
	answers.write('an ');
	await stage.quiet();
	answers.write('answer');
	answers.end();
	assert.deepEqual([await server.over, await client.over, client.output.text], ['done', 'done', 'an answer']);
});

test('after the peer\'s FIN, a side sends for as long as there is input', async () => {
	const stage = new Stage();
	const input = new MemoryInput('one ');
	const server = stage.pipe('listen', {input: new MemoryInput().end()});
	const client = stage.pipe('connect', {input});
	await stage.pass(limits.pipe_linger_ms - 1);
	input.write('two ');
	await stage.pass(limits.pipe_linger_ms - 1);
	assert.equal(client.end, undefined);
	input.end();
	assert.deepEqual([await server.over, await client.over, server.output.text], ['done', 'done', 'one two ']);
});

const ends: Readonly<Record<string, {readonly given: Given; readonly pass_ms: number; readonly peer: Given; readonly end: PipeEnd; readonly why: string}>> = {
	'no input after the peer\'s FIN': {
		given: {}, peer: {input: new MemoryInput().end()}, pass_ms: limits.pipe_linger_ms,
		end: 'done', why: 'after the peer\'s FIN there was no input for 1 s',
	},
	afterPeer_ms: {
		given: {afterPeer_ms: 5000}, peer: {input: new MemoryInput().end()}, pass_ms: 5000,
		end: 'done', why: 'after the peer\'s FIN there was no input for 5 s',
	},
	afterInput_ms: {
		given: {afterInput_ms: 300, input: new MemoryInput('x').end()}, peer: {}, pass_ms: 300,
		end: 'done', why: 'after the end of the input nothing came for 300 ms',
	},
	idle_ms: {
		given: {idle_ms: 2000}, peer: {}, pass_ms: 2000,
		end: 'idle', why: 'nothing was sent or received for 2 s',
	},
};

for (const [name, {given, peer, pass_ms, end, why}] of Object.entries(ends)) {
	test(`the end by time: ${name}`, async () => {
		const stage = new Stage();
		stage.pipe('listen', peer);
		const client = stage.pipe('connect', given);
		await stage.pass(pass_ms - 1);
		assert.equal(client.end, undefined);
		await stage.pass(1);
		assert.deepEqual([client.end, stage.told.filter(line => line.startsWith('c1 note'))], [end, [`c1 note ${why}`]]);
	});
}

test('a byte either way begins the time anew', async () => {
	const stage = new Stage();
	const [up, down] = [new MemoryInput(), new MemoryInput()];
	stage.pipe('listen', {input: down});
	const client = stage.pipe('connect', {input: up, idle_ms: 1000});
	await stage.pass(900);
	up.write('.');
	await stage.pass(900);
	down.write('.');
	await stage.pass(999);
	assert.equal(client.end, undefined);
	await stage.pass(1);
	assert.equal(client.end, 'idle');
});

test('the end of input need not be a FIN; the peer\'s is then answered', async () => {
	const stage = new Stage();
	const input = new MemoryInput('x');
	const server = stage.pipe('listen', {input: new MemoryInput().end(), atInputEnd: 'nothing'});
	const client = stage.pipe('connect', {input});
	await stage.pass(limits.pipe_linger_ms * 10);
	assert.equal(client.end, undefined);
	input.end();
	assert.deepEqual([await server.over, await client.over, server.output.text], ['done', 'done', 'x']);
});

test('an output that is not read holds the peer\'s input', async () => {
	const stage = new Stage();
	const piece = 'x'.repeat(64 * 1024);
	const input = new MemoryInput(...Array.from({length: 50}, () => piece)).end();
	const server = stage.pipe('listen');
	server.output.isRead = false;
	const client = stage.pipe('connect', {input});
	await stage.quiet();
	assert.ok(input.reads < 5, `${input.reads} pieces were read`);
	assert.ok(server.output.queued_bytes <= limits.pipe_bytes, `${server.output.queued_bytes} bytes are waiting`);
	server.output.isRead = true;
	server.output.read();
	await stage.pass(limits.pipe_linger_ms);
	assert.deepEqual([client.end, server.end, server.output.text === piece.repeat(50)], ['done', 'done', true]);
});

test('what was received is written before a pipe ends', async () => {
	const stage = new Stage();
	const server = stage.pipe('listen', {input: new MemoryInput().end()});
	server.output.isRead = false;
	const client = stage.pipe('connect', {input: new MemoryInput('last words').end()});
	await stage.quiet();
	assert.deepEqual([client.end, server.end], ['done', undefined]);
	server.output.read();
	await stage.quiet();
	assert.deepEqual([client.end, server.end, server.output.text], ['done', 'done', 'last words']);
});

test('while the facts are not taken, nothing is read', async () => {
	const stage = new Stage();
	const taker = new Taker();
	const [up, down] = [new MemoryInput('up').end(), new MemoryInput('down').end()];
	taker.setFull(true);
	const server = stage.pipe('listen', {input: down});
	const client = stage.pipe('connect', {input: up, taker});
	await stage.quiet();
	assert.deepEqual([up.reads, client.output.text], [0, '']);
	taker.setFull(false);
	assert.deepEqual([await client.over, await server.over, client.output.text, server.output.text], ['done', 'done', 'down', 'up']);
});

test('the reader of the output has gone: the connection is closed, and no word of it', async () => {
	const stage = new Stage();
	const input = new MemoryInput();
	stage.pipe('listen', {input});
	const client = stage.pipe('connect');
	await stage.quiet();
	input.write('x');
	await stage.quiet();
	client.output.fail('EPIPE');
	await stage.quiet();
	assert.deepEqual([client.end, stage.told.filter(line => line.includes('failed'))], ['unread', []]);
});

test('an output or an input that fails is told', async () => {
	const stage = new Stage();
	stage.pipe('listen', {keepOpen: true});
	const client = stage.pipe('connect');
	await stage.quiet();
	client.output.fail('ENOSPC');
	assert.equal(await client.over, 'failed');
	assert.equal(await stage.pipe('connect', {input: new MemoryInput().fail('EISDIR')}).over, 'failed');
	assert.deepEqual(stage.told.filter(line => line.includes('failed')), ['c1 error ENOSPC standard output failed', 'c1 error EISDIR standard input failed']);
});

test('a listener serves one connection, and whoever comes later is refused', async () => {
	const stage = new Stage();
	const input = new MemoryInput();
	const server = stage.pipe('listen');
	const first = stage.pipe('connect', {input});
	await stage.quiet();
	assert.equal(await stage.pipe('connect').over, 'refused');
	input.write('only me');
	input.end();
	await stage.pass(limits.pipe_linger_ms);
	assert.deepEqual([server.end, first.end, server.output.text], ['done', 'done', 'only me']);
});

test('keepOpen serves one after the other, and gives each what input there is', async () => {
	const stage = new Stage();
	const answers = new MemoryInput();
	const server = stage.pipe('listen', {input: answers, keepOpen: true});
	const first = stage.pipe('connect', {input: new MemoryInput('first ').end()});
	const second = stage.pipe('connect', {input: new MemoryInput('second ').end()});
	await stage.quiet();
	assert.equal(server.output.text, 'first ');
	answers.write('to the first');
	await stage.pass(limits.pipe_linger_ms);
	assert.deepEqual([first.end, first.output.text], ['done', 'to the first']);
	answers.write('to the second');
	answers.end();
	await stage.quiet();
	assert.deepEqual([second.end, second.output.text, server.output.text, server.end], ['done', 'to the second', 'first second ', undefined]);
	const third = stage.pipe('connect', {input: new MemoryInput('third').end()});
	await stage.quiet();
	assert.deepEqual([third.end, server.output.text], ['done', 'first second third']);
	server.stop.abort();
	assert.equal(await server.over, 'stopped');
});

test('nobody connects in time', async () => {
	const stage = new Stage();
	const server = stage.pipe('listen', {timeout_ms: 500});
	await stage.pass(500);
	assert.deepEqual([server.end, stage.told[0]], ['refused', 's1 timeout nobody has connected within 500 ms']);
});

test('the signal ends it at once, whatever waits', async () => {
	const stage = new Stage();
	const server = stage.pipe('listen');
	server.output.isRead = false;
	const client = stage.pipe('connect', {input: new MemoryInput('x')});
	await stage.quiet();
	server.stop.abort();
	client.stop.abort();
	assert.deepEqual([await server.over, await client.over], ['stopped', 'stopped']);
});

test('datagrams: one read is one datagram, and the first peer is answered', async () => {
	const stage = new Stage();
	const answers = new MemoryInput();
	const server = stage.pipe('listen', {address: udp, input: answers});
	const client = stage.pipe('connect', {address: udp, input: new MemoryInput('one', 'two').end()});
	await stage.quiet();
	const stranger = stage.pipe('connect', {address: udp, input: new MemoryInput('me too').end()});
	await stage.quiet();
	answers.write('answer');
	await stage.pass(limits.pipe_linger_ms);
	assert.deepEqual([server.output.text, client.output.text, client.end, stranger.output.text], ['onetwo', 'answer', 'done', '']);
	assert.deepEqual(stage.told.filter(line => line.startsWith('s1.') || line.startsWith('c1 send')), [
		'c1 send',
		'c1 send',
		's1.1 recv 3',
		's1.1 recv 3',
		'c1 send',
		's1.2 recv 6',
		's1.2 dropped the conversation is with another peer; --keep-open takes datagrams from all',
		's1.1 send',
	]);
	server.stop.abort();
	assert.equal(await server.over, 'stopped');
});

test('datagrams: with keepOpen all are taken, and who spoke last is answered', async () => {
	const stage = new Stage();
	const answers = new MemoryInput();
	const server = stage.pipe('listen', {address: udp, input: answers, keepOpen: true});
	const one = stage.pipe('connect', {address: udp, input: new MemoryInput('one ')});
	await stage.quiet();
	const two = stage.pipe('connect', {address: udp, input: new MemoryInput('two')});
	await stage.quiet();
	answers.write('answer');
	await stage.quiet();
	assert.deepEqual([server.output.text, one.output.text, two.output.text], ['one two', '', 'answer']);
});

test('datagrams: nobody reads that port', async () => {
	const stage = new Stage();
	assert.equal(await stage.pipe('connect', {address: udp, input: new MemoryInput('x')}).over, 'lost');
});
