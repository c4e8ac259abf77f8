/** A link as somebody sees it at 80x24: no reply before it is delivered, and a loss that is told as one. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {startPlayground} from './playground.ts';

const size = {columns: 80, rows: 24};

test('over a satellite a line is sent, leaves the link, and its reply is read when it is delivered', async () => {
	await using playground = await startPlayground(size);
	playground.line('/link satellite');
	await playground.until(screen => screen.includes('c1 link delay=279ms'), 'the link in the strip');
	playground.line('Xin chào');
	await playground.until(screen => screen.includes(String.raw`c1    sent 10 B  into the link   "Xin chào\n"`), 'what was sent, at once');
	await playground.until(screen => screen.includes('c1    delivered 10 B  after '), 'the reply');
	const screen = playground.screen();
	assert.match(screen, /c1 {4}recv\(65536\) = 10 {2}into the link\s/v);
	assert.match(screen, /delivered 10 B {2}after \d+ ms on the link {3}"Xin chào\\n"/v);
	assert.match(screen, /c1 → s1\.1 {2}10 B {2}after \d+ ms on the link/v);
	assert.match(screen, /s1\.1 → c1 {2}10 B {2}after \d+ ms on the link/v);

	playground.line('/link delay=1h');
	await playground.until(shown => shown.includes('c1 link delay=1h'), 'another link in the strip');
	playground.line('later');
	await playground.until(shown => shown.includes(String.raw`c1    sent 6 B  into the link   "later\n"`), 'what was sent, at once');
	assert.doesNotMatch(playground.screen(), /6c 61 74 65 72/v);
});

test('a datagram lost on its way in is told once, with its bytes, and is in no counter', async () => {
	await using playground = await startPlayground({...size, words: ['--blank', '-e', 'listen udp:0 echo', '-e', 'connect s1', '-e', 'link loss=100% seed=a to=client']});
	await playground.until(screen => screen.includes('c1 link loss=100% to=client'), 'the link in the strip');
	playground.line('m8');
	await playground.until(screen => screen.includes('lost 1/1 in'), 'the count in the strip');
	const client = playground.screen().slice(playground.screen().indexOf('CLIENT'));
	assert.match(client, /in 0 B {2}out 3 B/v);
	assert.match(client, /c1 {4}dropped 3 B .*lost by the link {3}"m8\\n"/v);
	assert.doesNotMatch(client, /c1 {4}recv/v);
	assert.match(client, /s1\.1 → c1 {2}3 B {2}lost by the link/v);
});
