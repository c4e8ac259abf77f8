/** The client's end of a recording, played to servers that answer as they did, otherwise, late, in part, or not at all. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answers, conversation, data, ReplayStage, type PeerHandler} from '../helpers/replayed.ts';

const twoAnswers = conversation('c1', 'open', String.raw`> GET a\n`, String.raw`< one\n`, String.raw`> GET b\n`, String.raw`< two\n`, 'close');

/** What is told of it when the servers behave like this. */
async function told(server: PeerHandler, recorded = twoAnswers): Promise<string[]> {
	const stage = new ReplayStage();
	await stage.server(server);
	return stage.play([recorded]);
}

test('answers as they were recorded', async () => {
	assert.deepEqual(await told(answers(String.raw`one\n`, String.raw`two\n`)), ['c1: 2 sends, 2 answers as recorded']);
});

test('an answer that differs is shown as bytes, and the next one counts for itself', async () => {
	assert.deepEqual(await told(answers(String.raw`three\n`, String.raw`two\n`)), [
		'c1 answer 1 differs from the recording',
		String.raw`  after 6 bytes sent: "GET a\n"`,
		'  byte 0 differs: 6f "o" was expected, 74 "t" came',
		'  - 0000  6f 6e 65 0a                                      one␊',
		'  + 0000  74 68 72 65 65 0a                                three␊',
		'          ^^',
		'c1: 2 sends, 1 of 2 answers as recorded',
	]);
});

test('a server that answers slowly and in small pieces answers the same', async () => {
	const stage = new ReplayStage();
	await stage.server({
		hears(text, endpoint) {
			const pieces = text === 'GET a\n' ? ['o', 'n', 'e\n'] : ['t', 'w', 'o', '\n'];
			for (const [index, piece] of pieces.entries()) {
				stage.clock.schedule(stage.clock.now_us() + ((index + 1) * 4_000_000), () => {
					endpoint.send(data(piece));
				});
			}
		},
	});
	assert.deepEqual(await stage.play([twoAnswers]), ['c1: 2 sends, 2 answers as recorded']);
});

test('an answer that stops in its middle: the time limit tells what came, and what is left is played', async () => {
	assert.deepEqual(await told(answers('on', String.raw`two\n`)), [
		'c1 answer 1 is not whole: 2 of 4 bytes came, then nothing for 5 s',
		String.raw`  after 6 bytes sent: "GET a\n"`,
		'  2 bytes came as expected; 2 more were expected',
		'  - 0000  6f 6e 65 0a                                      one␊',
		'  + 0000  6f 6e                                            on',
		'                ^^',
		'c1: 2 sends, 1 of 2 answers as recorded',
	]);
});

test('a server that never answers: the time limit tells what was awaited, and the rest is not sent', async () => {
	assert.deepEqual(await told({}), [
		'c1 answer 1 did not come: nothing for 5 s',
		String.raw`  after 6 bytes sent: "GET a\n"`,
		'  0 bytes came as expected; 4 more were expected',
		'  - 0000  6f 6e 65 0a                                      one␊',
		'          ^^',
		'c1: 1 of 2 sends, 0 of 2 answers as recorded',
	]);
});

test('a server that ends the connection early, by FIN or RST', async () => {
	const ending = (how: 'close' | 'reset', text: string): PeerHandler => ({
		hears(_text, endpoint) {
			endpoint.send(data(text));
			setImmediate(() => {
				endpoint[how]();
			});
		},
	});
	const first = async (server: PeerHandler) => {
		const lines = await told(server);
		return [lines[0], lines.at(-1)];
	};

	assert.deepEqual(await first(ending('close', 'o')), ['c1 answer 1 is not whole: 1 of 4 bytes came, then the peer sent FIN', 'c1: 1 of 2 sends, 0 of 2 answers as recorded']);
	assert.deepEqual(await first(ending('reset', 'on')), ['c1 answer 1 is not whole: 2 of 4 bytes came, then the peer sent RST', 'c1: 1 of 2 sends, 0 of 2 answers as recorded']);
	assert.deepEqual(await first(ending('close', String.raw`one\n`)), ['c1 answer 2 did not come: the peer sent FIN', 'c1: 2 sends, 1 of 2 answers as recorded']);
	assert.deepEqual(await first(ending('reset', String.raw`one\n`)), ['c1 answer 2 did not come: the peer sent RST', 'c1: 2 sends, 1 of 2 answers as recorded']);
});

