/** The whole screen: a fake terminal, the real compositor, Ink, and a lab that answers as told. */
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {verbs} from '../../source/commands/table.ts';
import {problem} from '../../source/core/problem.ts';
import {openScreen} from '../../source/screen/terminal.ts';
import {runUi} from '../../source/ui/run.tsx';
import {chooseTheme} from '../../source/ui/theme.ts';
import {fakeTerminal, type FakeTerminal} from '../helpers/fake-tty.ts';
import {accepted, client, endpoint, FakeLab, frame, listener} from './fake-lab.ts';

type Opened = {readonly terminal: FakeTerminal; readonly lab: FakeLab; readonly remembered: string[]; readonly ended: Promise<'quit'>; readonly repainted: string[]};

const log = {
	server: ['03.121 s1   listen(511)', '03.131 s1   accept() = s1.1', String.raw`09.872 s1.1 recv = 10  "Xin chào\n"`],
	client: ['03.131 c1 connect(127.0.0.1:4000)', String.raw`09.871 c1 send = 10  "Xin chào\n"`],
	raw: ['09.871 c1 → s1.1 10 B', '00000000  58 69 6e 20 63 68 c3 a0  6f 0a'],
};

async function open(columns: number, rows: number, environment: Readonly<Record<string, string>> = {}): Promise<Opened> {
	const terminal = fakeTerminal(columns, rows);
	const lab = new FakeLab();
	const remembered: string[] = [];
	const repainted: string[] = [];
	const ended = runUi({
		lab,
		openScreen: onResize => openScreen({...terminal.streams, onResize}),
		repaint() {
			repainted.push('again');
		},
		stdin: terminal.streams.stdin,
		theme: chooseTheme({TERM: 'xterm', LANG: 'C.UTF-8', NO_COLOR: '1', ...environment}),
		verbs,
		knowledge: {services: [{name: 'echo', summary: 'sends back what comes'}], listFolder: () => []},
		history: {
			load: async () => ['/list'],
			append(line) {
				remembered.push(line);
			},
		},
	});
	await terminal.until(screen => screen.trim() !== '', 'something');
	return {terminal, lab, remembered, repainted, ended};
}

async function close({terminal, ended}: Opened): Promise<void> {
	terminal.press('Ctrl+C', 'Ctrl+C', 'Ctrl+C');
	assert.equal(await ended, 'quit');
}

/** The screen without what it costs, which no two runs have in common. */
function picture({terminal}: Opened): string {
	return terminal.screen().replace(/ +\d+ fps . \d+ MiB/v, '');
}

/** The borders reach the right edge, the status line stands in the last row. */
function isFilled(lines: readonly string[], columns: number, rows: number): boolean {
	return lines.length === rows && lines.at(-1)!.includes('F1 help') && lines.some(line => line.length === columns);
}

function drawing(strings: TemplateStringsArray): string {
	return strings.raw[0]!.replaceAll(/^\n|\n\t*$/gv, '').replaceAll(/^\t+/gmv, '');
}

