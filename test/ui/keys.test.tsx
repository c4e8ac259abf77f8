import assert from 'node:assert/strict';
import {afterEach, describe, test} from 'node:test';
import {setImmediate} from 'node:timers/promises';
import {Text, useInput, usePaste} from 'ink';
import {cleanup, render} from 'ink-testing-library';
import {readKeys, readPaste, type Key} from '../../source/ui/keys.ts';
import {keyBytes, pasteBytes} from '../helpers/keys.ts';

function Listener({heard}: {readonly heard: Key[]}): React.JSX.Element {
	useInput((input, key) => {
		heard.push(...readKeys(input, key));
	});
	usePaste(text => {
		heard.push(readPaste(text));
	});
	return <Text>listening</Text>;
}

/** What Ink makes of a chunk from the terminal, in our words. */
async function read(chunk: string): Promise<string[]> {
	const heard: Key[] = [];
	const app = render(<Listener heard={heard}/>);
	await setImmediate();
	app.stdin.write(chunk);
	return heard.map(key => key.type === 'key' ? key.name : `${key.type} ${JSON.stringify(key.text)}`);
}

afterEach(cleanup);

const named = [
	'Enter',
	'Tab',
	'Shift+Tab',
	'Backspace',
	'Delete',
	'Up',
	'Down',
	'Left',
	'Right',
	'Home',
	'End',
	'PageUp',
	'PageDown',
	'F1',
	'Ctrl+A',
	'Ctrl+C',
	'Ctrl+D',
	'Ctrl+K',
	'Ctrl+L',
	'Ctrl+N',
	'Ctrl+W',
	'Ctrl+Z',
	'Ctrl+_',
	'Ctrl+Left',
	'Ctrl+Right',
	'Ctrl+Home',
	'Ctrl+End',
	'Alt+B',
	'Alt+Backspace',
];

const chunks: ReadonlyArray<readonly [what: string, chunk: string, keys: readonly string[]]> = [
	['one letter', 'a', ['text "a"']],
	['a capital', 'G', ['text "G"']],
	['typed fast, and Enter', 'abc\r', ['text "abc"', 'Enter']],
	['three times Backspace', '\u{7F}\u{7F}\u{7F}', ['Backspace', 'Backspace', 'Backspace']],
	['an input method that corrects itself', '\u{7F}\u{7F}ào', ['Backspace', 'Backspace', 'text "ào"']],
	['two commands at once', '/list\r/help\r', ['text "/list"', 'Enter', 'text "/help"', 'Enter']],
	['control keys among letters', 'a\u{1}\u{B}b', ['text "a"', 'Ctrl+A', 'Ctrl+K', 'text "b"']],
	['completion among letters', '/li\t', ['text "/li"', 'Tab']],
	['Home and End of another terminal', '\u{1B}[1~\u{1B}OF', ['Home', 'End']],
	['Alt as xterm tells it with arrows', '\u{1B}[1;3D\u{1B}[1;3C\u{1B}[1;3A\u{1B}[1;3B', ['Alt+Left', 'Alt+Right', 'Alt+Up', 'Alt+Down']],
	['Alt as rxvt tells it, and others set to a meta that escapes', '\u{1B}\u{1B}[A\u{1B}\u{1B}[B', ['Alt+Up', 'Alt+Down']],
	['Vietnamese', 'Xin chào', ['text "Xin chào"']],
	['a paste', pasteBytes('one\rtwo\r\nthree'), [String.raw`paste "one\rtwo\r\nthree"`]],
	['a paste with escapes in it', pasteBytes('\u{1B}[2J'), [`paste ${JSON.stringify('\u{1B}[2J')}`]],
	['focus and mouse reports', '\u{1B}[I\u{1B}[<0;1;1M', []],
];

describe('keys', () => {
	for (const name of named) {
		test(name, async () => {
			assert.deepEqual(await read(keyBytes(name === 'Alt+B' ? 'Alt+b' : name)), [name]);
		});
	}
});

describe('chunks', () => {
	for (const [what, chunk, keys] of chunks) {
		test(what, async () => {
			assert.deepEqual(await read(chunk), keys);
		});
	}
});