test('a send into a connection that was reset before', async () => {
	const stage = new ReplayStage();
	await stage.server({
		hears(_text, endpoint) {
			endpoint.reset();
		},
	});
	const recorded = conversation('c1', '0 open', '1 > a', '1000 > b', '1001 < b!');
	assert.deepEqual(await stage.play([recorded], {timing: 'recorded'}), ['c1 send 2 cannot be made: the peer sent RST', 'c1: 1 of 2 sends, 0 of 1 answer as recorded']);
});

test('nobody listens', async () => {
	assert.deepEqual(await new ReplayStage().play([twoAnswers]), [
		'c1 connect(127.0.0.1:80) = ECONNREFUSED',
		'c1: 0 of 2 sends, 0 of 2 answers as recorded',
	]);
});

test('a refusal that was recorded is expected', async () => {
	const recorded = conversation('c1', 'refused', 'close');
	assert.deepEqual(await new ReplayStage().play([recorded]), ['c1: 0 sends, 0 answers as recorded']);
	assert.deepEqual(await told({}, recorded), ['c1 it connected; ECONNREFUSED was recorded', 'c1: 0 sends, 0 answers as recorded']);
});

test('an answer that goes on where the recorded one ended', async () => {
	const longer = (number: number, rows: readonly string[], same: string) => [
		`c1 answer ${number} is longer than in the recording`,
		'  after 6 bytes sent: "GET ' + (number === 1 ? 'a' : 'b') + String.raw`\n"`,
		'  4 bytes came as expected, and 2 more',
		...rows,
		'                      ^^',
		`c1: 2 sends, ${same} as recorded`,
	];
	const one = ['  - 0000  6f 6e 65 0a                                      one␊', '  + 0000  6f 6e 65 0a 2b 0a                                one␊+␊'];
	const two = ['  - 0000  74 77 6f 0a                                      two␊', '  + 0000  74 77 6f 0a 2b 0a                                two␊+␊'];
	assert.deepEqual(await told(answers(String.raw`one\n+\n`, String.raw`two\n`)), longer(1, one, '1 of 2 answers'));
	assert.deepEqual(await told(answers(String.raw`one\n`, String.raw`two\n+\n`)), longer(2, two, '1 of 2 answers'));
});

test('what comes long after the last answer is not left unseen', async () => {
	const late: PeerHandler = {
		hears(_text, endpoint) {
			endpoint.send(data(String.raw`one\n`));
		},
		ended(endpoint) {
			endpoint.send(data(String.raw`bye\n`));
			endpoint.close();
		},
	};
	assert.deepEqual(await told(late, conversation('c1', 'open', String.raw`> GET a\n`, String.raw`< one\n`, 'close')), [
		'c1 4 bytes came that the recording does not have',
		'  0 bytes came as expected, and 4 more',
		'  + 0000  62 79 65 0a                                      bye␊',
		'          ^^',
		'c1: 1 send, 1 answer as recorded',
	]);
});

test('the end of the server\'s stream is awaited where it was recorded', async () => {
	const stays: PeerHandler = {...answers(String.raw`one\n`), ended: () => undefined};
	const ends = (how: 'shutdown' | 'reset'): PeerHandler => ({
		hears(_text, endpoint) {
			endpoint.send(data(String.raw`one\n`));
			setImmediate(() => {
				endpoint[how]();
			});
		},
	});
	const withFin = conversation('c1', 'open', String.raw`> GET a\n`, String.raw`< one\n`, '< FIN', 'close');
	const withRst = conversation('c1', 'open', String.raw`> GET a\n`, String.raw`< one\n`, '< RST', 'close');
	assert.deepEqual(await told(ends('shutdown'), withFin), ['c1: 1 send, 1 answer as recorded']);
	assert.deepEqual(await told(ends('reset'), withRst), ['c1: 1 send, 1 answer as recorded']);
	assert.deepEqual(await told(ends('reset'), withFin), ['c1 the peer\'s FIN was recorded after answer 1: the peer sent RST', 'c1: 1 send, 1 answer as recorded']);
	assert.deepEqual(await told(ends('shutdown'), withRst), ['c1 the peer\'s RST was recorded after answer 1: the peer sent FIN', 'c1: 1 send, 1 answer as recorded']);
	assert.deepEqual(await told(stays, withFin), ['c1 the peer\'s FIN was recorded after answer 1: it did not come for 5 s', 'c1: 1 send, 1 answer as recorded']);
});