describe('the screen', () => {
	test('80x24', async () => {
		const ui = await open(80, 24);
		ui.lab.show(frame(log));
		await ui.terminal.until(screen => screen.includes('20 B kept'), 'the frame');
		assert.equal(picture(ui), drawing`
			─ SERVER  s1 tcp 127.0.0.1:4000 echo  1 open  in 10 B  out 10 B ────────────────
			 03.121 s1   listen(511)
			 03.131 s1   accept() = s1.1
			 09.872 s1.1 recv = 10  "Xin chào\n"



			 ▸ s1.1 127.0.0.1:53412  open  in 10 B  out 10 B
			━ CLIENT  c1 tcp → 127.0.0.1:4000  open  in 10 B  out 10 B ━━━━━━━━━━━━━━━━━━━━━
			 03.131 c1 connect(127.0.0.1:4000)
			 09.871 c1 send = 10  "Xin chào\n"




			─ RAW BYTES  all  hex  20 B kept ─────────────────────────────────── following ─
			 09.871 c1 → s1.1 10 B
			 00000000  58 69 6e 20 63 68 c3 a0  6f 0a




			 c1 ›
			 Enter send · / commands · Tab next pane · Ctrl+D half-close · F1 help
		`);
		assert.deepEqual(ui.lab.viewports.at(-1), {
			sizes: {server: {columns: 79, rows: 6}, client: {columns: 79, rows: 6}, raw: {columns: 79, rows: 6}},
			isStacked: true,
			view: 'hex',
			width: 'auto',
			ascii: false,
			colours: 16,
			theme: 'mono',
		});
		await close(ui);
	});

	test('108x18: side by side', async () => {
		const ui = await open(108, 18);
		ui.lab.show(frame(log));
		await ui.terminal.until(screen => screen.includes('MiB'), 'the frame');
		assert.equal(picture(ui), drawing`
			╭ SERVER  s1 tcp :4000 echo  1 open  in 10 B ────────╮╭ CLIENT  c1 → :4000  open  in 10 B  out 10 B ───────╮
			│ 03.121 s1   listen(511)                            ││ 03.131 c1 connect(127.0.0.1:4000)                  │
			│ 03.131 s1   accept() = s1.1                        ││ 09.871 c1 send = 10  "Xin chào\n"                  │
			│ 09.872 s1.1 recv = 10  "Xin chào\n"                ││                                                    │
			│                                                    ││                                                    │
			│                                                    ││                                                    │
			│                                                    ││                                                    │
			│ ▸ s1.1 127.0.0.1:53412  open  in 10 B  out 10 B    ││                                                    │
			│ s1.1 ›                                             ││ c1 ›                                               │
			╰────────────────────────────────────────────────────╯╰────────────────────────────────────────────────────╯
			╭ RAW BYTES  all  hex  20 B kept ─────────────────────────────────────────────────────────────── following ╮
			│ 09.871 c1 → s1.1 10 B                                                                                    │
			│ 00000000  58 69 6e 20 63 68 c3 a0  6f 0a                                                                 │
			│                                                                                                          │
			│                                                                                                          │
			│                                                                                                          │
			╰──────────────────────────────────────────────────────────────────────────────────────────────────────────╯
			 Enter send · / commands · Tab next pane · Ctrl+D half-close · F1 help
		`);
		await close(ui);
	});

	test('50x14: one pane at a time', async () => {
		const ui = await open(50, 14);
		ui.lab.show(frame(log));
		await ui.terminal.until(screen => screen.includes('10 B') && screen.includes('send = 10'), 'the frame');
		assert.equal(picture(ui), drawing`
			 server · [client] · raw
			━ CLIENT  c1 → :4000  open  in 10 B  out 10 B ━━━━
			 03.131 c1 connect(127.0.0.1:4000)
			 09.871 c1 send = 10  "Xin chào\n"








			 c1 ›
			 Enter send · / commands · F1 help
		`);
		ui.terminal.press('Tab');
		await ui.terminal.until(screen => screen.includes('RAW BYTES'), 'the raw pane');
		assert.deepEqual(ui.lab.viewports.at(-1)?.sizes, {server: {columns: 0, rows: 0}, client: {columns: 0, rows: 0}, raw: {columns: 49, rows: 10}});
		await close(ui);
	});

	test('20x5: too small, and back', async () => {
		const ui = await open(20, 5);
		await ui.terminal.until(screen => screen.includes('sockplay needs'), 'the sentence');
		ui.terminal.resize(80, 24);
		await ui.terminal.until(screen => screen.includes('RAW BYTES'), 'the panes');
		assert.equal(ui.lab.viewports.length, 2);
		await close(ui);
	});

	test('nothing runs yet: each pane says what to type', async () => {
		const ui = await open(80, 24);
		ui.lab.show(frame({}, {endpoints: [], current: {}, kept_bytes: 0}));
		await ui.terminal.until(screen => screen.includes('/listen tcp:4000 echo') && screen.includes('/connect tcp:4000'), 'the hints');
		assert.ok(!ui.terminal.screen().includes('▸'));
		await close(ui);
	});

	test('ascii alone where the locale has no UTF-8', async () => {
		const ui = await open(80, 24, {LANG: 'C'});
		ui.lab.show(frame({}));
		await ui.terminal.until(screen => screen.includes('20 B kept'), 'the frame');
		ui.terminal.type('/');
		await ui.terminal.until(screen => screen.includes('c1 > /') && screen.includes('listen'), 'the completion');
		assert.match(ui.terminal.screen(), /^[\n\u{20}-\u{7E}]*$/v);
		ui.terminal.press('F1');
		await ui.terminal.until(screen => screen.includes('HELP'), 'the help');
		assert.match(ui.terminal.screen(), /^[\n\u{20}-\u{7E}]*$/v);
		await close({...ui, terminal: ui.terminal});
	});

	test('resized while it runs', async () => {
		const ui = await open(120, 40);
		ui.lab.show(frame(log));
		for (const [columns, rows] of [[80, 24], [200, 60], [59, 30], [120, 40]] as const) {
			ui.terminal.resize(columns, rows);
			await ui.terminal.until(screen => isFilled(screen.split('\n'), columns, rows), `${columns}x${rows}`);
		}

		assert.deepEqual(ui.lab.viewports.at(-1)?.sizes.raw, {columns: 116, rows: 14});
		await close(ui);
	});
});

