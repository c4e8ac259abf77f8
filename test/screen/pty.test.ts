/** The demo in a real pseudo-terminal, an emulator being the judge of what is on it. */
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {createInterface} from 'node:readline/promises';
import process from 'node:process';
import {after, test} from 'node:test';
import {build} from 'esbuild';
import {openTerminal, projectFolder, type Terminal, type TerminalOptions} from '../helpers/terminal.ts';
import {demoPicture} from './demo-picture.ts';

const built = mkdtempSync(path.join(os.tmpdir(), 'sockplay-demo-'));
const demo = {command: process.execPath, arguments: [path.join(built, 'demo.mjs')]};

/** In one file it starts in a third of the time. */
await build({
	absWorkingDir: projectFolder,
	entryPoints: ['test/screen/demo.tsx'],
	outfile: demo.arguments[0]!,
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	supported: {'regexp-set-notation': true},
	jsx: 'automatic',
	banner: {js: 'import {createRequire} from "node:module"; const require = createRequire(import.meta.url);'},
	alias: {'react-devtools-core': './tools/no-devtools.ts'},
	define: {'process.env.NODE_ENV': '"production"'},
});
after(() => {
	rmSync(built, {recursive: true});
});

/** The demo as a person starts it: from a shell, which says how it ended and how it left the terminal. */
const shell = {
	command: 'sh',
	arguments: ['-c', String.raw`"$@"; echo "code $?"; stty -a | grep -ow -e "-\?icanon" -e "-\?echo" | tr "\n" " "; echo "end"`, 'sh', demo.command, ...demo.arguments],
};

const shellModes = {isWrapping: true, isPasteBracketed: false, isSynchronizing: false, mouse: 'none'};

async function start(options: Partial<TerminalOptions> = {}): Promise<Terminal> {
	const terminal = openTerminal({...demo, columns: 60, rows: 14, ...options});
	await terminal.until(screen => /pid \d+/v.test(screen) && screen.includes('line 9'), 'the demo');
	return terminal;
}

function pidOf(terminal: Terminal): number {
	return Number(/pid (?<pid>\d+)/v.exec(terminal.screen())?.groups?.['pid']);
}

async function isCooked(terminal: Terminal): Promise<boolean> {
	const flags = await terminal.driverFlags();
	return flags.has('icanon') && flags.has('echo');
}

function hasPicture(terminal: Terminal, columns: number, rows: number): boolean {
	return terminal.lines().slice(0, -1).join('\n') === demoPicture(columns, rows).join('\n');
}

test('the screen is as laid out, with the cursor in the prompt', async () => {
	await using terminal = await start();
	assert.deepEqual(terminal.lines().slice(0, -1), demoPicture(60, 14));
	assert.deepEqual(terminal.cursor(), {x: 3, y: 11, isVisible: true});
	terminal.type('abc');
	await terminal.until(screen => screen.includes('› abc'), 'what was typed');
	assert.deepEqual(terminal.cursor(), {x: 6, y: 11, isVisible: true});
	assert.equal(terminal.alternate(), true);
	assert.equal(await isCooked(terminal), false);
});

test('after any storm of resizes the settled screen is the picture of its size', async () => {
	await using terminal = await start();
	const sizes = [[40, 12], [100, 30], [61, 13], [30, 8], [120, 40], [60, 14], [80, 24]] as const;
	const wrong: string[] = [];
	for (let storm = 0; storm < 15; storm++) {
		for (let step = 0; step <= storm % 4; step++) {
			const [columns, rows] = sizes[(storm + (2 * step)) % sizes.length]!;
			terminal.resize(columns, rows);
		}

		const [columns, rows] = sizes[(storm + (2 * (storm % 4))) % sizes.length]!;
		await terminal.until(() => hasPicture(terminal, columns, rows), `the picture of ${columns}x${rows}`);
		wrong.push(...terminal.lines().filter(line => line.includes('x') && !line.includes(`${columns}x${rows}`)));
	}

	assert.deepEqual(wrong, []);
});