test('a half-close is made where it was made, and answered', async () => {
	const heard: string[] = [];
	const server: PeerHandler = {
		hears(text) {
			heard.push(text);
		},
		ended(endpoint) {
			heard.push('FIN');
			endpoint.send(data(String.raw`all\n`));
			endpoint.close();
		},
	};
	const recorded = conversation('c1', 'open', String.raw`> a\n`, String.raw`> b\n`, '> FIN', String.raw`< all\n`, '< FIN', 'close');
	assert.deepEqual(await told(server, recorded), ['c1: 2 sends, 1 answer as recorded']);
	assert.equal(heard.join(''), 'a\nb\nFIN');
});

test('a send that was made before all of an answer had come is made then again', async () => {
	const server: PeerHandler = {
		hears(text, endpoint) {
			endpoint.send(data(text === 'stop' ? String.raw`two\n` : String.raw`one\n`));
		},
	};
	const recorded = conversation('c1', 'open', '> start', String.raw`< one\n`, '> stop', '< tw', String.raw`< o\n`, 'close');
	assert.deepEqual(await told(server, recorded), ['c1: 2 sends, 2 answers as recorded']);
});

test('a peer that does not read: the time limit tells it', async () => {
	const stage = new ReplayStage();
	await stage.server({
		begins(endpoint) {
			endpoint.hold();
		},
	});
	const recorded = conversation('c1', 'open', '> zeros:2MiB', '> more', '< done');
	assert.deepEqual(await stage.play([recorded]), [
		'c1 send 2: the peer does not read: 2,031,616 bytes are queued after 5 s',
		'c1: 1 of 2 sends, 0 of 1 answer as recorded',
	]);
});

test('several connections: what was done on one after an answer on another is done after it again', async () => {
	const stage = new ReplayStage();
	const heard: string[] = [];
	const server = (name: string): PeerHandler => ({
		hears(text, endpoint) {
			heard.push(`${name} ${text}`);
			stage.clock.schedule(stage.clock.now_us() + 1_000_000, () => {
				endpoint.send(data(`${text}!`));
			});
		},
	});
	await stage.server(server('first'), server('second'), server('third'));
	const recorded = [
		conversation('c1', '1 open', '4 > a', '7 < a!', '12 > d', '13 < d!', '20 close'),
		conversation('c2', '2 open', '8 > b', '9 < b!', '14 close'),
		conversation('c3', '3 open', '10 > c', '11 < c!', '15 close'),
	];
	assert.deepEqual(await stage.play(recorded), ['c1: 2 sends, 2 answers as recorded', 'c2: 1 send, 1 answer as recorded', 'c3: 1 send, 1 answer as recorded']);
	assert.deepEqual(heard, ['first a', 'second b', 'third c', 'first d']);
});

test('one connection that is over does not keep the others from being played', async () => {
	const stage = new ReplayStage();
	await stage.server({}, answers('b!'));
	const recorded = [conversation('c1', '1 open', '3 > a', '4 < a!'), conversation('c2', '2 open', '5 > b', '6 < b!')];
	const lines = await stage.play(recorded);
	assert.deepEqual([lines[0], ...lines.slice(-2)], ['c1 answer 1 did not come: nothing for 5 s', 'c1: 1 send, 0 of 1 answer as recorded', 'c2: 1 send, 1 answer as recorded']);
});

test('the pauses of the recording are kept, and begin later when an answer was late', async () => {
	const sends = async (timing: 'fast' | 'recorded') => {
		const stage = new ReplayStage();
		const times: number[] = [];
		await stage.server({
			hears(text, endpoint) {
				times.push(Math.round(stage.clock.now_us() / 100_000));
				stage.clock.schedule(stage.clock.now_us() + (text === 'a' ? 3_000_000 : 0), () => {
					endpoint.send(data(`${text}!`));
				});
			},
		});
		await stage.play([conversation('c1', '0 open', '1000 > a', '1500 < a!', '3500 > b', '3600 < b!')], {timing});
		return times;
	};

	assert.deepEqual(await sends('fast'), [0, 30]);
	assert.deepEqual(await sends('recorded'), [10, 60]);
});
