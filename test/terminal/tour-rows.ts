/** The rows of the README's tour, each as somebody plays it at 80x24. Ports and paths are exchanged for free ones. */
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {freePort} from '../helpers/free-port.ts';
import type {Playground} from './playground.ts';

/** What a row is played with. */
export type Player = {
	readonly playground: Playground;
	/** The folder that the session runs in. */
	readonly folder: string;
	/** The lines of the row, in the order in which they stand there. */
	readonly lines: readonly string[];
	/** Types lines of the row, one after the other. */
	type(...lines: ReadonlyArray<string | undefined>): void;
	/** Waits for a text, or for what an expression finds, on the screen. */
	sees(...wanted: ReadonlyArray<string | RegExp>): Promise<void>;
};

type Play = (player: Player) => Promise<void>;

/** Rows that are played one after the other in one session, begun with these words. */
export type Session = {readonly words: readonly string[]; readonly rows: Readonly<Record<string, Play>>};

export const sessions: readonly Session[] = [
	{
		words: [],
		rows: {
			async '`/connect tcp:1`'({lines, type, sees}) {
				type(...lines);
				await sees('connect(127.0.0.1:1) = ECONNREFUSED', 'nobody listens');
			},
			async '`/listen tcp:4000`'({lines, type, sees}) {
				type(...lines);
				await sees(/s2 +bind\(127\.0\.0\.1:\d+\) = EADDRINUSE\s+127\.0\.0\.1:\d+ is in/v);
			},
			async '`/connect s1` twice'({playground, lines, type, sees}) {
				type(...lines);
				await sees('c3 ›', '= s1.2 from 127.0.0.1:');
				type(...lines);
				await sees('c4 ›', '= s1.3 from 127.0.0.1:');
				playground.press('Ctrl+N');
				await sees('c1 ›');
			},
		},
	},
	{
		words: ['--blank'],
		rows: {
			async '`/listen tcp:4001`, `/connect tcp:4001`, then type in the server pane'({playground, lines, type, sees}) {
				type(lines[0]);
				await sees('listen(511) = 0');
				type(lines[1]);
				await sees('c1 ›', '= s1.1 from');
				playground.press('Shift+Tab');
				await sees('s1.1 ›');
				type('at your service');
				await sees(String.raw`recv(65536) = 16   "at your service\n"`);
				playground.press('Tab');
			},
			async '`/listen tcp:4005`, `/connect tcp:4005`, Ctrl+D in the empty prompt, then type in the server pane'({playground, lines, type, sees}) {
				type(lines[0]);
				await sees(/s2 +listen\(511\) = 0/v);
				type(lines[1]);
				await sees('c2 ›', '= s2.1 from');
				playground.press('Ctrl+D');
				await sees('shutdown(SHUT_WR) = 0', 'the peer sent FIN', 'half-closed');
				playground.press('Shift+Tab');
				await sees('s2.1 ›');
				type('late');
				await sees(/c2 +recv\(65536\) = 5 +"late\\n"/v);
				playground.press('Tab');
				await sees('c2 ›');
			},
			async '`/connect tcp:4001`, `/reset`'({lines, type, sees}) {
				type(lines[0]);
				await sees('c3 ›', '= s1.2 from');
				type(lines[1]);
				await sees('setsockopt(SO_LINGER, {1, 0}) = 0', /s1\.2 +recv\(65536\) = ECONNRESET/v, 'the peer sent RST');
			},
		},
	},
	{
		words: [],
		rows: {
			async '`/listen tcp:4002 echo recv=3`, `/connect tcp:4002`, `/send hello`'({lines, type, sees}) {
				type(lines[0]);
				await sees(/s2 +listen\(511\) = 0/v);
				type(lines[1]);
				await sees('c2 ›', '= s2.1 from');
				type(lines[2]);
				await sees(/s2\.1 +recv\(3\) = 3 +"hel"/v, /s2\.1 +recv\(3\) = 2 +"lo"/v);
			},
			async '`/s1.1 hold`, then `/send zeros:32MiB`'({lines, type, sees}) {
				type('/use c1', lines[0]);
				await sees('c1 ›', 'recv is not called until resume');
				type(lines[1]);
				await sees(/, [\d,]+ queued/v, /CLIENT.* queued/v);
				type(lines[2]);
				await sees('drained');
			},
			async '`/listen tcp:4006 backlog=3 accept=no name=queue`, `/connect tcp:4006` six times, then `/queue resume`'({lines, type, sees}) {
				type('/clear', lines[0]);
				await sees('listen(3) = 0');
				type(...Array.from({length: 6}, () => lines[1]));
				await sees(/queue .*4 wait/v, 'c8 ›');
				type(lines[2]);
				await sees(/queue +accept\(\) = queue\.4/v);
			},
		},
	},
	{
		words: ['--blank'],
		rows: {
			async '`/connect udp:9`, then type'({lines, type, sees}) {
				type(lines[0]);
				await sees('c1 ›', 'SOCK_DGRAM');
				type('anyone?');
				await sees('recv(65536) = ECONNREFUSED', 'nobody reads 127.0.0.1:9');
			},
			async '`/connect udp:9 connected=no`, then type'({playground, lines, type, sees}) {
				type(lines[0]);
				await sees('c2 ›', 'unconnected');
				type('void');
				await sees(String.raw`sendto(5, 127.0.0.1:9) = 5   "void\n"`, 'c2 → 127.0.0.1:9  5 B');
				type('/close');
				await sees(/c2 +close\(\) = 0/v);
				if (/c2 +recv/v.test(playground.screen())) {
					throw new Error(`c2 has heard something:\n${playground.screen()}`);
				}
			},
			async '`/listen tcp6:[::1]:4003 echo` · `/listen tcp:*:4004`'({lines, type, sees}) {
				type(lines[0]);
				await sees('setsockopt(IPV6_V6ONLY, 1) = 0', /s1 +bind\(\[::1\]:\d+\) = 0/v);
				type(lines[1]);
				await sees('setsockopt(IPV6_V6ONLY, 0) = 0', 'dual stack');
			},
			async '`/listen unix:/tmp/play echo` · `/connect unix:/tmp/play`'({lines, type, sees}) {
				type(lines[0]);
				await sees(/s3 +listen\(511\) = 0/v);
				type(lines[1]);
				await sees('c3 ›', '= s3.1');
				type('by path');
				await sees(/c3 +recv\(65536\) = 8 +"by path\\n"/v);
			},
			async '`/view text` · `/view only=c1` · `/zoom raw`'({lines, type, sees}) {
				type(lines[0]);
				await sees(/RAW BYTES +all +text/v);
				type(lines[1]);
				await sees(/RAW BYTES +only c1 +text/v);
				type(lines[2]);
				await sees(/^(?!.*CLIENT)/sv);
			},
		},
	},
	{
		words: [],
		rows: {
			async '`/listen tcp:4010 chat`, then four clients (`/connect tcp:4010`, nc…)'({lines, type, sees}) {
				type(lines[0]);
				await sees(/s2 +listen\(511\) = 0/v);
				for (let client = 1; client <= 4; client++) {
					type(lines[1]);
					await sees(`c${client + 1} ›`, `you are s2.${client}`);
				}

				type('hi all');
				await sees(...[1, 2, 3].map(client => new RegExp(String.raw`c${client + 1} +recv\(65536\) = 13 +"s2\.4: hi all\\n"`, 'v')));
			},
			async '`/listen tcp:4011 relay tcp:6379`, then `redis-cli -p 4011`'({lines, type, sees}) {
				type(`/listen ${lines[0]?.split(' ').at(-1)} greet`);
				await sees(/s3 +listen\(511\) = 0/v);
				type(...lines);
				await sees(/s4 +listen\(511\) = 0/v);
				type('/connect s4');
				await sees(String.raw`"Hello from sockplay\n"`, 's4.1');
			},
			async '`/listen tcp:4012 files .`, then `printf \'README.md\\n\' \\| nc 127.0.0.1 4012`'({lines, type, sees}) {
				type('/clear', lines[0]);
				await sees(/s5 +listen\(511\) = 0/v);
				type('/connect s5');
				await sees(/c\d+ +connect\(.*\) = 0/v);
				type('README.md');
				await sees('"# sockplay', 'asked for "README.md"');
			},
			async '`/listen udp:4013 echo`, `/connect udp:4013`, `/link loss=20% seed=7`'({lines, type, sees}) {
				type('/clear', lines[0]);
				await sees(/s6 +bind\(127\.0\.0\.1:\d+\) = 0/v);
				type(lines[1]);
				await sees(/c\d+ +connect\(127\.0\.0\.1:\d+\) = 0/v);
				type(lines[2], '/every 1ms count=100 send x');
				await sees('ended after 100 times');
				type(lines[3]);
				await sees(/lost/v);
			},
			async '`/connect tcp:4000`, `/link satellite` · `/link rate=64KiB/s slice=100B gap=20ms` · `/link off`'({lines, type, sees}) {
				type('/clear', lines[0]);
				await sees(/c\d+ +connect\(.*\) = 0/v);
				type(lines[1]);
				await sees('both ways: delay=279ms');
				type(...lines.slice(2));
				await sees(/both ways: rate=.* slice=100B gap=20ms/v, 'off both ways');
			},
			async '`/every 1s send tick \\{n}\\n` · `/stop`'({lines, type, sees}) {
				type('/clear', lines[0]);
				await sees(String.raw`"tick 2\n"`);
				type(lines[1]);
				await sees(/e\d+ +note.*(?:ended|stopped)/v);
			},
		},
	},
	{
		words: [],
		rows: {
			async 'arrows, `[` and `]`'({playground, type, sees}) {
				type(String.raw`/send GET /a HTTP/1.1\r\nHost: x\r\n\r\n`);
				await sees(/c1 +recv\(65536\) = 28/v);
				type('/focus raw');
				await sees('Enter open');
				playground.press('Up');
				await sees(/u8 \d+ .*u16/v);
				playground.press('[');
				await sees('c1 → s1.1 @0');
				playground.press(']');
				await sees('s1.1 → c1 @0');
			},
			async '`/find GET` · `/find hex:0d 0a` · `/find /[0-9]+ms/`, then `n` and `N`'({playground, lines, type, sees}) {
				type(lines[0]);
				await sees(/find GET +\d of 2/v);
				type(lines[1]);
				await sees(/find hex:0d 0a +\d of 6/v);
				const found = /\d of 6/v.exec(playground.screen())![0];
				playground.type('n');
				await playground.until(screen => !screen.includes(found), 'the next match');
				playground.type('N');
				await sees(found);
				type(lines[2]);
				await sees(/not found|no match|nothing/v);
			},
			async '`/filter to=server min=100` · `/view stream`'({lines, type, sees}) {
				type(lines[0]);
				await sees('is shown');
				type('/filter off', lines[1]);
				await sees('stream');
			},
			async '`d`, or `/view decode`'({playground, type, sees}) {
				type('/focus raw');
				await sees('Enter open');
				playground.type('d');
				await sees(/RAW.* decode/v, /HTTP.* GET \/a/v);
			},
			async 'Enter on one of them'({playground, sees}) {
				playground.press('Up', 'Enter');
				await sees(/^ ?Host: x$/mv);
				playground.press('Escape');
				await sees('Enter open');
			},
			async '`v`, move, then `y` or `r`'({playground, sees}) {
				playground.type('h');
				await sees(/RAW.* hex/v);
				playground.type('v');
				await sees('1 B marked');
				playground.press('Right');
				await sees('2 B marked');
				playground.type('r');
				await sees('send GE');
				playground.press('Ctrl+C');
				await sees(/^ ?s1\.1 ›$/mv);
			},
			async '`/record talk.pcapng` · `/save talk.txt` · `sockplay open talk.pcapng`'({lines, type, sees}) {
				type(lines[0]);
				await sees('REC');
				type(lines[1]);
				await sees('talk.txt');
				type('/record off', '/open talk.pcapng');
				await sees('RECORDING');
			},
			async '`/save talk.py` · `python3 talk.py`'({playground, folder, lines, type, sees}) {
				type('/close');
				await playground.until(screen => !screen.includes('RECORDING'), 'the live session');
				type(lines[0]);
				await sees('as a program');
				type('/quit');
				await playground.exit;
				// Another test may have its ports now, so that it listens on others.
				const listeners = readFileSync(path.join(folder, 'talk.py'), 'utf8').matchAll(/^ {4}'(?<name>s\d+)': \('127/gmv).toArray();
				assert.ok(listeners.length > 0);
				const addresses = await Promise.all(listeners.map(async ({groups}) => `${groups!['name']}=127.0.0.1:${await freePort()}`));
				const {status, stderr} = spawnSync('python3', ['talk.py', ...addresses], {cwd: folder, encoding: 'utf8'});
				assert.deepEqual({status, stderr}, {status: 0, stderr: ''});
			},
		},
	},
];
