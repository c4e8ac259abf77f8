/** link, every and stop as conversations on a network in memory, by a clock that is told how late it is: `pass 50` lets 50 ms pass. `!` marks a mistake. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {FakeClock} from '../helpers/fake-clock.ts';
import {memoryNetwork} from '../helpers/memory-network.ts';
import {Talk} from '../helpers/talk.ts';

type Conversation = ReadonlyArray<readonly [line: string, ...said: string[]]>;

const conversations: Readonly<Record<string, {readonly before: readonly string[]; readonly lines: Conversation}>> = {
	'a delay each way': {
		before: ['listen tcp:0 echo', 'connect s1', 'c1 link delay=50ms'],
		lines: [
			['send hi', 'c1 sent 2 B "hi"', 'c1 delayed 2 B'],
			['pass 49'],
			['pass 1', 'c1 send(2) = 2 "hi"', 's1.1 recv(65536) = 2 "hi"', 's1.1 send(2) = 2 "hi"', 'c1 recv(65536) = 2 "hi"', 'c1 delayed 2 B'],
			['pass 50', 'c1 delivered 2 B "hi"'],
			['c1 link off', 'c1 link: off both ways'],
			['send yo', 'c1 send(2) = 2 "yo"', 's1.1 recv(65536) = 2 "yo"', 's1.1 send(2) = 2 "yo"', 'c1 recv(65536) = 2 "yo"'],
		],
	},
	'one direction, on what a listener accepts': {
		before: ['listen tcp:0 echo', 's1 link slice=2 gap=10ms to=client', 'connect s1'],
		lines: [
			[
				'send hello',
				'c1 send(5) = 5 "hello"',
				's1.1 recv(65536) = 5 "hello"',
				's1.1 sent 5 B "hello"',
				's1.1 send(2) = 2 "he"',
				's1.1 queued 3 B (3 B waiting)',
				'c1 recv(65536) = 2 "he"',
			],
			['pass 10', 's1.1 send(2) = 2 "ll"', 'c1 recv(65536) = 2 "ll"'],
			['pass 10', 's1.1 send(1) = 1 "o"', 's1.1 drained: nothing waits before the link any more', 'c1 recv(65536) = 1 "o"'],
			['s1 link delay=5ms to=server', 's1 link: to the server: delay=5ms'],
			['send you', 'c1 send(3) = 3 "you"', 's1.1 recv(65536) = 3 "you"', 's1.1 delayed 3 B'],
			['pass 5', 's1.1 delivered 3 B "you"', 's1.1 sent 3 B "you"', 's1.1 queued 3 B (3 B waiting)'],
			[
				'list',
				'name  state      local            remote           in   out',
				's1    listening  127.0.0.1:50001                   8 B  5 B  echo 1 open link delay=5ms to=server, slice=2B gap=10ms to=client',
				'c1    open       127.0.0.1:50002  127.0.0.1:50001  5 B  8 B',
				's1.1  open       127.0.0.1:50001  127.0.0.1:50002  8 B  5 B  link delay=5ms to=server, slice=2B gap=10ms to=client 3 B queued',
			],
			['s1 link off', 's1 link: off both ways', 's1.1 send(3) = 3 "you"', 's1.1 drained: nothing waits before the link any more', 'c1 recv(65536) = 3 "you"'],
			['send bye', 'c1 send(3) = 3 "bye"', 's1.1 recv(65536) = 3 "bye"', 's1.1 send(3) = 3 "bye"', 'c1 recv(65536) = 3 "bye"'],
		],
	},
	'a stall holds everything until it is taken away': {
		before: ['listen tcp:0', 'connect s1', 'c1 link stall'],
		lines: [
			['send one', 'c1 sent 3 B "one"', 'c1 queued 3 B (3 B waiting)'],
			['send two', 'c1 sent 3 B "two"', 'c1 queued 3 B (6 B waiting)'],
			['s1.1 send back', 's1.1 send(4) = 4 "back"', 'c1 recv(65536) = 4 "back"'],
			['close', 'c1 note (6 B waiting): the end follows what is on its way over the link; reset would drop it', 'c1 sent: FIN'],
			[
				'list',
				'name  state      local            remote           in   out',
				's1    listening  127.0.0.1:50001                   0 B  4 B  1 open',
				'c1    open       127.0.0.1:50002  127.0.0.1:50001  0 B  0 B  link stall 6 B queued',
				's1.1  open       127.0.0.1:50001  127.0.0.1:50002  0 B  4 B',
			],
			[
				'link off',
				'c1 link: off both ways',
				'c1 delivered 4 B "back"',
				'c1 send(3) = 3 "one"',
				'c1 send(3) = 3 "two"',
				'c1 close() = 0',
				's1.1 recv(65536) = 6 "onetwo"',
				's1.1 recv(65536) = 0',
			],
		],
	},
	'a close follows what is on its way; a reset does not': {
		before: ['listen tcp:0', 'connect s1', 'connect s1', 'c1 link delay=50ms', 'c2 link delay=50ms'],
		lines: [
			['c1 send hi', 'c1 sent 2 B "hi"', 'c1 delayed 2 B'],
			['c1 close', 'c1 note (2 B waiting): the end follows what is on its way over the link; reset would drop it', 'c1 sent: FIN'],
			['c2 send lost', 'c2 sent 4 B "lost"', 'c2 delayed 4 B'],
			[
				'c2 reset',
				'c2 dropped 4 B: still on their way when the connection was reset',
				'c2 setsockopt(SO_LINGER, {1, 0}) = 0',
				'c2 close() = 0',
				's1.2 recv(65536) = ECONNRESET',
				's1.2 close() = 0',
			],
			['pass 50', 'c1 send(2) = 2 "hi"', 'c1 close() = 0', 's1.1 recv(65536) = 2 "hi"', 's1.1 recv(65536) = 0'],
		],
	},
	'a send after the end was asked for is told the same, whether the end is out or on its way': {
		before: ['listen tcp:0', 'connect s1', 'connect s1', 'c1 link delay=50ms'],
		lines: [
			['c1 shutdown', 'c1 sent: FIN'],
			['c1 send late', 'c1 dropped 4 B: our side has sent FIN: nothing can be sent any more'],
			['pass 50', 'c1 shutdown(SHUT_WR) = 0', 's1.1 recv(65536) = 0'],
			['c2 shutdown', 'c2 shutdown(SHUT_WR) = 0', 's1.2 recv(65536) = 0'],
		],
	},
	'cut and reset': {
		before: ['listen tcp:0', 'connect s1', 'connect s1', 'c1 link cut=4', 'c2 link reset=1s to=client'],
		lines: [
			[
				'c1 send hello',
				'c1 sent 5 B "hello"',
				'c1 send(4) = 4 "hell"',
				'c1 link: cut= is reached: the link closes the connection',
				'c1 dropped 1 B: cut off by the link',
				'c1 close() = 0',
				's1.1 recv(65536) = 4 "hell"',
				's1.1 recv(65536) = 0',
			],
			['c2 send hi', 'c2 send(2) = 2 "hi"', 's1.2 recv(65536) = 2 "hi"'],
			[
				'pass 1000',
				'c2 link: reset= is reached: the link resets the connection',
				'c2 setsockopt(SO_LINGER, {1, 0}) = 0',
				'c2 close() = 0',
				's1.2 recv(65536) = ECONNRESET',
				's1.2 close() = 0',
			],
			[
				'list',
				'name  state               local            remote           in   out',
				's1    listening           127.0.0.1:50001                   6 B  0 B  1 open',
				'c1    closed              127.0.0.1:50002  127.0.0.1:50001  0 B  4 B  link cut=4B',
				's1.1  half-closed remote  127.0.0.1:50001  127.0.0.1:50002  4 B  0 B',
				'c2    reset               127.0.0.1:50003  127.0.0.1:50001  0 B  2 B  link reset=1s to=client',
				's1.2  reset               127.0.0.1:50001  127.0.0.1:50003  2 B  0 B',
			],
		],
	},
	'what the peer ends arrives behind what is on its way': {
		before: ['listen tcp:0', 'connect s1', 'c1 link to=client delay=20ms'],
		lines: [
			['s1.1 send hi', 's1.1 send(2) = 2 "hi"', 'c1 recv(65536) = 2 "hi"', 'c1 delayed 2 B'],
			['s1.1 close', 's1.1 close() = 0', 'c1 recv(65536) = 0'],
			['pass 10'],
			['pass 10', 'c1 delivered 2 B "hi"', 'c1 delivered: the peer sent FIN', 'c1 close() = 0'],
		],
	},
	datagrams: {
		before: ['listen udp:0 echo', 'connect s1', 'c1 link loss=50% corrupt=30% dup=30% seed=a to=server'],
		lines: [
			['send 1', 'c1 send(1) = 1 "1"', 's1.1 recvfrom(65536) = 1 from 127.0.0.1:50002 "1"', 's1.1 sendto(1, 127.0.0.1:50002) = 1 "1"', 'c1 recv(65536) = 1 "1"'],
			[
				'send 2',
				'c1 duplicated 1 B',
				'c1 send(1) = 1 "2"',
				'c1 send(1) = 1 "2"',
				's1.1 recvfrom(65536) = 1 from 127.0.0.1:50002 "2"',
				's1.1 sendto(1, 127.0.0.1:50002) = 1 "2"',
				's1.1 recvfrom(65536) = 1 from 127.0.0.1:50002 "2"',
				's1.1 sendto(1, 127.0.0.1:50002) = 1 "2"',
				'c1 recv(65536) = 1 "2"',
				'c1 recv(65536) = 1 "2"',
			],
			['send 3', 'c1 dropped 1 B "3"'],
			[
				'send 4',
				'c1 duplicated 1 B',
				'c1 corrupted 1 B: byte 0: 34 became 24',
				'c1 send(1) = 1 "4"',
				'c1 send(1) = 1 "$"',
				's1.1 recvfrom(65536) = 1 from 127.0.0.1:50002 "4"',
				's1.1 sendto(1, 127.0.0.1:50002) = 1 "4"',
				's1.1 recvfrom(65536) = 1 from 127.0.0.1:50002 "$"',
				's1.1 sendto(1, 127.0.0.1:50002) = 1 "$"',
				'c1 recv(65536) = 1 "4"',
				'c1 recv(65536) = 1 "$"',
			],
			['send 5', 'c1 send(1) = 1 "5"', 's1.1 recvfrom(65536) = 1 from 127.0.0.1:50002 "5"', 's1.1 sendto(1, 127.0.0.1:50002) = 1 "5"', 'c1 recv(65536) = 1 "5"'],
			['send 6', 'c1 send(1) = 1 "6"', 's1.1 recvfrom(65536) = 1 from 127.0.0.1:50002 "6"', 's1.1 sendto(1, 127.0.0.1:50002) = 1 "6"', 'c1 recv(65536) = 1 "6"'],
			[
				'list',
				'name  state  local            remote           in   out',
				's1    bound  127.0.0.1:50001                   7 B  7 B  echo',
				'c1    open   127.0.0.1:50002  127.0.0.1:50001  7 B  7 B  link loss=50% dup=30% corrupt=30% seed=a to=server, out 1 of 6 lost, 2 doubled, 1 corrupted',
				's1.1  peer   127.0.0.1:50001  127.0.0.1:50002  7 B  7 B',
			],
			['link off to=server', 'c1 link: off to the server'],
			['link to=client reorder=100% delay=1s', 'c1 link: to the client: delay=1s reorder=100% seed=00000000'],
			[
				'send 7',
				'c1 send(1) = 1 "7"',
				's1.1 recvfrom(65536) = 1 from 127.0.0.1:50002 "7"',
				's1.1 sendto(1, 127.0.0.1:50002) = 1 "7"',
				'c1 recv(65536) = 1 "7"',
				'c1 reordered 1 B: without its delay',
				'c1 delivered 1 B "7"',
			],
			['link off', 'c1 link: off both ways'],
			['close', 'c1 close() = 0'],
		],
	},
	'a link tells its conditions and what it has done each way, counted anew with each line': {
		before: ['listen udp:0 echo', 'connect s1'],
		lines: [
			['link', 'c1 has no link; `link delay=50ms`, say, begins one'],
			['link loss=100% seed=a to=client', 'c1 link: to the client: loss=100% seed=a'],
			['send 1', 'c1 send(1) = 1 "1"', 's1.1 recvfrom(65536) = 1 from 127.0.0.1:50002 "1"', 's1.1 sendto(1, 127.0.0.1:50002) = 1 "1"', 'c1 recv(65536) = 1 "1"', 'c1 dropped 1 B "1"'],
			['link', 'c1: link loss=100% seed=a to=client', 'in 1 of 1 lost'],
			['link dup=100% seed=a to=server', 'c1 link: to the server: dup=100% seed=a'],
			['link', 'c1: link dup=100% seed=a to=server, loss=100% seed=a to=client', 'in 1 of 1 lost'],
			['link off', 'c1 link: off both ways'],
			['link', 'c1 has no link; `link delay=50ms`, say, begins one'],
			['s1 link', 's1 has no link; `link delay=50ms`, say, begins one'],
		],
	},
	'a connection that has ended below a stall is given up by a close': {
		before: ['listen tcp:0', 'connect s1', 'c1 link stall to=client'],
		lines: [
			['s1.1 send hi', 's1.1 send(2) = 2 "hi"', 'c1 recv(65536) = 2 "hi"'],
			['c1 shutdown', 'c1 shutdown(SHUT_WR) = 0', 's1.1 recv(65536) = 0'],
			['s1.1 close', 's1.1 close() = 0', 'c1 recv(65536) = 0', 'c1 close() = 0'],
			['c1 close', 'c1 dropped 2 B: still on their way when the connection ended'],
			['c1 send no', '! c1: c1 is closed; `reconnect` connects again'],
		],
	},
	mistakes: {
		before: ['listen tcp:0', 'connect s1', 'listen udp:0'],
		lines: [
			[
				'c1 link loss=3%',
				'! 3%: loss= is for datagrams: a stream\'s transport repairs it; streams have stall delay= jitter= rate= slice= gap= cut= reset=',
			],
			[
				'c1 link lossy',
				'! lossy: lossy is loss only, which a stream\'s transport repairs; streams have stall delay= jitter= rate= slice= gap= cut= reset=',
			],
			['s2 link stall', '! stall: stall is for streams; loss=100% lets no datagram through'],
			['s2 link cut=3', '! 3: cut= is for streams; datagrams have delay= jitter= rate= loss= burst= dup= reorder= corrupt= correlation= limit='],
			['s2 link reorder=5%', '! 5%: reorder= needs delay= beside it'],
			['s2 link burst=3', '! 3: burst= needs loss= beside it'],
			['link to=server', '! : link needs a condition; `link delay=50ms`, say; `link off` ends them'],
			['link off delay=3ms', '! off: off stands alone, or with to='],
			['link delay=x', '! x: a duration is a number with us, ms, s, m or h behind it; 300ms, say'],
			['link rate=fast', '! fast: a rate is bits or bytes a second; 50kbit, 1.5mbit or 64KiB/s, say'],
			['link loss=120%', '! 120%: a probability is 0% to 100%; 2.5%, say'],
			['link cut=3x', '! 3x: this is a size such as 10KiB or a duration such as 5s'],
			['link satelite', '! satelite: this is one of gprs edge 3g dsl wifi satellite lossy stall off; satellite perhaps'],
		],
	},
	'presets are told as what they are; loss is left out on a stream': {
		before: ['listen tcp:0', 'connect s1', 'connect udp:9'],
		lines: [
			[
				'c1 link gprs',
				'c1 link: both ways: delay=250ms rate=50kbit  (gprs)',
			],
			[
				'c2 link 3g delay=1ms seed=x',
				'c2 link: both ways: delay=1ms rate=750kbit loss=1.5% seed=x  (3g)',
			],
		],
	},
	every: {
		before: ['listen udp:0', 'connect s1'],
		lines: [
			[String.raw`every 10ms count=3 send ping \{n}`, String.raw`e1 note: every 10 ms: send ping \{n}`],
			['pass 0', 'c1 send(6) = 6 "ping 1"', 's1.1 recvfrom(65536) = 6 from 127.0.0.1:50002 "ping 1"'],
			['pass 10', 'c1 send(6) = 6 "ping 2"', 's1.1 recvfrom(65536) = 6 from 127.0.0.1:50002 "ping 2"'],
			['pass 10', 'c1 send(6) = 6 "ping 3"', 'e1 note: ended after 3 times', 's1.1 recvfrom(65536) = 6 from 127.0.0.1:50002 "ping 3"'],
			['pass 10'],
		],
	},
	'every skips what would pile up, and ends with its connection': {
		before: ['listen tcp:0', 'connect s1', 'c1 link rate=1KiB'],
		lines: [
			['every 100ms c1 send pattern:200', 'e1 note: every 100 ms: c1 send pattern:200'],
			['pass 0', String.raw`c1 sent 200 B "000000000000000\n000000000000010\n000"…`, 'c1 queued 149 B (149 B waiting)'],
			[
				'pass 100',
				String.raw`c1 send(51) = 51 "000000000000000\n000000000000010\n000"…`,
				String.raw`c1 send(51) = 51 "000000000030\n000000000000040\n000000"…`,
				String.raw`s1.1 recv(65536) = 102 "000000000000000\n000000000000010\n000"…`,
			],
			[
				'pass 100',
				String.raw`c1 send(51) = 51 "000000060\n000000000000070\n000000000"…`,
				'c1 drained: nothing waits before the link any more',
				String.raw`c1 send(47) = 47 "000090\n0000000000000a0\n000000000000"…`,
				String.raw`c1 sent 200 B "000000000000000\n000000000000010\n000"…`,
				'c1 queued 149 B (149 B waiting)',
				String.raw`s1.1 recv(65536) = 98 "000000060\n000000000000070\n000000000"…`,
			],
			[
				'pass 100',
				String.raw`c1 send(51) = 51 "000000000000000\n000000000000010\n000"…`,
				String.raw`c1 send(51) = 51 "000000000030\n000000000000040\n000000"…`,
				String.raw`s1.1 recv(65536) = 102 "000000000000000\n000000000000010\n000"…`,
			],
			[
				'list',
				'name  state      local            remote           in     out',
				's1    listening  127.0.0.1:50001                   302 B  0 B    1 open',
				'c1    open       127.0.0.1:50002  127.0.0.1:50001  0 B    302 B  link rate=8.192kbit 47 B queued',
				's1.1  open       127.0.0.1:50001  127.0.0.1:50002  302 B  0 B',
				'e1  every 100 ms: c1 send pattern:200  2 times, 2 skipped',
			],
			[
				'c1 link off',
				'c1 link: off both ways',
				String.raw`c1 send(51) = 51 "000000060\n000000000000070\n000000000"…`,
				String.raw`c1 send(47) = 47 "000090\n0000000000000a0\n000000000000"…`,
				'c1 drained: nothing waits before the link any more',
				String.raw`s1.1 recv(65536) = 98 "000000060\n000000000000070\n000000000"…`,
			],
			[
				'pass 100',
				String.raw`c1 send(200) = 200 "000000000000000\n000000000000010\n000"…`,
				String.raw`s1.1 recv(65536) = 200 "000000000000000\n000000000000010\n000"…`,
			],
			['c1 close', 'c1 close() = 0', 's1.1 recv(65536) = 0'],
			['pass 100', 'e1 note: ended after 3 times, 2 skipped: c1 is closed'],
			['stop', '! stop: there is nothing to stop; `every 1s send hello` begins'],
		],
	},
	stop: {
		before: ['listen udp:0', 'connect s1'],
		lines: [
			['every 1s send a', 'e1 note: every 1 s: send a'],
			['every 1s send b', 'e2 note: every 1 s: send b'],
			['every 1s send c', 'e3 note: every 1 s: send c'],
			['stop e1', 'e1 note: ended after 0 times'],
			['stop e9', '! e9: there is no e9 to stop; there are e2, e3'],
			['stop', 'e3 note: ended after 0 times'],
			['stop all', 'e2 note: ended after 0 times'],
			['stop e2', '! e2: there is no e2 to stop'],
			['every 1s every 1s send x', '! every 1s send x: every cannot be repeated'],
			['every 0s send x', '! 0s: this has to be above 0'],
			['every 1s snd', '! snd: there is no such verb; `send` is one'],
		],
	},
};

for (const [name, {before, lines}] of Object.entries(conversations)) {
	test(name, async () => {
		const clock = new FakeClock();
		const talk = new Talk(memoryNetwork(), clock);
		for (const line of before) {
			await talk.line(line);
		}

		const heard: string[][] = [];
		for (const [line] of lines) {
			const duration = /^pass (?<ms>\d+)$/v.exec(line)?.groups?.['ms'];
			if (duration !== undefined) {
				clock.pass(Number(duration) * 1000);
			}

			heard.push([line, ...await talk.line(duration === undefined ? line : '')]);
		}

		assert.deepEqual(heard, lines);
	});
}

test('what links hold when the session ends is told as dropped', async () => {
	const talk = new Talk(memoryNetwork(), new FakeClock());
	for (const line of ['listen tcp:0', 'connect s1', 'c1 link stall', 'c1 send one', 's1.1 send back', 'listen udp:0', 'connect s2', 'c2 link delay=1s', 'c2 send late']) {
		await talk.line(line);
	}

	talk.lab.closeAll();
	const said = await talk.line('');
	assert.deepEqual(said.filter(line => line.includes('dropped')), [
		'c1 dropped 3 B: still on their way when the session ended',
		'c1 dropped 4 B: still on their way when the session ended',
		'c2 dropped 4 B "late"',
	]);
});
