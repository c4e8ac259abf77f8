/** What our screen takes for granted about Ink, which documents none of it. If one of these fails after an upgrade, the compositor is to be looked at. */
import assert from 'node:assert/strict';
import {EventEmitter, once} from 'node:events';
import {test} from 'node:test';
import {setImmediate} from 'node:timers/promises';
import {useEffect, useInsertionEffect, useLayoutEffect, useState} from 'react';
import {Box, Text, render, useInput, usePaste} from 'ink';
import {InkSink} from '../../source/screen/ink-sink.ts';
import {fakeTerminal} from '../helpers/fake-tty.ts';

const size = {columns: 20, rows: 5};

type Probe = {readonly happened: string[]; readonly set: (text: string) => void};

/** An app of three parts that tells when each of its effects runs, in the same list as the writes that reach the sink. */
function open() {
	const happened: string[] = [];
	const frames = new EventEmitter();
	const terminal = fakeTerminal(size.columns, size.rows);
	const sink = new InkSink(size, lines => {
		happened.push(`${lines.length} lines: ${lines[0]}`);
		frames.emit('frame');
	});
	let set: Probe['set'] = () => undefined;
	function Probed({label}: {readonly label: string}) {
		const [text, setText] = useState('one');
		set = setText;
		useInsertionEffect(() => {
			happened.push(`stage ${label} ${text}`);
		});
		useLayoutEffect(() => {
			happened.push(`layout ${label} ${text}`);
		});
		useEffect(() => {
			happened.push(`effect ${label} ${text}`);
		});
		useInput(input => {
			happened.push(`key ${JSON.stringify(input)}`);
			setText(input);
		});
		usePaste(pasted => {
			happened.push(`paste ${JSON.stringify(pasted)}`);
		});
		return <Box width={size.columns} height={size.rows}><Text>{text}</Text></Box>;
	}

	const options = {stdin: terminal.streams.stdin, stdout: sink as unknown as NodeJS.WriteStream, debug: true, interactive: true, exitOnCtrlC: false, patchConsole: false};
	const app = render(<Probed label='a'/>, options);
	return {happened, terminal, app, Probed, async set(text: string) {
		set(text);
		await once(frames, 'frame');
	}, take: () => happened.splice(0)};
}

test('the layout is staged before the frame of the same commit is written, on the first commit and on later ones', async () => {
	const {app, set, take, happened} = open();
	assert.deepEqual(happened.slice(0, 2), ['stage a one', '5 lines: one']);
	await app.waitUntilRenderFlush();
	take();
	await set('two');
	const [staged, written] = take();
	assert.deepEqual([staged, written], ['stage a two', '5 lines: two']);
	app.unmount();
});

test('every frame has as many lines as the root box has rows, empty ones too', async () => {
	const {app, set, take} = open();
	await set('');
	const frames = take().filter(line => line.includes('lines'));
	assert.deepEqual([...new Set(frames)], ['5 lines: one', '5 lines: ']);
	app.unmount();
});

test('rerender writes a frame that belongs to the layout staged last', async () => {
	const {app, Probed, take} = open();
	await app.waitUntilRenderFlush();
	take();
	app.rerender(<Probed label='b'/>);
	await app.waitUntilRenderFlush();
	const happened = take();
	assert.equal(happened[0], 'stage b one');
	assert.deepEqual([...new Set(happened.filter(line => line.includes('lines')))], ['5 lines: one']);
	app.unmount();
});

test('unmounting repeats the last frame and writes nothing else that could be taken for one', async () => {
	const {app, take} = open();
	await app.waitUntilRenderFlush();
	take();
	app.unmount();
	await app.waitUntilExit();
	assert.deepEqual([...new Set(take().filter(line => line.includes('lines')))], ['5 lines: one']);
});

test('a frame is written inside the turn in which its key arrives', async () => {
	const {app, terminal, take} = open();
	await app.waitUntilRenderFlush();
	take();
	terminal.type('x');
	await setImmediate();
	assert.deepEqual(take().slice(0, 3), ['key "x"', 'stage a x', '5 lines: x']);
	app.unmount();
});

test('a paste in brackets arrives as a paste, and raw mode is on while keys are read', async () => {
	const {app, terminal, take} = open();
	await app.waitUntilRenderFlush();
	take();
	assert.equal(terminal.input.isRaw, true);
	terminal.paste('two\nlines');
	await setImmediate();
	assert.deepEqual(take(), [String.raw`paste "two\nlines"`]);
	app.unmount();
	await app.waitUntilExit();
	assert.equal(terminal.input.isRaw, false);
});

test('a component that throws rejects waitUntilExit with the very error', async () => {
	const terminal = fakeTerminal();
	const wrong = new Error('wrong');
	function Broken(): never {
		throw wrong;
	}

	const sink = new InkSink(size, () => undefined);
	const app = render(<Broken/>, {stdin: terminal.streams.stdin, stdout: sink as unknown as NodeJS.WriteStream, debug: true, interactive: true, patchConsole: false});
	await assert.rejects(app.waitUntilExit(), wrong);
});