describe('typing', () => {
	test('a line goes to the lab and into the history', async () => {
		const ui = await open(80, 24);
		ui.lab.show(frame(log));
		ui.terminal.type('Xin chào\r/list\r');
		await ui.terminal.until(() => ui.lab.asked.length === 2, 'two lines');
		assert.deepEqual(ui.lab.asked, ['client: Xin chào', 'client: /list']);
		assert.deepEqual(ui.remembered, ['Xin chào', '/list']);
		await close(ui);
	});

	test('the terminal\'s cursor stands where the next character goes', async () => {
		const ui = await open(80, 24);
		ui.lab.show(frame(log));
		const table: ReadonlyArray<readonly [typed: string, prompt: string, column: number]> = [
			['你好', 'c1 › 你好', 10],
			['\u{1}', 'c1 › 你好', 6],
			['\u{5}ê\u{323}', 'c1 › 你好ê\u{323}', 11],
			['\u{15}\u{1B}[D', 'c1 ›', 6],
		];
		for (const [typed, prompt, column] of table) {
			ui.terminal.type(typed);
			await ui.terminal.until(screen => screen.includes(prompt) && ui.terminal.output.emulator.cursor.x === column, `${prompt} at ${column}`);
			assert.deepEqual(ui.terminal.output.emulator.cursor, {x: column, y: 22, isVisible: true});
		}

		await close(ui);
	});

	test('a slash shows the verbs, Tab completes', async () => {
		const ui = await open(120, 40);
		ui.lab.show(frame(log));
		ui.terminal.type('/li');
		await ui.terminal.until(screen => screen.includes('endpoints and connections'), 'the list');
		const lines = ui.terminal.screen().split('\n');
		assert.deepEqual(lines.slice(17, 22), [
			'│ ▸ s1.1 127.0.0.1:53412  open  in 10 B  out 10 B          ││                                                          │',
			'┃   listen ADDRESS [SERVICE …] [key=value…]  wait for clients: socket, bind, listen, accept      /listen tcp:4000 echo ┃',
			'┃   link [PRESET|stall|off] [key=value…]     make the link slow, lossy, cut               /link delay=50ms jitter=10ms ┃',
			'┃   list                                     endpoints and connections with their state                          /list ┃',
			'│ s1.1 ›                                                   ││ c1 › /li                                                 │',
		]);
		ui.terminal.type('sten u\t');
		await ui.terminal.until(screen => screen.includes('/listen u'), 'a completion');
		await close(ui);
	});

	test('on a wide screen the examples stay near what they are examples of', async () => {
		const ui = await open(200, 60);
		ui.lab.show(frame(log));
		ui.terminal.type('/lis');
		await ui.terminal.until(screen => screen.includes('endpoints and connections'), 'the list');
		const lines = ui.terminal.screen().split('\n');
		assert.equal(lines.find(line => line.includes('endpoints and connections'))!.indexOf('/list'), 117);
		await close(ui);
	});

	for (const [columns, rows] of [[80, 24], [120, 40], [60, 20], [50, 14]] as const) {
		test(`${columns}x${rows}: the prompt stays in its row while what it opens comes, narrows and goes`, async () => {
			const ui = await open(columns, rows);
			ui.lab.show(frame(log));
			await ui.terminal.until(screen => screen.includes('c1 ›'), 'the prompt');
			const {y} = ui.terminal.output.emulator.cursor;
			const opened: ReadonlyArray<readonly [typed: string, prompt: string, above: string]> = [
				['/', '/', 'listen'],
				['lis', '/lis', 'listen'],
				['\t', '/lis', 'list'],
				['\u{1B}', '/lis', ''],
				['\u{3}', '', ''],
			];
			for (const [typed, prompt, above] of opened) {
				ui.terminal.type(typed);
				await ui.terminal.until(screen => {
					const lines = screen.split('\n');
					return lines[y]!.includes(`c1 › ${prompt}`.trimEnd()) && lines.slice(0, y).join('\n').includes(above);
				}, `${prompt} below ${above}`);
				assert.equal(ui.terminal.output.emulator.cursor.y, y);
			}

			await close(ui);
		});
	}

	test('Alt+L arranges the panes in another way, Alt with an arrow moves a border', async () => {
		const ui = await open(80, 24);
		ui.lab.show(frame(log));
		const rowOf = (word: string) => ui.terminal.screen().split('\n').findIndex(line => line.includes(word));
		await ui.terminal.until(() => rowOf('CLIENT') === 8, 'stacked panes');
		ui.terminal.type('\u{1B}[1;3A\u{1B}\u{1B}[A');
		await ui.terminal.until(() => rowOf('CLIENT') === 6, 'a border two rows higher');
		ui.terminal.type('\u{1B}l');
		await ui.terminal.until(() => rowOf('CLIENT') === 0 && rowOf('layout side by side') === 23, 'panes side by side');
		ui.terminal.type('\u{1B}[1;3D');
		await ui.terminal.until(screen => screen.split('\n', 1)[0]!.indexOf('╭ CLIENT') === 38, 'a border two columns to the left');
		await close(ui);
	});

	test('a mistake is marked above its place, and the line stays', async () => {
		const ui = await open(120, 40);
		ui.lab.show(frame(log));
		ui.lab.replies.set('listen tcp:70000 echo', problem('a port is 0 to 65535', {start: 11, end: 16}));
		ui.terminal.type('/listen tcp:70000 echo\r');
		await ui.terminal.until(screen => screen.includes('▾▾▾▾▾'), 'the marks');
		const lines = ui.terminal.screen().split('\n');
		assert.deepEqual(lines.slice(20, 22), [
			'┃                                                                              ▾▾▾▾▾ a port is 0 to 65535              ┃',
			'│ s1.1 ›                                                   ││ c1 › /listen tcp:70000 echo                              │',
		]);
		await close(ui);
	});

	test('several pasted lines are shown, then sent as one', async () => {
		const ui = await open(80, 24);
		ui.lab.show(frame(log));
		ui.terminal.paste('GET / HTTP/1.0\r\n\u{1B}[31mHost: x\r\n\r\n');
		await ui.terminal.until(screen => screen.includes('3 lines pasted, line ends CR LF'), 'the preview');
		assert.ok(ui.terminal.screen().includes(String.raw`\x1b[31mHost: x`));
		ui.terminal.press('Enter');
		await ui.terminal.until(() => ui.lab.asked.length > 0, 'a line');
		assert.deepEqual(ui.lab.asked, ['client: GET / HTTP/1.0\r\n\u{1B}[31mHost: x\r\n\r\n']);
		await close(ui);
	});

	test('keys reach the lab as scrolling, views and choices', async () => {
		const ui = await open(80, 24);
		ui.lab.show(frame(log, {endpoints: [listener, accepted, endpoint({name: 's1.2', side: 'server'}), client]}));
		await ui.terminal.until(screen => screen.includes('s1.2'), 'two connections');
		ui.terminal.press('PageUp', 'Tab', 'k');
		await ui.terminal.until(() => ui.lab.scrolled.length === 2, 'both moves');
		ui.terminal.press('t', 'Tab', 'Ctrl+N');
		await ui.terminal.until(screen => screen.includes('▸ s1.2') && screen.includes('all  text'), 'the choice');
		assert.deepEqual(ui.lab.scrolled, [{pane: 'client', by: 'page-up'}, {pane: 'raw', by: 'up'}]);
		assert.deepEqual(ui.lab.asked, ['server: /use s1.2']);
		assert.equal(ui.lab.viewports.at(-1)?.view, 'text');
		await close(ui);
	});

	test('a pane that is scrolled away says how much has come', async () => {
		const ui = await open(80, 24);
		ui.lab.show(frame(log, {}, {following: false, below: 214, notKept: 12_480}));
		await ui.terminal.until(screen => screen.includes('▾ 214 more') && screen.includes('12,480 earlier not kept'), 'the marks');
		assert.equal(ui.lab.scrolled.length, 0);
		await close(ui);
	});

	test('rows stay in place while the help is read', async () => {
		const ui = await open(80, 24);
		ui.lab.show(frame(log));
		ui.terminal.press('F1');
		await ui.terminal.until(screen => screen.includes('HELP') && !screen.includes('accept()'), 'the help');
		ui.lab.show(frame({...log, client: ['10.000 c1 recv = 1']}));
		ui.terminal.press('Escape');
		await ui.terminal.until(screen => screen.includes('accept()') && screen.includes('10.000 c1 recv = 1'), 'the panes');
		assert.equal(ui.lab.viewports.length, 2);
		await close(ui);
	});

	test('the mouse reaches the lab, and nothing of it the prompt', async () => {
		const ui = await open(80, 24);
		ui.lab.show(frame(log));
		await ui.terminal.until(screen => screen.includes('send = 10') || screen.includes('send(10)'), 'the frame');
		ui.terminal.type('ab\u{1B}[<65;10;3');
		ui.terminal.type('Mcd');
		await ui.terminal.until(screen => screen.includes('c1 › abcd'), 'what was typed');
		await ui.terminal.until(() => ui.lab.scrolled.length > 0, 'a scroll');
		assert.deepEqual(ui.lab.scrolled, [{pane: 'server', by: {rows: 3}}]);
		await close(ui);
	});

	test('another theme is there at once, in the chrome and in what the lab paints', async () => {
		const ui = await open(80, 24, {NO_COLOR: '', TERM: 'xterm-256color'});
		ui.lab.replies.set('set theme=light', {request: {type: 'settings', settings: {theme: 'light'}, notice: 'theme=light'}});
		ui.terminal.type('/set theme=light');
		ui.terminal.press('Enter');
		await ui.terminal.until(screen => screen.split('\n').at(-1)!.includes('theme=light'), 'the notice');
		assert.equal(ui.lab.viewports.at(-1)?.theme, 'light');
		assert.ok(ui.terminal.output.writes.join('').includes('38;5;26m'));
		await close(ui);
	});

	test('Ctrl+L paints anew', async () => {
		const ui = await open(80, 24);
		ui.terminal.press('Ctrl+L');
		await close(ui);
		assert.deepEqual(ui.repainted, ['again']);
	});
});

test('a bug of the lab ends the ui', async () => {
	const ui = await open(80, 24);
	ui.lab.send = async () => {
		throw new Error('a bug');
	};

	ui.terminal.type('hello\r');
	await assert.rejects(ui.ended, {message: 'a bug'});
});
