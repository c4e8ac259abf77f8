/** A small Ink program on our screen, the subject of the tests in a pseudo-terminal. Its keys are its whole interface. */
import process from 'node:process';
import net from 'node:net';
import {useEffect, useInsertionEffect, useState} from 'react';
import {Box, Text, render, useApp, useInput} from 'ink';
import {type Rectangle, type Size, type Staged} from '../../source/screen/layout-type.ts';
import {openScreen} from '../../source/screen/terminal.ts';

const sizeListeners = new Set<(size: Size) => void>();
let offered = 0;
let painted = 0;
const {stdout} = process;
const write = stdout.write.bind(stdout);
stdout.write = (...words: unknown[]) => {
	painted++;
	return Reflect.apply(write, stdout, words) as boolean;
};

/** Answers each line on a Unix socket, which shows that the event loop turns while the terminal is not read. */
const socket = process.env['DEMO_SOCKET'] === undefined ? undefined : net.connect(process.env['DEMO_SOCKET']);
socket?.on('data', () => {
	socket.write(`${JSON.stringify({offered, painted})}\n`);
});

const screen = openScreen({
	mouse: true,
	onResize(size) {
		for (const listener of sizeListeners) {
			listener(size);
		}
	},
	onSuspend: () => undefined,
	onResume: () => undefined,
	lastWork() {
		socket?.write('"last work"\n');
	},
});

function layout({columns, rows}: Size, typed: string): Staged {
	const left: Rectangle = {x: 1, y: 1, columns: Math.floor(columns / 2) - 1, rows: rows - 4};
	const right: Rectangle = {x: left.columns + 1, y: 1, columns: columns - left.columns - 2, rows: rows - 4};
	return {columns, rows, rectangles: {server: left, client: right}, cursor: {x: 3 + typed.length, y: rows - 3}};
}

function paintLines({columns, rows}: Size): void {
	offered++;
	const line = (side: string, index: number) => `\u{1B}[3${1 + (index % 6)}m${side}\u{1B}[39m ${columns}x${rows} line ${index} 漢字 ${'.'.repeat(columns)}`;
	const lines = (side: string) => Array.from({length: rows - 4}, (_, index) => line(side, index));
	screen.paint({server: lines('left'), client: lines('right')});
}

const hostile = [
	'clear \u{1B}[2J home \u{1B}[H',
	'title \u{1B}]0;owned\u{7} clip \u{1B}]52;c;AAAA\u{7}',
	'c1 \u{9B}2J \u{90} \u{9D}',
	'bidi \u{202E}abc\u{2066}',
	'lf \n cr \r tab \t bs \b del \u{7F} nul \u{0}',
	'zwj 👨\u{200D}👩\u{200D}👧\u{200D}👦 vs ❤\u{FE0F} skin 👍🏽',
	'lone \u{D800} and \u{301}',
	'so \u{E} ff \u{C} esc \u{1B}c',
	'क्षि ﷽ ⸻ 𒐫',
];

function Demo() {
	const [size, setSize] = useState(screen.size());
	const [typed, setTyped] = useState('');
	const [isBroken, setIsBroken] = useState(false);
	const {exit} = useApp();
	useEffect(() => {
		sizeListeners.add(setSize);
		return () => {
			sizeListeners.delete(setSize);
		};
	}, []);
	const staged = layout(size, typed);
	useInsertionEffect(() => {
		screen.stage(staged);
	});
	useEffect(() => {
		paintLines(size);
	}, [size]);
	useInput((input, key) => {
		if (input === 'z' && key.ctrl) {
			void screen.suspend();
		} else if (key.ctrl) {
			commands[input]?.({exit, fail() {
				setIsBroken(true);
			}});
		} else {
			setTyped(before => before + input);
		}
	});
	if (isBroken) {
		throw new Error('thrown in a component');
	}

	return (
		<Box flexDirection='column' width={size.columns} height={size.rows}>
			<Box borderStyle='round' flexGrow={1} flexDirection='column' justifyContent='flex-end'>
				<Text>{`› ${typed}`}</Text>
			</Box>
			<Text>{`pid ${process.pid} `}</Text>
		</Box>
	);
}

const commands: Record<string, (app: {exit: () => void; fail: () => void}) => void> = {
	q({exit}) {
		exit();
	},
	b({fail}) {
		fail();
	},
	t() {
		setImmediate(() => {
			throw new Error('thrown in a callback');
		});
	},
	r() {
		void Promise.reject(new Error('rejected and not handled'));
	},
	x() {
		Reflect.apply(process.exit, process, [7]);
	},
	n() {
		console.log('said to the console');
		process.emitWarning('a warning of Node');
		screen.paint({server: ['said']});
	},
	k() {
		screen.paint({server: hostile, client: hostile});
	},
	f() {
		setInterval(() => {
			paintLines({...screen.size(), columns: screen.size().columns + (offered % 10)});
		}, 5);
	},
};

const app = render(<Demo/>, {stdout: screen.sink, debug: true, interactive: true, exitOnCtrlC: false, patchConsole: false});
try {
	await app.waitUntilExit();
	await screen.exit(0);
} catch (error) {
	await screen.fail(error);
}
