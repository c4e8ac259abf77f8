import {setTimeout as sleep} from 'node:timers/promises';
import type {Terminal} from '../../test/helpers/terminal.ts';
import {quantile} from './median.ts';

/** Letters that nobody else writes: each can be found on the screen by itself. */
const letters = Array.from({length: 38}, (_, index) => String.fromCodePoint(0x05_61 + index));

/** From key to paint, in milliseconds: half of them are as quick as `ms p50`, all but one of a hundred as `ms p99`. */
export type KeyTimes = Readonly<Record<'ms p50' | 'ms p99', number>>;

/**
Types so many letters into the prompt, each when the one before is on the screen, and measures how long each took. The
pauses between them differ, so that keys do not keep step with frames.
*/
export async function keyTimes(terminal: Terminal, count: number): Promise<KeyTimes> {
	const times_ms: number[] = [];
	for (let typed = 0; typed < count; typed++) {
		const letter = letters[typed % letters.length]!;
		if (letter === letters[0]) {
			terminal.press('Ctrl+U');
			await terminal.until(screen => letters.every(each => !screen.includes(each)), 'an empty prompt');
		}

		await pause(typed);
		times_ms.push(await paintTime_ms(terminal, letter, screen => screen.includes(letter)));
	}

	return timesOf(times_ms);
}

/** Presses keys until each has changed the screen as `isWanted` says, and measures how long that took. */
export async function pressTimes(
	terminal: Terminal,
	presses: ReadonlyArray<{readonly key: string; readonly isWanted: (screen: string) => boolean}>,
): Promise<KeyTimes> {
	const times_ms: number[] = [];
	for (const [pressed, {key, isWanted}] of presses.entries()) {
		await pause(pressed);
		times_ms.push(await paintTime_ms(terminal, key, isWanted));
	}

	return timesOf(times_ms);
}

async function pause(turn: number): Promise<void> {
	await sleep(20 + (turn * 37 % 60));
}

async function paintTime_ms(terminal: Terminal, key: string, isWanted: (screen: string) => boolean): Promise<number> {
	const pressed_ms = performance.now();
	terminal.press(key);
	await terminal.until(isWanted, `the screen after ${key}`);
	return performance.now() - pressed_ms;
}

function timesOf(times_ms: readonly number[]): KeyTimes {
	return {'ms p50': quantile(times_ms, 0.5), 'ms p99': quantile(times_ms, 0.99)};
}