const endings: ReadonlyArray<readonly [how: string, code: number, end: (terminal: Terminal) => void, told?: string]> = [
	['quitting', 0, terminal => {
		terminal.press('Ctrl+Q');
	}],
	['process.exit', 7, terminal => {
		terminal.press('Ctrl+X');
	}],
	['an error in a component', 1, terminal => {
		terminal.press('Ctrl+B');
	}, 'Error: thrown in a component'],
	['an error in a callback', 1, terminal => {
		terminal.press('Ctrl+T');
	}, 'Error: thrown in a callback'],
	['a rejection', 1, terminal => {
		terminal.press('Ctrl+R');
	}, 'Error: rejected and not handled'],
	['SIGINT', 130, terminal => {
		process.kill(pidOf(terminal), 'SIGINT');
	}],
	['SIGTERM', 143, terminal => {
		process.kill(pidOf(terminal), 'SIGTERM');
	}],
	['SIGHUP', 129, terminal => {
		process.kill(pidOf(terminal), 'SIGHUP');
	}],
	['SIGQUIT', 131, terminal => {
		process.kill(pidOf(terminal), 'SIGQUIT');
	}],
	['SIGTERM in a flood', 143, terminal => {
		terminal.press('Ctrl+F');
		process.kill(pidOf(terminal), 'SIGTERM');
	}],
];

for (const [how, code, end, told = ''] of endings) {
	test(`${how} puts the terminal back and ends with ${code}`, async () => {
		await using terminal = await start(shell);
		end(terminal);
		await terminal.exit;
		assert.equal(terminal.alternate(), false);
		assert.deepEqual(terminal.modes(), shellModes);
		assert.equal(terminal.cursor().isVisible, true);
		assert.ok(terminal.raw().includes(told));
		assert.match(terminal.screen(), new RegExp(String.raw`code ${code}\s+icanon echo end`, 'v'));
	});
}

test('what was written to the console meanwhile is shown after the screen', async () => {
	await using terminal = await start(shell);
	terminal.press('Ctrl+N');
	await terminal.until(screen => screen.includes('│said'), 'what was painted after it');
	assert.doesNotMatch(terminal.screen(), /said to the console|a warning of Node/v);
	terminal.press('Ctrl+Q');
	await terminal.exit;
	assert.match(terminal.screen(), /said to the console[\s\S]*a warning of Node[\s\S]*code 0/v);
});

test('Ctrl+Z gives the terminal to the shell, fg brings the screen back, in the size that the window has then', async () => {
	await using terminal = openTerminal({command: 'sh', arguments: ['-i'], columns: 60, rows: 14, environment: {PS1: 'shell> ', ENV: undefined}});
	await terminal.until(screen => screen.includes('shell>'), 'the shell');
	terminal.type(`${demo.command} ${demo.arguments.join(' ')}\r`);
	await terminal.until(() => hasPicture(terminal, 60, 14), 'the demo');
	const modes: unknown[] = [];
	const cooked: boolean[] = [];
	for (const [columns, rows] of [[60, 14], [50, 12]] as const) {
		terminal.press('Ctrl+Z');
		await terminal.until(screen => !terminal.alternate() && /Stopped[\s\S]*shell> $|Stopped[\s\S]*shell>$/v.test(screen.trimEnd()), 'the shell again');
		modes.push(terminal.modes());
		cooked.push(await isCooked(terminal));
		terminal.resize(columns, rows);
		terminal.type('clear; fg\r');
		await terminal.until(() => terminal.alternate() && hasPicture(terminal, columns, rows), 'the demo again');
	}

	terminal.type('abc');
	await terminal.until(screen => screen.includes('› abc'), 'what was typed');
	terminal.press('Ctrl+Q');
	await terminal.until(() => !terminal.alternate(), 'the shell at the end');
	terminal.type('exit\r');
	const {code} = await terminal.exit;
	assert.equal(code, 0);
	assert.deepEqual(cooked, [true, true]);
	assert.deepEqual(modes, [shellModes, shellModes]);
});

