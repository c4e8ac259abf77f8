/** A session as the screens it shows, each with the time it is to be seen. */
import type {ShownCell} from '../../test/helpers/emulator.ts';
import type {Terminal} from '../../test/helpers/terminal.ts';
import type {Step} from './session.ts';

export type Frame = {readonly rows: ReadonlyArray<readonly ShownCell[]>; readonly for_ms: number};

/** How long a line that was typed is seen before Enter is pressed. */
const enter_ms = 250;

/**
Plays the steps. Each key is pressed when the screen shows what the one before led to, however long that takes: the
times of the frames are those of a person who types, not those of the machine. Rejects, with the screen drawn, when what
a step waits for does not come.
*/
export async function recordSession(terminal: Terminal, steps: readonly Step[]): Promise<Frame[]> {
	const frames: Frame[] = [];
	const show = (for_ms: number) => {
		frames.push({rows: withCursor(terminal.cells(), terminal.cursor()), for_ms});
	};

	for (const {line, key, shows, for_ms} of steps) {
		if (key !== undefined) {
			terminal.press(key);
		}

		if (line !== undefined) {
			await typeLine(terminal, line, show);
			terminal.press('Enter');
		}

		await terminal.until(screen => shows.every(pattern => pattern.test(screen)), shows.join(' and '));
		show(for_ms);
	}

	return frames;
}

async function typeLine(terminal: Terminal, line: string, show: (for_ms: number) => void): Promise<void> {
	for (const [index, character] of [...line].entries()) {
		terminal.type(character);
		const typed = [...line].slice(0, index + 1).join('');
		await terminal.until(screen => screen.includes(`› ${typed}`), `\`${typed}\` in the prompt`);
		show(typed === line ? enter_ms : keystroke_ms(index));
	}
}

/** Between 35 and 65 ms, and not the same twice in a row, as fingers are. */
function keystroke_ms(index: number): number {
	return 35 + (index * 17) % 31;
}

/** The cells with the terminal's cursor as a block. */
function withCursor(rows: ShownCell[][], {x, y, isVisible}: ReturnType<Terminal['cursor']>): ShownCell[][] {
	const under = rows[y]?.[x];
	if (isVisible && under !== undefined) {
		rows[y]![x] = {...under, isInverse: !under.isInverse};
	}

	return rows;
}
