/**
A line editor as a pure reducer: an editor and a key in, the next editor out. Emacs keys, as readline has them.

The cursor stands between graphemes, never inside one. Nothing here knows a width; `editor-window.ts` does.
*/
import {limits} from '../core/limits.ts';
import {nextGrapheme, previousGrapheme, spacedWordStart, wordEnd, wordStart} from './graphemes.ts';

export type Editor = {
	readonly text: string;
	/** In UTF-16 units, 0 to the length of `text`. */
	readonly cursor: number;
	/** What Ctrl+Y brings back. */
	readonly killed: string;
	/** Earlier texts, the newest last. */
	readonly undo: readonly Snapshot[];
	/** Typing goes on: the next character belongs to the same step of undo. */
	readonly typing: boolean;
	/** The whole text is selected: what is typed replaces it, any move keeps it. */
	readonly selected: boolean;
};

type Snapshot = {readonly text: string; readonly cursor: number};

export const emptyEditor: Editor = {text: '', cursor: 0, killed: '', undo: [], typing: false, selected: false};

/** The editor after a named key (`Backspace`, `Ctrl+A`), or nothing when that key does not edit. */
export function pressKey(editor: Editor, key: string): Editor | undefined {
	if (editor.selected && killsSelection.has(key)) {
		return kill(editor, 0, editor.text.length);
	}

	return editor.selected && deletesSelection.has(key) ? changeTo(editor, '') : editingKeys[key]?.(editor);
}

/** The editor with its whole text selected and the cursor at a place of it. */
export function selectAll(editor: Editor, cursor: number): Editor {
	return {...moveTo(editor, cursor), selected: editor.text !== ''};
}

/** The editor with `text` put in at the cursor. */
export function insertText(editor: Editor, text: string): Editor {
	const [start, end] = editor.selected ? [0, editor.text.length] : [editor.cursor, editor.cursor];
	const next = replaceRange(editor, start, end, text);
	const isContinued = editor.typing && !/^\s/v.test(text);
	return {...next, undo: isContinued ? editor.undo : next.undo, typing: true};
}

/**
The editor with the part from `start` to `end` replaced, and the cursor behind it; one step of undo. What would make the
line longer than `limits.line_characters` is left out.
*/
export function replaceRange(editor: Editor, start: number, end: number, text: string): Editor {
	const room = limits.line_characters - editor.text.length + end - start;
	const added = text.length > room ? text.slice(0, room).replace(/[\u{D800}-\u{DBFF}]$/v, '') : text;
	return changeTo(editor, editor.text.slice(0, start) + added + editor.text.slice(end), start + added.length);
}

/** Another text in the same editor, the cursor at its end unless told otherwise; one step of undo. */
export function changeTo(editor: Editor, text: string, cursor = text.length): Editor {
	if (text === editor.text) {
		return moveTo(editor, cursor);
	}

	const undo = [...editor.undo, {text: editor.text, cursor: editor.cursor}].slice(-limits.undo_steps);
	return {...editor, text, cursor, undo, typing: false, selected: false};
}

/** The editor after its line was taken: empty, what was killed stays, undo forgets. */
export function clearEditor({killed}: Editor): Editor {
	return {...emptyEditor, killed};
}

const editingKeys: Readonly<Record<string, (editor: Editor) => Editor>> = {
	Left: editor => moveTo(editor, previousGrapheme(editor.text, editor.cursor)),
	Right: editor => moveTo(editor, nextGrapheme(editor.text, editor.cursor)),
	Home: editor => moveTo(editor, 0),
	End: editor => moveTo(editor, editor.text.length),
	'Ctrl+Left': editor => moveTo(editor, wordStart(editor.text, editor.cursor)),
	'Ctrl+Right': editor => moveTo(editor, wordEnd(editor.text, editor.cursor)),
	Backspace: editor => replaceRange(editor, previousGrapheme(editor.text, editor.cursor), editor.cursor, ''),
	Delete: editor => replaceRange(editor, editor.cursor, nextGrapheme(editor.text, editor.cursor), ''),
	'Ctrl+U': editor => kill(editor, 0, editor.cursor),
	'Ctrl+K': editor => kill(editor, editor.cursor, editor.text.length),
	// To a space, as a terminal's own line editing does (WERASE, termios(3)).
	'Ctrl+W': editor => kill(editor, spacedWordStart(editor.text, editor.cursor), editor.cursor),
	'Alt+Backspace': editor => kill(editor, wordStart(editor.text, editor.cursor), editor.cursor),
	'Alt+D': editor => kill(editor, editor.cursor, wordEnd(editor.text, editor.cursor)),
	'Ctrl+Y': editor => replaceRange(editor, editor.cursor, editor.cursor, editor.killed),
	'Ctrl+_': undoOnce,
	'Ctrl+A': editor => moveTo(editor, 0),
	'Ctrl+E': editor => moveTo(editor, editor.text.length),
	'Ctrl+B': editor => moveTo(editor, previousGrapheme(editor.text, editor.cursor)),
	'Ctrl+F': editor => moveTo(editor, nextGrapheme(editor.text, editor.cursor)),
	'Alt+B': editor => moveTo(editor, wordStart(editor.text, editor.cursor)),
	'Alt+F': editor => moveTo(editor, wordEnd(editor.text, editor.cursor)),
	'Ctrl+D': editor => replaceRange(editor, editor.cursor, nextGrapheme(editor.text, editor.cursor), ''),
};

/** Keys that delete a selected text as a whole. */
const deletesSelection: ReadonlySet<string> = new Set(['Backspace', 'Delete', 'Ctrl+D']);
/** Keys that delete it and keep it for Ctrl+Y. */
const killsSelection: ReadonlySet<string> = new Set(['Ctrl+U', 'Ctrl+K', 'Ctrl+W', 'Alt+Backspace', 'Alt+D']);

function moveTo(editor: Editor, cursor: number): Editor {
	return {...editor, cursor, typing: false, selected: false};
}

function kill(editor: Editor, start: number, end: number): Editor {
	const killed = editor.text.slice(start, end);
	return killed === '' ? editor : {...replaceRange(editor, start, end, ''), killed};
}

function undoOnce(editor: Editor): Editor {
	const last = editor.undo.at(-1);
	const undo = editor.undo.slice(0, -1);
	return last === undefined ? editor : {...editor, ...last, undo, typing: false, selected: false};
}