test('Ctrl+Z without a shell comes back by itself', async () => {
	await using terminal = await start();
	terminal.press('Ctrl+Z');
	await terminal.until(() => terminal.raw().split('\u{1B}[?1049h').length === 3 && hasPicture(terminal, 60, 14), 'the screen for the second time');
	terminal.type('abc');
	await terminal.until(screen => screen.includes('› abc'), 'what was typed');
	assert.equal(terminal.alternate(), true);
	assert.equal(await isCooked(terminal), false);
});

test('hostile rows change nothing but their own cells', async () => {
	await using terminal = await start();
	terminal.press('Ctrl+K');
	await terminal.until(screen => screen.includes('clear ?'), 'the hostile rows');
	const lines = terminal.lines();
	assert.equal(lines[0], demoPicture(60, 14)[0]);
	const edges = lines.slice(1, -2).map((_, y) => terminal.cell(0, y + 1).text + terminal.cell(59, y + 1).text);
	assert.deepEqual(new Set(edges), new Set(['││']));
	assert.deepEqual(lines.slice(-4, -1), ['│' + ' '.repeat(58) + '│', ...demoPicture(60, 14).slice(-2)]);
	assert.equal(terminal.alternate(), true);
	const bytes = terminal.raw().slice(terminal.raw().lastIndexOf('\u{1B}[?2026h'));
	assert.doesNotMatch(bytes.replaceAll(/\u{1B}\[[\d;?]*[GHhlm]/gv, ''), /[\0-\u{1F}\u{7F}]/v);
});

test('a terminal that is not read stalls nothing, and shows the newest when it is', {timeout: 60_000}, async () => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'screen-'));
	const {ask, socketPath, close} = await listenForDemo(path.join(folder, 'demo'));
	await using terminal = await start({environment: {DEMO_SOCKET: socketPath}});
	terminal.press('Ctrl+F');
	const flooding = await ask();
	await terminal.until(() => terminal.raw().length > 20_000, 'a flood');
	terminal.pause();
	let before = flooding;
	let now = await ask();
	while (now.offered < before.offered + 20 || now.painted !== before.painted) {
		before = now.painted === before.painted ? before : now;
		now = await ask();
	}

	terminal.resume();
	terminal.type('read');
	await terminal.until(screen => screen.includes('› read'), 'what was typed');
	const latest = await ask();
	assert.ok(latest.painted > now.painted);
	terminal.pause();
	process.kill(terminal.pid, 'SIGTERM');
	const {code} = await terminal.exit;
	assert.equal(code, 143);
	close();
	await rm(folder, {recursive: true});
});

test('a window that is closed ends the program, which still does its last work', async () => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'screen-'));
	const {ask, socketPath, close, ended} = await listenForDemo(path.join(folder, 'demo'));
	const terminal = await start({environment: {DEMO_SOCKET: socketPath}});
	const {painted} = await ask();
	assert.ok(painted > 0);
	terminal.hangUp();
	assert.match(await ended, /"last work"\n$/v);
	close();
	await rm(folder, {recursive: true});
});

/** The other end of the demo's own socket: asks how many frames were offered and painted; `ended` is everything it said, once it is gone. */
async function listenForDemo(socketPath: string) {
	const server = net.createServer().listen(socketPath);
	const connected = once(server, 'connection') as Promise<[net.Socket]>;
	await once(server, 'listening');
	const ended = connected.then(async ([socket]) => {
		let received = '';
		socket.on('data', chunk => {
			received += chunk.toString();
		});
		await once(socket, 'close');
		return received;
	});
	const ask = async (): Promise<{offered: number; painted: number}> => {
		const [socket] = await connected;
		const lines = createInterface({input: socket});
		socket.write('?\n');
		const [line] = await once(lines, 'line') as [string];
		lines.close();
		socket.resume();
		return JSON.parse(line) as {offered: number; painted: number};
	};

	return {socketPath, ask, ended, close() {
		server.close();
	}};
}
