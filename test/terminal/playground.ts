/** The program itself in a pseudo-terminal, as somebody at a keyboard starts it. */
import {mkdtempSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {openTerminal, type Terminal, type TerminalOptions} from '../helpers/terminal.ts';

export type Playground = Terminal & {
	/** Types a line and presses Enter. */
	line(text: string): void;
	/** The state folder, for a second start. */
	readonly stateFolder: string;
};

type Options = Partial<TerminalOptions> & {readonly words?: readonly string[]; readonly stateFolder?: string};

/** The words that start the program, for a test that starts it from a shell. */
export const program = [process.execPath, path.resolve('dist/cli.js')] as const;

/** Starts the built program and waits for its first picture: an echo server and its client, unless other words say otherwise. */
export async function startPlayground({words = [], stateFolder, environment, ...options}: Options = {}): Promise<Playground> {
	const folder = stateFolder ?? mkdtempSync(path.join(os.tmpdir(), 'sockplay-state-'));
	const terminal = openTerminal({
		command: program[0],
		arguments: [program[1], ...words],
		environment: {XDG_STATE_HOME: folder, ...environment},
		...options,
	});
	void terminal.exit.then(() => {
		if (stateFolder === undefined) {
			rmSync(folder, {recursive: true, force: true});
		}
	});
	await terminal.until(words.length === 0 ? isEchoing : screen => screen.includes('CLIENT') || screen.includes('too small'), 'the first picture');
	return Object.assign(terminal, {
		stateFolder: folder,
		line(text: string) {
			terminal.type(text);
			terminal.press('Enter');
		},
	});
}

/** The echo server has its client, whatever port it found free; a narrow pane may leave the address out. */
export function isEchoing(screen: string): boolean {
	return /s1 +accept\(\) = s1\.1/v.test(screen) && /c1 +connect(?:\(\S*\))? = 0/v.test(screen) && screen.includes('open');
}

/** How often a text stands on the screen. */
export function countOf(screen: string, text: string): number {
	return screen.split(text).length - 1;
}
