/** The raw pane in a real terminal: messages of a relayed stream, one of them opened, and rows of equal bytes. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {countOf, startPlayground} from './playground.ts';

for (const [columns, rows] of [[80, 24], [120, 40]] as const) {
	describe(`at ${columns}x${rows}`, () => {
		test('a relayed answer that comes in pieces is one row of the client leg, and Enter opens it', async () => {
			await using playground = await startPlayground({columns, rows, words: ['--blank']});
			playground.line('/listen tcp:0');
			await playground.until(screen => screen.includes('listen(511)'), 'the server behind the relay');
			const port = /127\.0\.0\.1:(?<port>[1-9]\d*)/v.exec(playground.screen())!.groups!['port']!;
			playground.line(`/listen tcp:0 relay tcp:${port} name=r`);
			await playground.until(screen => /r +listen\(511\)/v.test(screen), 'the relay');
			playground.line('/connect r');
			await playground.until(screen => screen.includes('= s1.1 from'), 'both connections of the relay');
			playground.line(String.raw`/c1 send GET /a HTTP/1.1\r\nHost: x\r\n\r\n`);
			playground.line(String.raw`/s1.1 send HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{"a":`);
			playground.line('/s1.1 send [1,2,3]}');
			playground.line('/zoom raw');
			await playground.until(screen => screen.includes('━ RAW '), 'the raw pane chosen');
			playground.line('/view decode');
			await playground.until(screen => /━ RAW .*body 13 B/sv.test(screen), 'the messages, with the pane chosen');
			const decoded = playground.screen();
			assert.equal(countOf(decoded, 'HTTP/1.1 200 OK  body 13 B'), 1, decoded);
			assert.match(decoded, /r\.1 → c1 {2}52 B/v);
			assert.match(decoded, /client leg, \d+ hidden: \/view legs=both/v);
			playground.press('Enter');
			await playground.until(screen => screen.includes('Body, 13 B'), 'the message');
			assert.match(playground.screen(), /HTTP {2}r\.1 → c1 {2}52 B.*Content-Length: 13.*"a": \[.*1,/sv);
			playground.press('Escape');
			await playground.until(screen => screen.includes('client leg'), 'the messages again');
			playground.line('/view stream legs=both');
			await playground.until(screen => countOf(screen, 'GET /a HTTP/1.1') === 2, 'both legs');
		});

		test('many zeros are two rows below a header that stays', async () => {
			await using playground = await startPlayground({columns, rows, words: ['--blank']});
			playground.line('/listen tcp:0 discard');
			await playground.until(screen => screen.includes('listen(511)'), 'a server');
			playground.line('/connect s1');
			await playground.until(screen => screen.includes('= s1.1 from'), 'a client');
			playground.line('/send zeros:8KiB');
			playground.line('/send pattern:2KiB');
			playground.line('/zoom raw');
			await playground.until(screen => /━ RAW .*2,048 B/sv.test(screen), 'both blocks, with the pane chosen');
			assert.match(playground.screen(), /c1 → s1\.1 {2}2,048 B/v);
			playground.press('Home');
			await playground.until(screen => screen.includes('511 more rows of the same bytes'), 'the zeros');
			assert.match(playground.screen(), /00000000 {2}(?:00 ?){8}/v);
		});
	});
}
