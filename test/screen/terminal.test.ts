/** The screen in the test's own process: what reaches the terminal, and when. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openScreen, type Screen} from '../../source/screen/terminal.ts';
import {type Size} from '../../source/screen/layout-type.ts';
import {fakeTerminal, type FakeTerminal} from '../helpers/fake-tty.ts';

/** A whole frame of one letter, in the way Ink writes it. */
function draw(screen: Screen, letter: string, {columns, rows}: Size = screen.size()): void {
	screen.stage({columns, rows, rectangles: {raw: {x: 1, y: 1, columns: columns - 2, rows: rows - 2}}});
	screen.sink.write(Array.from({length: rows}, () => letter.repeat(columns)).join('\n'));
}

function whole(letter: string): (screen: string) => boolean {
	return screen => screen.startsWith(letter) && screen.endsWith(letter);
}

function open(columns = 10, rows = 4): {terminal: FakeTerminal; screen: Screen; resizes: Size[]} {
	const terminal = fakeTerminal(columns, rows);
	const resizes: Size[] = [];
	const screen = openScreen({...terminal.streams, onResize(size) {
		resizes.push(size);
	}});
	return {terminal, screen, resizes};
}

test('a commit and the rows of its panes in one turn are one frame', async () => {
	const {terminal, screen} = open();
	await terminal.until(() => terminal.output.emulator.isAlternate, 'the alternate screen');
	terminal.output.writes.length = 0;
	draw(screen, 'a');
	draw(screen, 'b');
	screen.paint({raw: ['rows']});
	await terminal.until(text => text.includes('brows'), 'the last frame');
	assert.equal(terminal.output.writes.length, 1);
	await screen.close();
});

test('while the terminal takes nothing, frames are left out, and the newest is painted when it does', async () => {
	const {terminal, screen} = open();
	draw(screen, 'a');
	await terminal.until(whole('a'), 'the first frame');
	terminal.output.hold();
	terminal.output.writes.length = 0;
	for (const letter of 'bcdefgh') {
		draw(screen, letter);
		await Promise.resolve();
	}

	assert.equal(terminal.output.writes.length, 1);
	terminal.output.release();
	await terminal.until(whole('h'), 'the newest frame');
	assert.equal(terminal.output.writes.length, 2);
	await screen.close();
});

test('a resize is told at once, a storm once more with the last size, and nothing is painted for a size that is gone', async () => {
	const {terminal, screen, resizes} = open();
	draw(screen, 'a');
	await terminal.until(whole('a'), 'the first frame');
	terminal.resize(12, 5);
	terminal.resize(14, 6);
	terminal.resize(9, 3);
	assert.deepEqual(resizes, [{columns: 12, rows: 5}]);
	terminal.output.writes.length = 0;
	draw(screen, 'b', {columns: 12, rows: 5});
	await Promise.resolve();
	assert.deepEqual(terminal.output.writes, []);
	draw(screen, 'c', {columns: 9, rows: 3});
	await terminal.until(whole('c'), 'the frame for the present size');
	await screen.close();
});

test('a SIGWINCH without another size draws every cell again', async () => {
	const {terminal, screen} = open();
	draw(screen, 'a');
	await terminal.until(whole('a'), 'the first frame');
	await terminal.output.emulator.write('\u{1B}[2J');
	assert.equal(terminal.screen().trim(), '');
	terminal.signals.emit('SIGWINCH');
	await terminal.until(whole('a'), 'the frame again');
	await screen.close();
});

test('closing puts back every mode and stops listening', async () => {
	const {terminal, screen} = open();
	draw(screen, 'a');
	await terminal.until(whole('a'), 'the first frame');
	const {emulator} = terminal.output;
	assert.deepEqual(emulator.modes, {isWrapping: false, isPasteBracketed: true, isSynchronizing: false, mouse: 'none'});
	assert.equal(emulator.cursor.isVisible, false);
	terminal.input.setRawMode(true);
	assert.equal(await screen.close(), true);
	assert.equal(emulator.isAlternate, false);
	assert.deepEqual(emulator.modes, {isWrapping: true, isPasteBracketed: false, isSynchronizing: false, mouse: 'none'});
	assert.equal(emulator.cursor.isVisible, true);
	assert.equal(terminal.input.isRaw, false);
	assert.deepEqual(terminal.signals.eventNames(), []);
	draw(screen, 'b');
	assert.doesNotMatch(terminal.screen(), /b/v);
});

