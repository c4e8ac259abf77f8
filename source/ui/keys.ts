/**
What came from the keyboard, in our words. Ink hands over chunks: several keys can be in one, and a key without letters
comes as flags.

Ink tells function keys apart from nothing else and not from each other, so any of them is F1.
*/
import type {Key as InkKey} from 'ink';

export type Key =
	/** `Enter`, `Ctrl+D`, `Alt+B`, `PageUp`, `Shift+Tab`, `F1`. */
	| {readonly type: 'key'; readonly name: string}
	/** Typed characters, one or more. */
	| {readonly type: 'text'; readonly text: string}
	/** Everything between the brackets of a bracketed paste, as the terminal sent it. */
	| {readonly type: 'paste'; readonly text: string};

/** The keys of one call of Ink's `useInput`, in order. */
export function readKeys(input: string, flags: Partial<InkKey>): Key[] {
	if (flags.eventType === 'release') {
		return [];
	}

	const name = nameOf(flags);
	if (name !== undefined) {
		return [key(modified(name, flags))];
	}

	if (input === '') {
		return [key('F1')];
	}

	if (flags.ctrl === true || flags.meta === true) {
		return [key(modified(input === ' ' ? 'Space' : input.toUpperCase(), flags))];
	}

	return splitChunk(input);
}

/** A paste as one key. */
export function readPaste(text: string): Key {
	return {type: 'paste', text};
}

const flagNames: ReadonlyArray<readonly [keyof InkKey, string]> = [
	['upArrow', 'Up'],
	['downArrow', 'Down'],
	['leftArrow', 'Left'],
	['rightArrow', 'Right'],
	['pageUp', 'PageUp'],
	['pageDown', 'PageDown'],
	['home', 'Home'],
	['end', 'End'],
	['return', 'Enter'],
	['escape', 'Esc'],
	['tab', 'Tab'],
	['backspace', 'Backspace'],
	['delete', 'Delete'],
];

function nameOf(flags: Partial<InkKey>): string | undefined {
	return flagNames.find(([flag]) => flags[flag] === true)?.[1];
}

/** Shift is told only with Tab: with other keys nothing is bound to it, and a letter already is a capital. */
function modified(name: string, {ctrl, meta, shift}: Partial<InkKey>): string {
	return [
		...ctrl === true ? ['Ctrl'] : [],
		...meta === true && name !== 'Esc' ? ['Alt'] : [],
		...shift === true && name === 'Tab' ? ['Shift'] : [],
		name,
	].join('+');
}

function splitChunk(chunk: string): Key[] {
	const pieces = chunk.match(/[\u{0}-\u{1F}\u{7F}]|[^\u{0}-\u{1F}\u{7F}]+/gv) ?? [];
	return pieces.map(piece => isControl(piece) ? key(controlName(piece)) : {type: 'text', text: piece});
}

function isControl(character: string): boolean {
	return character < ' ' || character === '\u{7F}';
}

const controlNames: Readonly<Record<string, string>> = {
	'\r': 'Enter',
	'\n': 'Enter',
	'\t': 'Tab',
	'\b': 'Backspace',
	'\u{7F}': 'Backspace',
	'\u{1B}': 'Esc',
};

function controlName(character: string): string {
	return controlNames[character] ?? `Ctrl+${String.fromCodePoint(character.codePointAt(0)! + 0x40)}`;
}

function key(name: string): Key {
	return {type: 'key', name};
}
