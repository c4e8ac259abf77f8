/** The frames that a program brought to a terminal, from what it wrote, and what they cost when others write them. */
import {Buffer} from 'node:buffer';
import {Emulator, type ShownCell} from '../../test/helpers/emulator.ts';

type Cells = ReadonlyArray<readonly ShownCell[]>;

/** A frame as it was seen, and how many bytes brought it there. */
export type SeenFrame = {readonly cells: Cells; readonly bytes: number};

const endOfFrame = '\u{1B}[?2026l';

/** `written`: all that was written, a byte a character, as `Terminal.raw` has it; `from`: where the frames begin. */
export async function seenFrames(written: string, from: number, size: Size): Promise<SeenFrame[]> {
	const emulator = new Emulator(size.columns, size.rows);
	const first = written.indexOf(endOfFrame, from) + endOfFrame.length;
	await emulator.write(Buffer.from(written.slice(0, first), 'latin1'));
	const frames: SeenFrame[] = [{cells: emulator.cells, bytes: 0}];
	for (const piece of written.slice(first).split(endOfFrame).slice(0, -1)) {
		await emulator.write(Buffer.from(piece + endOfFrame, 'latin1'));
		frames.push({cells: emulator.cells, bytes: piece.length + endOfFrame.length});
	}

	return frames;
}

type Size = {readonly columns: number; readonly rows: number};

/**
The bytes that turn one frame into the next as a person would write it by hand: the cells that differ, each run of them
behind its place, and each colour when it changes.
*/
export function differenceByHand(before: Cells, after: Cells): number {
	const differing = after.flatMap((row, y) => row.flatMap((cell, x) =>
		cell.width === 0 || isSame(before[y]![x]!, cell) ? [] : [{x, y, cell}]));
	let drawing = '';
	let style = '';
	let next = '';
	for (const {x, y, cell} of differing) {
		const place = `${y + 1};${x + 1}`;
		drawing += place === next ? '' : `\u{1B}[${place}H`;
		drawing += styleOf(cell) === style ? textOf(cell) : `\u{1B}[0;${styleOf(cell)}m${textOf(cell)}`;
		style = styleOf(cell);
		next = `${y + 1};${x + 1 + cell.width}`;
	}

	return Buffer.byteLength(drawing);
}

/** The rows of a frame, coloured, each whole. */
export function wholeRows(cells: Cells): string[] {
	return cells.map(row => {
		let text = '';
		let style = '';
		for (const cell of row) {
			text += styleOf(cell) === style ? '' : `\u{1B}[0;${styleOf(cell)}m`;
			text += cell.width === 0 ? '' : textOf(cell);
			style = styleOf(cell);
		}

		return `${text}\u{1B}[m`;
	});
}

function isSame(one: ShownCell, other: ShownCell): boolean {
	return textOf(one) === textOf(other) && styleOf(one) === styleOf(other);
}

function textOf({text}: ShownCell): string {
	return text === '' ? ' ' : text;
}

/** SGR parameters behind a reset. */
function styleOf({colour, background, isBold, isDim, isUnderlined, isInverse}: ShownCell): string {
	return [
		...isBold ? ['1'] : [],
		...isDim ? ['2'] : [],
		...isUnderlined ? ['4'] : [],
		...isInverse ? ['7'] : [],
		...colourOf(colour, 30),
		...colourOf(background, 40),
	].join(';');
}

/** `first`: of the eight colours of the palette, on letters or behind them. */
function colourOf(colour: number | string | undefined, first: number): string[] {
	if (typeof colour === 'string') {
		const parts = [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16));
		return [`${first + 8};2;${parts.join(';')}`];
	}

	if (colour === undefined) {
		return [];
	}

	return [colour < 8 ? String(first + colour) : `${first + 8};5;${colour}`];
}