test('what others write to the terminal waits until the screen is left', async () => {
	const terminal = fakeTerminal(10, 4);
	const {streams} = terminal;
	const {writes} = streams.stderr as unknown as {writes: string[]};
	const screen = openScreen(streams);
	streams.stderr.write('a warning\n');
	streams.stdout.write('a line\n');
	draw(screen, 'a');
	await terminal.until(whole('a'), 'the frame');
	assert.deepEqual(writes, []);
	await screen.close();
	assert.deepEqual(writes, ['a warning\na line\n']);
});

const endings: ReadonlyArray<readonly [signal: NodeJS.Signals, act: string]> = [
	['SIGINT', 'exit 130'], ['SIGTERM', 'exit 143'], ['SIGHUP', 'exit 129'], ['SIGQUIT', 'exit 131'],
];

for (const [signal, act] of endings) {
	test(`${signal} leaves the screen, does its last work and ends with ${act}`, async () => {
		const terminal = fakeTerminal();
		const said: string[] = [];
		const ended = Promise.withResolvers<void>();
		openScreen({...terminal.streams, lastWork() {
			said.push(terminal.output.emulator.isAlternate ? 'too early' : 'last work');
			setImmediate(ended.resolve);
		}});
		terminal.signals.emit(signal, signal);
		await ended.promise;
		assert.deepEqual(said, ['last work']);
		assert.deepEqual(terminal.signals.acts, [act]);
	});
}

test('a group that the system does not stop goes on by itself, with the screen as it was', async () => {
	const {terminal, screen} = open();
	draw(screen, 'a');
	await terminal.until(whole('a'), 'the first frame');
	await screen.suspend();
	assert.deepEqual(terminal.signals.acts, ['SIGTSTP to 0', 'SIGWINCH to 1']);
	await terminal.until(whole('a'), 'the frame again');
	assert.equal(terminal.output.emulator.isAlternate, true);
	await screen.close();
});

test('a screen that was closed listens to nothing any more, also when it was closed while it was stopped', async () => {
	for (const isStopped of [false, true]) {
		const {terminal, screen} = open();
		const {stdin, stdout} = terminal.streams;
		const stopped = Promise.withResolvers<void>();
		terminal.signals.kill = () => {
			stopped.resolve();
			return true;
		};

		const suspended = isStopped ? screen.suspend() : undefined;
		if (isStopped) {
			await stopped.promise;
		}

		await screen.close();
		terminal.signals.emit('SIGCONT');
		await suspended;
		assert.deepEqual(terminal.signals.eventNames(), []);
		assert.deepEqual([stdin.listenerCount('end'), stdout.listenerCount('resize')], [0, 0]);
	}
});

test('the mouse is taken with the screen and given back with it, also for a suspension', async () => {
	const terminal = fakeTerminal(10, 4);
	const screen = openScreen({...terminal.streams, mouse: true});
	const {emulator} = terminal.output;
	const modes = async () => {
		await emulator.write('\u{1B}[m');
		return emulator.modes.mouse;
	};

	assert.equal(await modes(), 'drag');
	const whileStopped = new Promise(resolve => {
		terminal.signals.kill = (_pid, signal) => {
			if (signal === 'SIGTSTP') {
				void modes().then(mode => {
					resolve(mode);
					terminal.signals.emit('SIGCONT');
				});
			}

			return true;
		};
	});
	await screen.suspend();
	assert.equal(await whileStopped, 'none');
	assert.equal(await modes(), 'drag');
	screen.useMouse(false);
	assert.equal(await modes(), 'none');
	screen.useMouse(true);
	await screen.close();
	assert.equal(await modes(), 'none');
});

test('a wheel sends no arrows while the screen is open; how it was before is put back', async () => {
	const {terminal, screen} = open();
	await screen.close();
	const sequences = terminal.output.writes.join('').match(/\u{1B}\[\?1007./gv)?.map(sequence => sequence.at(-1)).join('');
	assert.equal(sequences, 'slhr');
});
